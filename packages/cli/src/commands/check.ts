import { checkWithObjects } from '@clinfra/kubernetes';
import type { Command } from '../command';
import { countFindings, exitCodeOf, printFindings } from '../findings';
import { loadPlatform } from '../load-stacks';

export const check: Command = {
  usage: 'check <stack>',
  help: 'Checks the declaration of a stack and prints every finding.',
  options: {},
  positionals: ['stack'],
  async run(context, [stack = ''], values) {
    const findings = checkWithObjects(loadPlatform(context, stack, values), { today: context.today });
    printFindings(context.terminal, findings);
    context.terminal.out(`${stack}: ${countFindings(findings)}`);
    return exitCodeOf(findings);
  },
};
