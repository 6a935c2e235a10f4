import { Construct } from 'constructs';
import { nearest } from '../nearest';
import { Quantity } from '../units';
import { isHolder, isUnit, type Shape, shapeOf, wanted, written } from './shape';
import { SHAPES } from './shapes';

/** Something that was given as what it cannot be. Types refuse it; whoever writes JavaScript, or reads a declaration from a file, has none. */
export interface Misgiven {
  /** Where in what was given: `scale.hours[0].min`. */
  readonly place: string;
  /** What must hold there, to be read behind `must`. */
  readonly must: string;
  readonly value: unknown;
  readonly remedy: string;
  /** `lost`: nothing more can be said of what should hold it; `left-out`: it counts as not written; `kept`: a rule may know more of it. */
  readonly as: 'lost' | 'left-out' | 'kept';
}

const NONE: readonly Misgiven[] = [];
const found = new WeakMap<object, readonly Misgiven[]>();

/** What is wrong with something that was given; nearly always nothing. */
export function misgivenIn(value: object): readonly Misgiven[] {
  return found.get(value) ?? NONE;
}

/**
 * What was given, as what it can be taken for: the very object where nothing is wrong with it. What has no parts although parts are looked for in it, and what
 * nobody knows, is left out; what is wrong is remembered of the result, for whatever is declared with it.
 */
export function given<T>(name: string, value: T): T & object {
  const faults: Misgiven[] = [];
  const sound = objectOf(value, [name], '', faults);
  if (faults.length > 0) found.set(sound, faults);
  return sound as T & object;
}

/** What was made of something that was given: what is wrong with the one is wrong with the other. */
export function made<T extends object>(of: object, result: T): T {
  const faults = found.get(of);
  if (faults) found.set(result, faults);
  return result;
}

/** The value, or what it is taken for: undefined where it is left out. */
function sounded(value: unknown, shape: Shape, place: string, optional: boolean, faults: Misgiven[]): unknown {
  if (shape.any) return value;
  if (value === undefined) return optional ? undefined : refused(value, shape, place, optional, faults);
  if (typeof value !== 'object') return fits(value, shape) ? value : refused(value, shape, place, optional, faults);
  if (value === null) return refused(value, shape, place, optional, faults);
  const known = found.get(value);
  if (known) {
    for (const fault of known) faults.push({ ...fault, place: joined(place, fault.place) });
    return value;
  }
  if (Array.isArray(value)) return shape.items ? listOf(value, shape.items, place, faults) : refused(value, shape, place, optional, faults);
  if (value instanceof Quantity) return shape.plain.has(String(Reflect.get(value, 'unit'))) ? value : refused(value, shape, place, optional, faults);
  if (value instanceof Construct) return shape.declared.has(String(Reflect.get(value, 'kind'))) ? value : refused(value, shape, place, optional, faults);
  if (shape.objects.length > 0) return objectOf(value, shape.objects, place, faults);
  return shape.values ? tableOf(value, shape.values, place, faults) : refused(value, shape, place, optional, faults);
}

function fits(value: unknown, { plain, choices }: Shape): boolean {
  if (typeof value === 'string') return plain.has('text') || choices.includes(value);
  if (Number.isNaN(value)) return false;
  return plain.has(typeof value === 'boolean' ? 'switch' : typeof value);
}

function refused(value: unknown, shape: Shape, place: string, optional: boolean, faults: Misgiven[]): unknown {
  const kept = isKept(value, shape, optional);
  const must = value === undefined && !isHolder(shape) ? 'be given' : `be ${wanted(shape, isHolder(shape) && !kept)}`;
  faults.push({ place, must, value, remedy: written(shape), as: kept ? 'kept' : optional ? 'left-out' : 'lost' });
  if (kept) return value;
  if (optional) return undefined;
  if (shape.items) return [];
  return shape.objects.length > 0 ? objectOf({}, shape.objects, place, []) : {};
}

/** Whether the rules can look at it as it is: at a word where one of several words is wanted, and at nothing where parts are. */
function isKept(value: unknown, shape: Shape, optional: boolean): boolean {
  if (!isHolder(shape)) return value !== null || !optional || ![...shape.plain].some(isUnit);
  if (value === undefined || typeof value === 'object') return false;
  return shape.plain.size > 0 || shape.choices.length > 0 || shape.declared.size > 0 || shape.objects.some(name => SHAPES[name]?.kind !== undefined);
}

