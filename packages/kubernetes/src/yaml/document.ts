import type { Manifest } from '../manifest';
import { block } from './block';
import { textsOf } from './kept';
import { scalar } from './scalar';
import { WrittenOnce, whole } from './written-once';

type Mapping = Readonly<Record<string, unknown>>;

/** What cannot stand in a document, with the keys that lead to it. */
class Unwritable extends Error {
  readonly place: (string | number)[] = [];
}

/** No object of Kubernetes is deeper, and one that holds itself is. */
const LEVELS = 64;
const PADS: readonly string[] = Array.from({ length: LEVELS }, (_, level) => '  '.repeat(level));
const DASHES: readonly string[] = PADS.map(pad => whole(pad, '-'));
/** A key with its indent, for each level. */
const HEADS: readonly WrittenOnce[] = PADS.map(pad => new WrittenOnce(key => whole(pad, keyOf(key), ':')));
/** The rest of a line: a text of one line, or of several in quotes. */
const TAILS = new WrittenOnce(text => whole(' ', scalar(text), '\n'));

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
  for (const manifest of manifests) text = document(text === '' ? text : `${text}---\n`, manifest);
  return text;
}

/** Any plain object as a document; for what is no object of a cluster. */
export function writeYaml(object: Mapping): string {
  return document('', object);
}

function document(text: string, object: Mapping): string {
  try {
    return mapping(text, object, 0, false);
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error;
    const { kind, metadata } = object as Partial<Manifest>;
    throw new TypeError(`${kind ?? 'object'} ${metadata?.name ?? ''}: ${error.place.join('.')} cannot be written as YAML: ${error.message}`);
  }
}

/*
 * Each of these takes the text so far and returns it with more at its end. V8 only notes what was put behind what, and copies the pieces once,
 * when the text is read; it does so fast for a text that has grown at its end by pieces that are whole.
 */

/** The lines of a mapping; the first goes on behind a dash where it stands in a list. */
function mapping(before: string, object: Mapping, level: number, behindDash: boolean): string {
  const heads = levelOf(HEADS, level);
  let text = before;
  let goesOn = behindDash;
  let place = '';
  try {
    for (const key in object) {
      const value = object[key];
      if (value === undefined) continue;
      place = key;
      text = tail(text + (goesOn ? levelOf(HEADS, 0) : heads).of(key), value, level);
      goesOn = false;
    }
  } catch (error) {
    throw within(place, error);
  }
  return text;
}

/** What follows a key, to the end of its last line. */
function tail(before: string, value: unknown, level: number): string {
  if (typeof value === 'string') return line(before, value, level + 1);
  if (typeof value !== 'object' || value === null) return before + atom(value);
  const texts = textsOf(value);
  if (texts === undefined) return under(before, value, level);
  texts.underKey[level] ??= flat(under('', value, level));
  return before + texts.underKey[level];
}

/** A mapping or a list under its key. */
function under(before: string, value: object, level: number): string {
  if (Array.isArray(value)) return value.length === 0 ? `${before} []\n` : list(`${before}\n`, value, level, false);
  requirePlain(value);
  const begun = `${before}\n`;
  const text = mapping(begun, value as Mapping, level + 1, false);
  return text.length === begun.length ? `${before} {}\n` : text;
}

/** The items of a list, at the level of the key that it belongs to; the first goes on behind a dash where it stands in another list. */
function list(before: string, items: readonly unknown[], level: number, behindDash: boolean): string {
  const dash = levelOf(DASHES, level);
  let text = before;
  let place = 0;
  try {
    for (const item of items) {
      text = itemTail(text + (behindDash && place === 0 ? '-' : dash), item, level + 1);
      place++;
    }
  } catch (error) {
    throw within(place, error);
  }
  return text;
}

/** What follows a dash, to the end of its last line. */
function itemTail(before: string, item: unknown, level: number): string {
  if (typeof item === 'string') return line(before, item, level);
  if (typeof item !== 'object' || item === null) return before + atom(item);
  const texts = textsOf(item);
  if (texts === undefined) return behindDash(before, item, level);
  texts.behindDash[level] ??= flat(behindDash('', item, level));
  return before + texts.behindDash[level];
}

/** A mapping or a list behind a dash. */
function behindDash(before: string, item: object, level: number): string {
  if (Array.isArray(item)) return item.length === 0 ? `${before} []\n` : list(`${before} `, item, level, true);
  requirePlain(item);
  const begun = `${before} `;
  const text = mapping(begun, item as Mapping, level, true);
  return text.length === begun.length ? `${before} {}\n` : text;
}

/** A text that will stand in many. */
function flat(text: string): string {
  return whole(text.slice(0, 1), text.slice(1));
}

function line(before: string, text: string, level: number): string {
  const lines = text.includes('\n') ? block(text, levelOf(PADS, level)) : undefined;
  return before + (lines === undefined ? TAILS.of(text) : ` ${lines}\n`);
}

function keyOf(key: string): string {
  const written = scalar(key);
  if (written.length > LONGEST_KEY) throw new Unwritable(`its key has more than ${LONGEST_KEY} characters`);
  return written;
}

function atom(value: unknown): string {
  if (typeof value === 'boolean' || value === null) return ` ${value}\n`;
  if (typeof value === 'number' && Number.isFinite(value)) return ` ${number(value)}\n`;
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
