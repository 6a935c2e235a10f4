import type { Declaration } from '@clinfra/core';

/** Compares by code units, so that an order does not depend on a machine's language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Declarations by path, so that what is said of several does not depend on which was declared first. */
export function byPath<T extends Declaration>(declarations: readonly T[]): readonly T[] {
  return declarations
    .map(declaration => ({ declaration, path: declaration.path }))
    .sort((a, b) => compare(a.path, b.path))
    .map(({ declaration }) => declaration);
}
