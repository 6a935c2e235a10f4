import type { Manifest } from '../manifest';
import { block } from './block';
import { textsOf } from './kept';
import { scalar } from './scalar';
import { WrittenOnce } from './written-once';

type Mapping = Readonly<Record<string, unknown>>;

/** What cannot stand in a document, with the keys that lead to it. */
class Unwritable extends Error {
  readonly place: (string | number)[] = [];
}

/** No object of Kubernetes is deeper, and one that holds itself is. */
const LEVELS = 64;
const PADS: readonly string[] = Array.from({ length: LEVELS }, (_, level) => '  '.repeat(level));
/** A key with its indent, for each level; strings are joined once here rather than at every line. */
const HEADS: readonly WrittenOnce[] = PADS.map(pad => new WrittenOnce(key => `${pad}${keyOf(key)}:`));
/** The rest of a line: a text of one line, or of several in quotes. */
const TAILS = new WrittenOnce(text => ` ${scalar(text)}\n`);

/** Longer keys would need another notation; Kubernetes has none that long. */
const LONGEST_KEY = 1000;

/**
 * An object as a YAML document: the keys in the order in which they stand, the same bytes for the same object, in the part of YAML that
 * readers of versions 1.1 and 1.2 understand alike. What is no plain value is refused with its place.
 */
export function toYaml(manifest: Manifest): string {
  return writeYaml(manifest);
}

/** Objects as one text, a document each. */
export function documents(manifests: Iterable<Manifest>): string {
  let text = '';
  for (const manifest of manifests) text += text === '' ? toYaml(manifest) : `---\n${toYaml(manifest)}`;
  return text;
}

/** Any plain object as a document; for what is no object of a cluster. */
export function writeYaml(object: Mapping): string {
  try {
    return mapping(object, 0, false);
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error;
    const { kind, metadata } = object as Partial<Manifest>;
    throw new TypeError(`${kind ?? 'object'} ${metadata?.name ?? ''}: ${error.place.join('.')} cannot be written as YAML: ${error.message}`);
  }
}

/** The lines of a mapping; the first goes on behind a dash where it stands in a list. */
function mapping(object: Mapping, level: number, behindDash: boolean): string {
  const heads = levelOf(HEADS, level);
  let text = '';
  let place = '';
  try {
    for (const key in object) {
      const value = object[key];
      if (value === undefined) continue;
      place = key;
      const head = behindDash && text === '' ? levelOf(HEADS, 0).of(key) : heads.of(key);
      text += head + tail(value, level);
    }
  } catch (error) {
    throw within(place, error);
  }
  return text;
}

/** What follows a key, to the end of its last line. */
function tail(value: unknown, level: number): string {
  if (typeof value === 'string') return line(value, level + 1);
  if (typeof value !== 'object' || value === null) return ` ${atom(value)}\n`;
  if (Array.isArray(value)) return value.length === 0 ? ' []\n' : `\n${list(value, level, false)}`;
  const texts = textsOf(value);
  if (texts === undefined) return under(value, level);
  texts[level] ??= under(value, level);
  return texts[level];
}

/** A mapping under its key. */
function under(value: object, level: number): string {
  requirePlain(value);
  const text = mapping(value as Mapping, level + 1, false);
  return text === '' ? ' {}\n' : `\n${text}`;
}

/** The items of a list, at the level of the key that it belongs to; the first goes on behind a dash where it stands in another list. */
function list(items: readonly unknown[], level: number, behindDash: boolean): string {
  const dash = `${levelOf(PADS, level)}-`;
  let text = '';
  let place = 0;
  try {
    for (const item of items) {
      text += (behindDash && place === 0 ? '-' : dash) + itemTail(item, level + 1);
      place++;
    }
  } catch (error) {
    throw within(place, error);
  }
  return text;
}

/** What follows a dash, to the end of its last line. */
function itemTail(item: unknown, level: number): string {
  if (typeof item === 'string') return line(item, level);
  if (typeof item !== 'object' || item === null) return ` ${atom(item)}\n`;
  if (Array.isArray(item)) return item.length === 0 ? ' []\n' : ` ${list(item, level, true)}`;
  requirePlain(item);
  const text = mapping(item as Mapping, level, true);
  return text === '' ? ' {}\n' : ` ${text}`;
}

function line(text: string, level: number): string {
  const lines = text.includes('\n') ? block(text, levelOf(PADS, level)) : undefined;
  return lines === undefined ? TAILS.of(text) : ` ${lines}\n`;
}

function keyOf(key: string): string {
  const written = scalar(key);
  if (written.length > LONGEST_KEY) throw new Unwritable(`its key has more than ${LONGEST_KEY} characters`);
  return written;
}

function atom(value: unknown): string {
  if (typeof value === 'boolean' || value === null) return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return number(value);
  throw new Unwritable(`it is ${typeof value === 'number' ? value : `of type ${typeof value}`}`);
}

/** Some readers take a number with an exponent for one only if it has a point. */
function number(value: number): string {
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

/** An instance of a class is not what the API server takes: an Output, a Lazy, a Date. */
function requirePlain(value: object): void {
  const prototype: object | null = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return;
  // Plain objects of another realm have a prototype of their own, which is the end of its chain as well.
  if (Object.getPrototypeOf(prototype) !== null) throw new Unwritable(`it is of class ${value.constructor.name}`);
}

function levelOf<Item>(levels: readonly Item[], level: number): Item {
  const found = levels[level];
  if (found === undefined) throw new Unwritable(`it is more than ${LEVELS} levels deep`);
  return found;
}

function within(place: string | number, error: unknown): unknown {
  if (error instanceof Unwritable) error.place.unshift(place);
  return error;
}
