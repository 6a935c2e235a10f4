/** Whether a value is a whole number, also when it comes from a caller without types. */
export function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
