import path from 'node:path';
import { type Change, type ChangeKind, changesOf, dataLosses, inWords, type Plan, PlanError, planOf, readPlan } from '@clinfra/plan';
import { type Command, CommandError, type Context, UsageError, usageOf } from '../command';
import { countFindings, exitCodeOf, printFindings } from '../findings';
import { loadPlatform } from '../load-stacks';
import { statOf, textOf } from '../named-file';
import type { Terminal } from '../terminal';

export const diff: Command = {
  usage: 'diff <stack> --against FILE',
  help: [
    'Says what the declaration would change of an earlier plan of the same stack: what is added, changed, made anew and removed.',
    '',
    'A store with data that would be made anew or removed is a finding, in production an error unless `data-loss` is waived.',
    'It compares two declarations, and not a declaration with what runs: a value that somebody changed by hand is not seen.',
    '',
    '  --against FILE   a plan that `clinfra preview <stack> --json FILE` wrote, or the stacks/platforms.ts of another checkout',
  ].join('\n'),
  options: { against: { type: 'string' } },
  positionals: ['stack'],
  async run(context, [stack = ''], { against, ...values }) {
    if (typeof against !== 'string' || against === '') throw new UsageError(`--against FILE is missing\n${usageOf(diff)}`);
    const file = path.resolve(context.cwd, against);
    statOf(file);
    const platform = loadPlatform(context, stack, values);
    const earlier = await earlierPlan(context, file, stack);
    const plan = await planOf(platform, { today: context.today });
    const { terminal } = context;
    if (exitCodeOf(plan.findings) === 1) {
      printFindings(terminal, plan.findings);
      terminal.err(`${stack}: ${countFindings(plan.findings)}; nothing was compared`);
      return 1;
    }
    const changes = changesOf(earlier, plan);
    const losses = dataLosses(changes, platform, { today: context.today });
    terminal.out(terminal.style('bold', `${stack} against ${against}`));
    printChanges(terminal, changes);
    terminal.out(`\n${terminal.style('bold', 'findings')}  ${countFindings(losses)}`);
    printFindings(terminal, losses);
    return exitCodeOf(losses);
  },
};

/** The plan before: one that was saved, or that of the same stack in another table. */
async function earlierPlan(context: Context, file: string, stack: string): Promise<Plan> {
  const plan = /\.[cm]?[jt]s$/.test(file) ? await planOf(loadPlatform(context, stack, { stacks: file }), { today: context.today }) : savedPlan(file);
  const name = `${plan.platform}-${plan.environment}`;
  if (name !== stack) throw new CommandError(`${file} must be a plan of ${stack}, got one of ${name}`);
  const errors = plan.findings.filter(({ severity }) => severity === 'error').length;
  if (errors > 0 && plan.resources.length === 0) {
    throw new CommandError(
      `${file} must be a plan with resources, got one that had ${errors} ${errors === 1 ? 'error' : 'errors'} instead; take the last one without`,
    );
  }
  return plan;
}

function savedPlan(file: string): Plan {
  const text = textOf(file);
  try {
    return readPlan(text);
  } catch (error) {
    if (error instanceof PlanError) throw new CommandError(`${file} ${error.message}`);
    throw error;
  }
}

const KINDS = {
  added: ['+', 'green'],
  changed: ['~', 'yellow'],
  replaced: ['!', 'red'],
  removed: ['-', 'red'],
} as const satisfies Record<ChangeKind, readonly [mark: string, color: string]>;

function printChanges(terminal: Terminal, changes: readonly Change[]): void {
  if (changes.length === 0) terminal.out('\nnothing changes');
  for (const kind of Object.keys(KINDS) as ChangeKind[]) {
    const of = changes.filter(change => change.kind === kind);
    if (of.length === 0) continue;
    terminal.out(`\n${terminal.style('bold', kind)}  ${of.length}`);
    for (const change of of) printChange(terminal, change);
  }
}

function printChange(terminal: Terminal, { kind, type, name, properties }: Change): void {
  const [mark, color] = KINDS[kind];
  terminal.out(`  ${terminal.style(color, mark)} ${type} ${name}`);
  for (const property of properties) terminal.out(`      ${inWords(property)}${property.replaces ? terminal.style('red', '  (made anew)') : ''}`);
}
