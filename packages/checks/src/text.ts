/** Whether a value is a text of a form. A pattern alone would take `undefined` for the text of that name. */
export function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}

/** Whether a value has nothing in it to read. */
export function isBlank(value: unknown): boolean {
  return !isText(value, /\S/);
}
