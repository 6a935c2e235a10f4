/** The text of what stands in many objects, by how deep it stands there. */
interface Texts {
  readonly underKey: string[];
  readonly behindDash: string[];
}

const texts = new WeakMap<object, Texts>();

/**
 * Says of a part that the same one stands in many objects, so that it is written as text once for each depth and not every time. It is frozen
 * with all that it holds: a change would not reach the text.
 */
export function kept<Part extends object>(part: Part): Part {
  freeze(part);
  texts.set(part, { underKey: [], behindDash: [] });
  return part;
}

/** Where the texts of a part are kept; undefined for what stands in one place. */
export function textsOf(part: object): Texts | undefined {
  return texts.get(part);
}

function freeze(part: object): void {
  Object.freeze(part);
  for (const key in part) {
    const value: unknown = part[key as keyof typeof part];
    if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) freeze(value);
  }
}
