import type { Adjustable } from '@clinfra/core';
import { isFields } from '../fields';
import { error, type Fault } from '../finding';
import { LABEL_VALUE } from '../label-value';
import { reachedBy } from '../patches/reach';
import { kindsOf, readable, shapeOf } from '../patches/readable';
import { rule } from '../rule';
import { holdsSecret, namesSecret } from '../secret-text';
import { show } from '../show';
import { isText } from '../text';

export const patches = rule(
  'patches',
  'a patch names an object and changes neither its name, nor what selects its pods, places them or is declared by a property',
  function* ({ inventory }) {
    for (const owner of inventory.patched) {
      for (const [index, patch] of owner.patches.entries()) yield* patchAt(`${owner.path}.patches[${index}]`, owner, patch);
    }
  },
);

function* patchAt(path: string, owner: Adjustable, patch: unknown): Generator<Fault> {
  if (!isFields(patch)) return yield error(path, 'be a kind and what is merged', show(patch), "write it as { kind: 'Service', merge: { spec: {} } }");
  yield* partsOf(path, patch, ['kind', 'name', 'merge']);
  const read = readable(owner, patch);
  if (patch.name !== undefined && !isText(patch.name, /\S/)) yield error(`${path}.name`, 'be the name of an object', show(patch.name), 'leave it out');
  if (!isFields(patch.merge) || Object.keys(patch.merge).length === 0) {
    yield error(`${path}.merge`, 'be an object with fields', show(patch.merge), 'write it as { spec: { minReadySeconds: 20 } }');
  }
  if (!kindsOf(owner).some(kind => kind === patch.kind)) {
    const kinds = kindsOf(owner).join(', ');
    const must = kinds ? `be what ${show(owner)} may become (${kinds})` : `be left out: Kubernetes has nothing of ${show(owner)}`;
    yield error(`${path}.kind`, must, show(patch.kind), 'name one of these or take the patch away');
  }
  if (read === undefined) return;
  yield* plain(`${path}.merge`, read.merge);
  yield* labels(`${path}.merge`, read.merge);
  if (read.kind === 'ConfigMap') yield* secretNames(`${path}.merge`, read.merge);
  for (const { field, value, as } of reachedBy(read)) {
    if (as === 'closed') yield closed(`${path}.merge.${field.join('.')}`, value);
  }
}

/** A misspelt part would be laid over nothing. */
export function* partsOf(path: string, patch: object, known: readonly string[]): Generator<Fault> {
  for (const part of Object.keys(patch)) {
    if (!known.includes(part)) yield error(`${path}.${part}`, `be one of ${known.join(', ')}`, show(part), 'correct the name');
  }
}

function closed(path: string, value: unknown): Fault {
  const must = 'stay as it is rendered: it names the object, selects or places its pods, or is declared by a property';
  return error(path, must, shapeOf(value), 'declare it by a property of the construct');
}

/** No object of Kubernetes is deeper, and one that holds itself is. */
const DEEPEST = 40;

/** What is no JSON cannot be sent, whatever types were silenced to write it; and a secret must not be. */
function* plain(path: string, value: unknown, depth = 0): Generator<Fault> {
  if (typeof value === 'string' && holdsSecret(value)) {
    yield error(path, 'hold no secret', 'contents that look like one', 'take it out, declare a Secret, and let the workload use it');
  }
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return;
  const isPlain = typeof value === 'object' && (Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value)));
  if (isPlain && depth < DEEPEST) for (const [key, item] of Object.entries(value)) yield* plain(`${path}.${key}`, item, depth + 1);
  else yield error(path, 'be what JSON can say', show(value), 'write a text, a number, true, false, null, a list or an object');
}

/** The API server would refuse the whole object. */
function* labels(path: string, { metadata }: Readonly<Record<string, unknown>>): Generator<Fault> {
  if (!isFields(metadata)) return;
  for (const [key, value] of Object.entries(isFields(metadata.labels) ? metadata.labels : {})) {
    if (value === null || isText(value, LABEL_VALUE)) continue;
    const must = 'be at most 63 letters, digits, dots, dashes and underscores, a letter or digit at both ends';
    yield error(`${path}.metadata.labels.${key}`, must, show(value), 'shorten it, or write an annotation');
  }
  for (const [key, value] of Object.entries(isFields(metadata.annotations) ? metadata.annotations : {})) {
    if (value === null || typeof value === 'string') continue;
    yield error(`${path}.metadata.annotations.${key}`, 'be a text', show(value), 'write it in quotes');
  }
}

/** A file may name a secret without holding it; a short value that is called one is one. */
function* secretNames(path: string, { data }: Readonly<Record<string, unknown>>): Generator<Fault> {
  for (const [key, value] of Object.entries(isFields(data) ? data : {})) {
    if (typeof value !== 'string' || value === '' || value.includes('\n') || !namesSecret(key) || holdsSecret(value)) continue;
    yield error(`${path}.data.${key}`, 'be no secret', 'a value that looks like one', 'take it out, declare a Secret, and let the workload use it');
  }
}
