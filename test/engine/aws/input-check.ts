import type { Complaint } from './refusal';
import type { Properties, ResourceType } from './resource-types';
import { isList, isObject, isSpecial, UNKNOWN, type Wire, type WireObject } from './wire';

/**
 * Compares what a program gives with what the SDK's types say: unknown properties, missing required ones, and values of another shape, in the resource and
 * in every object within it. `inputs` hold no secrets any more. Values are not told, because some of them were.
 */
export function checkInputs(type: ResourceType, name: string, inputs: WireObject): readonly Complaint[] {
  return [...checkObject({ type, properties: type.properties, path: '', resource: name }, inputs)];
}

interface Place {
  readonly type: ResourceType;
  readonly properties: Properties;
  /** Where in the resource, with a dot at its end; empty at its top. */
  readonly path: string;
  readonly resource: string;
}

function* checkObject(place: Place, given: WireObject): Generator<Complaint> {
  const { type, properties, path, resource } = place;
  const complain = (key: string, text: string): Complaint => ({ property: path + key, reason: `${resource}.${path}${key}: ${text}` });
  for (const [key, value] of Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const property = properties.get(key);
    if (!property) yield complain(key, `must be a property of ${type.token}, got one that is not; look for it in the SDK's types [unknown-property]`);
    else if (property.given === 'never') yield complain(key, 'must be left to the service, got a value; it can only be read [read-only-property]');
    else yield* checkValue(place, key, property.type, value);
  }
  for (const [key, { given: need }] of properties) {
    if (need === 'always' && (given[key] ?? null) === null) yield complain(key, 'must be given, got nothing; the type requires it [missing-property]');
  }
}

function* checkValue(place: Place, key: string, type: string, value: Wire): Generator<Complaint> {
  if (value === null || value === UNKNOWN) return;
  const path = place.path + key;
  const wanted = shapeOf(type);
  const got = shapeOfValue(value);
  if (!accepts(wanted, got)) {
    const reason = `${place.resource}.${path}: must be ${WORDS[wanted]}, got ${WORDS[got]}; look for it in the SDK's types [property-type]`;
    yield { property: path, reason };
  } else if (wanted === 'list' && isList(value)) {
    for (const [index, element] of value.entries()) yield* checkValue(place, `${key}[${index}]`, type.slice(1, -1), element);
  } else if (wanted === 'map' && isObject(value)) {
    for (const [entry, element] of Object.entries(value)) yield* checkValue(place, `${key}.${entry}`, type.slice(1, -1), element);
  } else if (wanted === 'object' && isObject(value)) {
    yield* checkObject({ ...place, properties: place.type.object(type.slice(1, -1)), path: `${path}.` }, value);
  }
}

type Shape = keyof typeof WORDS;

const WORDS = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  list: 'a list',
  map: 'a map',
  object: 'an object',
  asset: 'an asset',
  json: 'JSON or an object',
  any: 'anything',
} as const;

function shapeOf(type: string): Shape {
  const brackets = { '[': 'list', '<': 'map', '{': 'object' } as const;
  return brackets[type.charAt(0) as keyof typeof brackets] ?? (type in WORDS ? (type as Shape) : 'any');
}

function shapeOfValue(value: Exclude<Wire, null>): Shape {
  if (isList(value)) return 'list';
  if (isSpecial(value)) return 'asset';
  return isObject(value) ? 'object' : (typeof value as 'string' | 'number' | 'boolean');
}

/** The provider converts plain values into each other where they can be, and takes an object for a map. */
function accepts(wanted: Shape, got: Shape): boolean {
  const plain: readonly Shape[] = ['string', 'number', 'boolean'];
  if (wanted === 'any') return true;
  if (wanted === 'json') return got === 'string' || got === 'object';
  if (wanted === 'map') return got === 'object';
  if (wanted === 'boolean' || wanted === 'number') return got === wanted || got === 'string';
  return wanted === 'string' ? plain.includes(got) : wanted === got;
}
