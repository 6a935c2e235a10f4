import { at, isFields } from '../fields';
import { CLOSED_OF_PODS, GUARDED_KEYS, GUARDED_OF_PODS, GUARDS, type Guards, OUR_KEYS } from './guards';
import type { ReadablePatch } from './readable';

/** A field that a patch reaches and that is not simply open to it. */
export interface Reached {
  /** The fields that lead there. */
  readonly field: readonly string[];
  readonly value: unknown;
  /** `closed`: nobody may change it by a patch; `guarded`: in production it takes a waiver. */
  readonly as: 'closed' | 'guarded';
}

type Fields = Readonly<Record<string, unknown>>;

const OF_EVERY_OBJECT = ['apiVersion', 'kind', 'status'];

/** What a patch of an object of the kind reaches that is closed or guarded. */
export function* reachedBy({ kind, merge, declared }: ReadablePatch): Generator<Reached> {
  const { closed, guarded, template }: Guards = GUARDS[kind];
  yield* reaches(merge, [...OF_EVERY_OBJECT, ...closed, ...declared], 'closed');
  yield* reaches(merge, guarded, 'guarded');
  yield* names(merge);
  if (template === undefined) return;
  const path = template.split(' ');
  yield* lost(merge, path);
  const pods = at(merge, path);
  if (!isFields(pods)) return;
  for (const reached of ofPods(pods)) yield { ...reached, field: [...path, ...reached.field] };
}

/** What a patch of a template of pods reaches. */
function* ofPods(template: Fields): Generator<Reached> {
  yield* lost(template, ['spec']);
  if (!isFields(template.spec) && Object.hasOwn(template, 'spec')) return;
  yield* reaches(template, CLOSED_OF_PODS, 'closed');
  yield* reaches(template, GUARDED_OF_PODS, 'guarded');
  yield* names(template);
}

function* reaches(merge: Fields, paths: readonly string[], as: Reached['as']): Generator<Reached> {
  for (const path of paths) yield* closedAt(merge, [], path.split(' '), as);
}

/** What leads to the template may be merged, and not be replaced or taken away. */
function* lost(merge: Fields, path: readonly string[]): Generator<Reached> {
  let fields = merge;
  for (const [depth, field] of path.entries()) {
    if (!Object.hasOwn(fields, field)) return;
    const value = fields[field];
    if (!isFields(value)) return yield { field: path.slice(0, depth + 1), value, as: 'closed' };
    fields = value;
  }
}

/** A field may be reached by itself, or be lost with what holds it. */
function* closedAt(merge: unknown, before: readonly string[], [field, ...below]: readonly string[], as: Reached['as']): Generator<Reached> {
  if (field === undefined || !isFields(merge) || !Object.hasOwn(merge, field) || merge[field] === undefined) return;
  const value = merge[field];
  const here = [...before, field];
  if (below.length > 0 && isFields(value)) yield* closedAt(value, here, below, as);
  else yield { field: here, value, as };
}

/** Labels and annotations may be added; nothing else of what names an object. */
function* names(merge: Fields): Generator<Reached> {
  if (!Object.hasOwn(merge, 'metadata')) return;
  const { metadata } = merge;
  const path = ['metadata'];
  if (!isFields(metadata)) return yield { field: path, value: metadata, as: 'closed' };
  for (const [field, value] of Object.entries(metadata)) {
    if (value === undefined) continue;
    const isMap = field === 'labels' || field === 'annotations';
    if (!isMap || !isFields(value)) yield { field: [...path, field], value, as: 'closed' };
    else yield* keys(value, [...path, field]);
  }
}

function* keys(map: Fields, path: readonly string[]): Generator<Reached> {
  for (const [key, value] of Object.entries(map)) {
    if (OUR_KEYS.test(key)) yield { field: [...path, key], value, as: 'closed' };
    else if (GUARDED_KEYS.test(key)) yield { field: [...path, key], value, as: 'guarded' };
  }
}