function listOf(list: readonly unknown[], items: Shape, place: string, faults: Misgiven[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (const [index, item] of list.entries()) {
    if (item === null || item === undefined) {
      if (!faults.some(fault => fault.place === place)) faults.push(hole(place, item));
      copy ??= list.slice(0, index);
      continue;
    }
    const sound = sounded(item, items, `${place}[${index}]`, true, faults);
    if (sound !== item && copy === undefined) copy = list.slice(0, index);
    if (sound !== undefined) copy?.push(sound);
  }
  return copy ?? list;
}

function hole(place: string, value: unknown): Misgiven {
  return { place, must: 'be a list without holes', value: [value], remedy: 'take it out', as: 'left-out' };
}

function tableOf(table: object, values: Shape, place: string, faults: Misgiven[]): object {
  let copy: Record<string, unknown> | undefined;
  for (const [key, value] of Object.entries(table)) {
    const sound = sounded(value, values, joined(place, key), true, faults);
    if (sound === value) continue;
    copy ??= { ...table };
    if (sound === undefined) delete copy[key];
    else copy[key] = sound;
  }
  return copy ?? table;
}

interface Property {
  readonly shape: Shape;
  readonly optional: boolean;
}

function objectOf(value: unknown, names: readonly string[], place: string, faults: Misgiven[]): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Quantity || value instanceof Construct) {
    faults.push({ place, must: 'be an object', value, remedy: 'write it as { ... }', as: 'lost' });
    return objectOf({}, names, place, []);
  }
  if (isOfNoKind(value, names)) {
    const kinds = names.flatMap(name => SHAPES[name]?.kind?.slice(1) ?? []);
    faults.push({ place: joined(place, 'kind'), must: `be one of ${kinds.join(', ')}`, value: Reflect.get(value, 'kind'), remedy: 'choose one', as: 'kept' });
    return value;
  }
  const properties = propertiesOf(meant(value, names));
  let copy: Record<string, unknown> | undefined;
  for (const [key, part] of Object.entries(value)) {
    if (part === undefined) continue;
    const property = properties.get(key);
    if (!property) faults.push(unheardOf(key, properties, place));
    const sound = property && sounded(part, property.shape, joined(place, key), property.optional, faults);
    if (sound === part) continue;
    copy ??= { ...value };
    if (sound === undefined) delete copy[key];
    else copy[key] = sound;
  }
  for (const [key, { shape, optional }] of properties) {
    if (optional || Reflect.get(value, key) !== undefined) continue;
    const sound = sounded(undefined, shape, joined(place, key), false, faults);
    if (sound === undefined) continue;
    copy ??= { ...value };
    copy[key] = sound;
  }
  return copy ?? value;
}

/** Whether it has to say what it is, and says something else: then nobody knows its parts. */
function isOfNoKind(value: object, names: readonly string[]): boolean {
  if (!names.every(name => SHAPES[name]?.kind !== undefined)) return false;
  return !names.some(name => SHAPES[name]?.kind === `=${String(Reflect.get(value, 'kind'))}`);
}

/** How many names fit into a sentence. */
const A_FEW = 8;

function unheardOf(key: string, properties: ReadonlyMap<string, Property>, place: string): Misgiven {
  const names = [...properties.keys()];
  const near = nearest(names, key, key.length / 3);
  const few = names.length > 0 && names.length <= A_FEW;
  const must = few ? `be one of ${names.join(', ')}` : 'be a property that there is';
  const remedy = few ? 'correct the name' : near.length > 0 ? `take it out, or did you mean ${near.join(', ')}` : 'take it out';
  // A value that nobody looks for may be a secret.
  return { place: joined(place, key), must, value: key, remedy, as: 'left-out' };
}

/** Of several objects, those whose kind it says it is; all of them where it says nothing of the sort. */
function meant(value: object, names: readonly string[]): readonly string[] {
  const kind: unknown = Reflect.get(value, 'kind');
  const same = names.length > 1 && typeof kind === 'string' ? names.filter(name => SHAPES[name]?.kind === `=${kind}`) : [];
  return same.length > 0 ? same : names;
}

const tables = new Map<string, ReadonlyMap<string, Property>>();

function propertiesOf(names: readonly string[]): ReadonlyMap<string, Property> {
  const key = names.join(' ');
  const table = tables.get(key) ?? tableFor(names);
  tables.set(key, table);
  return table;
}

/** What any of the objects has; what not all must have is optional. */
function tableFor(names: readonly string[]): ReadonlyMap<string, Property> {
  const lines = new Map<string, string[]>();
  const mandatory = new Map<string, number>();
  for (const name of names) {
    const shapes = SHAPES[name];
    if (!shapes) throw new Error(`core takes ${name} and does not know its shape: npm run generate:shapes`);
    for (const [written, line] of Object.entries(shapes)) {
      const key = written.replace(/\?$/, '');
      lines.set(key, [...(lines.get(key) ?? []), line]);
      if (key === written) mandatory.set(key, (mandatory.get(key) ?? 0) + 1);
    }
  }
  return new Map([...lines].map(([key, all]) => [key, { shape: shapeOf([...new Set(all)].join(' / ')), optional: mandatory.get(key) !== names.length }]));
}

function joined(place: string, part: string): string {
  return place === '' || part === '' || part.startsWith('[') ? place + part : `${place}.${part}`;
}
