/** JSON merge patch, RFC 7386. Nothing is changed in place, for parts of a manifest are shared. */
export function merged(target: unknown, patch: unknown): unknown {
  if (!isFields(patch)) return patch;
  const fields = new Map(isFields(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    if (value === null) fields.delete(key);
    else fields.set(key, merged(fields.get(key), value));
  }
  return Object.fromEntries(fields);
}

/** Whether a merge would leave the target as it is. */
export function changesNothing(target: unknown, patch: unknown): boolean {
  if (!isFields(patch)) return isSame(target, patch);
  if (!isFields(target)) return false;
  return Object.entries(patch).every(([key, value]) => {
    if (value === undefined) return true;
    return value === null ? !Object.hasOwn(target, key) : Object.hasOwn(target, key) && changesNothing(target[key], value);
  });
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  if (!isFields(a) || !isFields(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every(key => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

/** What is no plain object, such as a value that is known only after apply, is replaced as a whole. */
function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
