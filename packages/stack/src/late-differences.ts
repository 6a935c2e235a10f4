import type { Manifest } from '@clinfra/kubernetes';
import { LATE, type LateValueProblem, type LateValues, WRONG } from './late-values';
import { nameOf } from './register-manifests';

/** The values with which something was written once, and those with which it was written once more. */
type Readings = readonly [one: LateValues, other: LateValues];

/**
 * Where the same objects, written with the values of two readings, are not the same but for their tokens: there something was made of a late value that cannot
 * be replaced any more, and of which nothing else may be left to see.
 */
export function* differentManifests(prefix: string, one: readonly Manifest[], other: readonly Manifest[], values: Readings): Generator<LateValueProblem> {
  if (one.length === other.length) {
    for (const [index, manifest] of one.entries()) yield* differences(String(values[0].named(nameOf(prefix, manifest))), manifest, other[index], values);
  } else {
    yield { path: prefix, must: 'have the same objects each time they are written', got: `${one.length} and then ${other.length}` };
  }
}

function* differences(path: string, one: unknown, other: unknown, values: Readings): Generator<LateValueProblem> {
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    for (const [index, item] of one.entries()) yield* differences(`${path}[${index}]`, item, other[index], values);
  } else if (isObject(one) && isObject(other)) {
    yield* differentProperties(path, one, other, values);
  } else if (neutral(one, values[0]) !== neutral(other, values[1])) {
    yield typeof one === 'number'
      ? { path, must: WRONG.number, got: 'a number calculated from one' }
      : { path, must: WRONG.unchanged, got: 'what was made of one: hashed, encoded, cut or spelled in another way' };
  }
}

function* differentProperties(
  path: string,
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
  values: Readings,
): Generator<LateValueProblem> {
  const keys = Object.keys(one);
  // In the same order: the keys that are not the same are late ones, or were made of some.
  if (keys.join('\n') !== Object.keys(other).join('\n')) yield { path, must: WRONG.keys, got: LATE };
  for (const key of keys) if (Object.hasOwn(other, key)) yield* differences(`${path}.${key}`, one[key], other[key], values);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function neutral(value: unknown, values: LateValues): unknown {
  return typeof value === 'string' || typeof value === 'number' ? values.named(value) : value;
}
