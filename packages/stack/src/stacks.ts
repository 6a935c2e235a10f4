import { nearest, type Platform } from '@clinfra/core';
import { UnknownStackError } from './errors';

export { UnknownStackError };

/** Every stack by its name, `<platform>-<environment>`, with the function that declares it. */
export type Stacks = Readonly<Record<string, () => Platform>>;

/** The platform of a stack; a name that is not there gets the nearest ones as an answer. */
export function declareStack(stacks: Stacks, name: string): Platform {
  const declare = Object.hasOwn(stacks, name) ? stacks[name] : undefined;
  if (!declare) throw new UnknownStackError(`unknown stack ${JSON.stringify(name)}; ${suggestion(Object.keys(stacks), name)}`);
  return declare();
}

function suggestion(names: readonly string[], wanted: string): string {
  if (names.length === 0) return 'there are none';
  const near = nearest(names, wanted);
  return near.length > 0 ? `the nearest: ${near.join(', ')}` : `there are: ${names.join(', ')}`;
}
