import path from 'node:path';
import { Inventory } from '@clinfra/core';
import { planJson, planOf } from '@clinfra/plan';
import type { Command } from '../command';
import { countFindings, exitCodeOf, printFindings } from '../findings';
import { loadPlatform } from '../load-stacks';
import { printCounts, printPatches, printSites, printTree } from '../picture';

export const preview: Command = {
  usage: 'preview <stack> [--json FILE]',
  help: [
    'Shows what a stack would be: sites, resources, manifests and findings.',
    '',
    'Runs the Pulumi program in process: no account, no cluster, no network. It is the whole of the stack, not a difference to what runs.',
    '',
    '  --json FILE   write the plan as JSON too, unless there are errors; `-` prints it instead',
  ].join('\n'),
  options: { json: { type: 'string' } },
  positionals: ['stack'],
  async run(context, [stack = ''], { json, ...values }) {
    const { terminal } = context;
    const platform = loadPlatform(context, stack, values);
    const plan = await planOf(platform, { today: context.today });
    if (typeof json === 'string') {
      if (json === '-') {
        terminal.out(planJson(plan).trimEnd());
        return exitCodeOf(plan.findings);
      }
      if (exitCodeOf(plan.findings) === 0) await writePlan(path.resolve(context.cwd, json), planJson(plan));
    }
    terminal.out(terminal.style('bold', `${platform.name} ${platform.environment}`));
    printSites(terminal, new Inventory(platform));
    if (plan.resources.length > 0) {
      printTree(terminal, plan.resources);
      printPatches(terminal, plan.resources);
      printCounts(terminal, plan.resources);
    }
    terminal.out(`\n${terminal.style('bold', 'findings')}  ${countFindings(plan.findings)}`);
    printFindings(terminal, plan.findings);
    if (exitCodeOf(plan.findings) === 1) {
      terminal.out('\nnothing is rendered while there are errors');
      if (typeof json === 'string') terminal.err(`${json} was not written: a plan with errors has no resources; \`--json -\` prints its findings`);
    }
    terminal.out(terminal.style('dim', `\ntook ${process.uptime().toFixed(2)} s`));
    return exitCodeOf(plan.findings);
  },
};

/** Most previews write no file; start-up counts. */
async function writePlan(file: string, text: string): Promise<void> {
  const { writeWhole } = require('../write-file') as typeof import('../write-file');
  await writeWhole(file, text);
}
