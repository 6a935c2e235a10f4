/** What the engine sends and takes: JSON in which one string and some objects have a special meaning. */
export type Wire = null | boolean | number | string | readonly Wire[] | WireObject;
export interface WireObject {
  readonly [key: string]: Wire;
}

// Part of Pulumi's protocol, the same for every SDK and engine: see specialSigKey and its neighbours in @pulumi/pulumi/runtime/rpc.
const SIGNATURE = '4dabf18193072939515e22adb298388d';
const SECRET = '1b47061264138c4ac30d75fd1eb44270';

/** What stands for a value that only an apply will tell. */
export const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

export function isObject(wire: Wire | undefined): wire is WireObject {
  return typeof wire === 'object' && wire !== null && !isList(wire);
}

// Array.isArray does not narrow a readonly array.
export function isList(wire: Wire | undefined): wire is readonly Wire[] {
  return Array.isArray(wire);
}

/** An asset, an archive or the like: an object that does not mean itself. */
export function isSpecial(wire: Wire | undefined): boolean {
  return isObject(wire) && SIGNATURE in wire;
}

export function isSecret(wire: Wire | undefined): wire is WireObject {
  return isObject(wire) && wire[SIGNATURE] === SECRET;
}

export function secret(value: Wire): Wire {
  return isSecret(value) ? value : { [SIGNATURE]: SECRET, value };
}

/** The value without its marks of secrecy, at any depth. */
export function revealed(wire: Wire): Wire {
  if (isSecret(wire)) return revealed(wire.value ?? null);
  return mapped(wire, revealed);
}

export function revealedObject(wire: WireObject): WireObject {
  return Object.fromEntries(Object.entries(wire).map(([key, value]) => [key, revealed(value)]));
}

/** Whether something in it is not known yet. */
export function hasUnknown(wire: Wire): boolean {
  if (typeof wire === 'string') return wire.includes(UNKNOWN);
  if (isList(wire)) return wire.some(hasUnknown);
  return isObject(wire) && Object.values(wire).some(hasUnknown);
}

/** The texts that stand inside secrets, for finding where else they went. */
export function secretTexts(wire: Wire): readonly string[] {
  if (isSecret(wire)) return texts(wire.value ?? null);
  if (isList(wire)) return wire.flatMap(secretTexts);
  return isObject(wire) ? Object.values(wire).flatMap(secretTexts) : [];
}

/** Applies a change to the elements of a list or an object; anything else stays. */
export function mapped(wire: Wire, change: (inner: Wire) => Wire): Wire {
  if (isList(wire)) return wire.map(change);
  return isObject(wire) ? Object.fromEntries(Object.entries(wire).map(([key, value]) => [key, change(value)])) : wire;
}

function texts(wire: Wire): readonly string[] {
  if (typeof wire === 'string') return wire === '' || wire === UNKNOWN ? [] : [wire];
  if (isList(wire)) return wire.flatMap(texts);
  return isObject(wire) ? Object.values(wire).flatMap(texts) : [];
}
