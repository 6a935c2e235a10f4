import type { Command } from '../command';
import { loadStacks } from '../load-stacks';

export const list: Command = {
  usage: 'list',
  help: 'Names every stack, one a line.',
  options: {},
  positionals: [],
  async run(context, _positionals, values) {
    for (const name of Object.keys(loadStacks(context, values)).sort()) context.terminal.out(name);
    return 0;
  },
};
