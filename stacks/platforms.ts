import { nilecare } from '@clinfra/nilecare';
import type { Stacks } from '@clinfra/stack';

/** Every stack by its name, `<platform>-<environment>`. */
export const stacks: Stacks = {
  'nilecare-development': () => nilecare('development'),
  'nilecare-staging': () => nilecare('staging'),
  'nilecare-production': () => nilecare('production'),
};
