import { Duration, days } from '@clinfra/core';

/** Whether a value is a whole number, also when it comes from a caller without types. */
export function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** The days of a length that is written in whole ones; undefined where it is none. */
export function wholeDays(length: unknown): number | undefined {
  if (!(length instanceof Duration) || length.problem || length.amount % days(1).amount !== 0n) return undefined;
  return length.toDays();
}
