import { program } from '@clinfra/stack';
import { stacks } from '../../../stacks/platforms';
import { giveOneMore } from './changed-figure';

const today = new Date().toISOString().slice(0, 10);
const changed = Object.entries(stacks).map(([name, declare]) => {
  const declareChanged = () => {
    const platform = declare();
    giveOneMore(platform, today);
    return platform;
  };
  return [name, declareChanged] as const;
});

export = program(Object.fromEntries(changed));
