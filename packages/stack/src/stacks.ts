import type { Platform } from '@clinfra/core';
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
  const near = names
    .map(name => ({ name, distance: distance(name, wanted) }))
    .filter(candidate => candidate.distance <= Math.max(3, wanted.length / 2) || candidate.name.startsWith(wanted))
    .sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name));
  return near.length > 0
    ? `the nearest: ${near
        .slice(0, 3)
        .map(({ name }) => name)
        .join(', ')}`
    : `there are: ${names.join(', ')}`;
}

/** How many letters must change, come or go (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
