import type { Value } from './msgpack';
import type { Attribute, CtyType } from './schema';

/** Two values that differ, the second of them the greater, and for lists and maps one with both in it. */
export interface Sample {
  readonly one: Value;
  readonly other: Value;
  readonly both?: Value;
}

type Pair = readonly [one: string, other: string];

/** A few arguments are read before they are compared: what is no version or ARN to the provider, it cannot compare. */
const VERSIONS: readonly Pair[] = [
  ['7.0', '7.1'],
  ['7.0.4', '7.1.4'],
];
const TEXTS: readonly Pair[] = [
  ['a', 'b'],
  ['arn:aws:kms:eu-west-1:111122223333:key/1', 'arn:aws:kms:eu-west-1:111122223333:key/2'],
  ['{"a":"a"}', '{"a":"b"}'],
  ['sun:05:00-sun:06:00', 'mon:05:00-mon:06:00'],
  ['2030-01-01T00:00:00Z', '2031-01-01T00:00:00Z'],
  ['10.0.0.0/16', '10.1.0.0/16'],
  ['ENABLED', 'DISABLED'],
  ['GLACIER', 'DEEP_ARCHIVE'],
];

/** What to ask with, the likeliest first. */
export function samplesOf({ name, type }: Attribute): readonly Sample[] {
  const texts = /version$/.test(name) ? [...VERSIONS, ...TEXTS] : TEXTS;
  return (JSON.stringify(type).includes('string') ? texts : TEXTS.slice(0, 1)).map(pair => sample(type, pair));
}

function sample(type: CtyType, pair: Pair): Sample {
  if (type === 'bool') return { one: false, other: true };
  if (type === 'number') return { one: 2, other: 3 };
  if (typeof type === 'string') return { one: pair[0], other: pair[1] };
  if (type[0] === 'object') {
    const inner = Object.entries(type[1]).map(([name, one]) => [name, sample(one, pair)] as const);
    const with_ = (which: 'one' | 'other') => Object.fromEntries(inner.map(([name, values]) => [name, values[which]]));
    return { one: with_('one'), other: with_('other') };
  }
  const { one, other } = sample(type[1], pair);
  return type[0] === 'map' ? { one: { one }, other: { one: other }, both: { one, other } } : { one: [one], other: [other], both: [one, other] };
}
