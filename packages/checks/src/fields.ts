type Fields = Readonly<Record<string, unknown>>;

/** Whether a value has fields, as an object of JSON has. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands below a value; undefined where something on the way is missing. */
export function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((fields, field) => (isFields(fields) && Object.hasOwn(fields, field) ? fields[field] : undefined), value);
}

/** The entries of a list that have fields; none of anything else. */
export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}
