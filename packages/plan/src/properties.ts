import type { RunningProgram } from './running-program';
import type { Sdk, SerializeProperties, StructClass } from './sdk';
import type { Wire, WireObject } from './wire';

/** What was copied for its own use already. */
const own = new WeakSet<object>();

/**
 * The SDK makes a promise for every value inside a property, to wait for those that are not there yet. Properties in which there is nothing to wait
 * for, which are nearly all of a manifest, are copied at once; the others are left to it.
 */
export function quickProperties(original: SerializeProperties, current: () => RunningProgram | undefined): SerializeProperties {
  return async (label, props, options) => {
    if (current() === undefined) return original(label, props, options);
    const result: Record<string, unknown> = {};
    const late: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(props)) {
      if (key === 'id' || key === 'urn') continue;
      const copy = copyOfPlain(value);
      if (copy === NOT_PLAIN) late[key] = value;
      // Its place among the others, also where its value comes later.
      if (copy !== undefined) result[key] = copy;
    }
    own.add(result);
    if (Object.keys(late).length === 0) return [result, new Map()];
    const [came, dependencies] = await original(label, late, options);
    for (const key of Object.keys(late)) {
      if (Object.hasOwn(came, key)) result[key] = came[key];
      else Reflect.deleteProperty(result, key);
    }
    return [result, dependencies];
  };
}

const NOT_PLAIN = Symbol('not plain');

/** As the SDK copies what only JSON can say; nothing else is plain, also not what another realm says. */
function copyOfPlain(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'function' || value === undefined) return undefined;
  if (typeof value !== 'object') return NOT_PLAIN;
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Array.prototype) return copyOfList(value as readonly unknown[]);
  return prototype === Object.prototype || prototype === null ? copyOfObject(value as Readonly<Record<string, unknown>>) : NOT_PLAIN;
}

function copyOfList(list: readonly unknown[]): unknown {
  const copies: unknown[] = [];
  for (const item of list) {
    const copy = copyOfPlain(item);
    if (copy === NOT_PLAIN) return NOT_PLAIN;
    copies.push(copy ?? null);
  }
  return copies;
}

function copyOfObject(object: Readonly<Record<string, unknown>>): unknown {
  const copies: Record<string, unknown> = {};
  for (const key of Object.keys(object)) {
    // The SDK knows its own values by names that begin so.
    const copy = key.startsWith('__pulumi') ? NOT_PLAIN : copyOfPlain(object[key]);
    if (copy === NOT_PLAIN) return NOT_PLAIN;
    if (copy !== undefined) copies[key] = copy;
  }
  return copies;
}

/** What the SDK sends is read in the same process: written as a message and read back, it would take a tenth of the time of a plan. */
export function plainStruct(
  original: StructClass['fromJavaScript'],
  { messages: { Struct } }: Sdk,
  current: () => RunningProgram | undefined,
): typeof original {
  return values => {
    if (current() === undefined) return original.call(Struct, values);
    const copy = (own.has(values) ? values : copied(values)) as WireObject;
    return Object.assign(new Struct(), { toJavaScript: () => copy });
  };
}

/** A message holds nothing but what JSON can say; the words of the refusal are those of the library. */
function copied(value: unknown): Wire {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value !== 'object') throw new Error('Unexpected struct type.');
  const copy: WireObject = {};
  for (const [key, inner] of Object.entries(value)) copy[key] = copied(inner);
  return copy;
}
