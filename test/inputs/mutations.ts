import { Declaration, gib, minutes, percent, Quantity, Size } from '@clinfra/core';

/** Where a value stands in the arguments of a call. */
export type Place = readonly (string | number)[];

/** One wrong value. */
export interface Mutation {
  readonly what: string;
  readonly value: unknown;
  /** Whether somebody could mean it: then it may pass without a finding, and must not make anything throw. */
  readonly possible?: true;
}

/** A property of nobody's. */
export const UNHEARD_OF = 'unheardOf';

/** Everything that is laid over a value, by what stands there; `elsewhere` is what stands there on another platform. */
export function mutationsOf(value: unknown, elsewhere: unknown): readonly Mutation[] {
  return [{ what: 'null', value: null }, ...ofKind(value, elsewhere)];
}

function ofKind(value: unknown, elsewhere: unknown): readonly Mutation[] {
  if (typeof value === 'number') return NUMBERS;
  if (typeof value === 'string') return STRINGS;
  if (typeof value === 'boolean') return SWITCHES;
  if (value instanceof Quantity) return ofQuantity(value);
  if (value instanceof Declaration) return ofDeclaration(elsewhere);
  if (Array.isArray(value)) return ofList(value);
  if (typeof value === 'object' && value !== null) return ofObject(value);
  return [{ what: 'a text', value: 'x' }];
}

const SWITCHES: readonly Mutation[] = [
  { what: 'a text', value: 'no' },
  { what: 'a number', value: 7 },
];

const NUMBERS: readonly Mutation[] = [
  { what: 'a text', value: 'x' },
  { what: 'an object', value: {} },
  { what: 'NaN', value: Number.NaN },
  { what: 'a negative number', value: -1, possible: true },
  { what: 'a part', value: 1.5, possible: true },
  { what: 'a huge number', value: 1e21, possible: true },
];

const STRINGS: readonly Mutation[] = [
  { what: 'a number', value: 7 },
  { what: 'an object', value: {} },
  { what: 'an empty text', value: '', possible: true },
  { what: 'two lines', value: 'a\nb', possible: true },
  { what: '300 characters', value: 'x'.repeat(300), possible: true },
];

function ofQuantity(value: Quantity): readonly Mutation[] {
  const [other, none, much] = value instanceof Size ? [minutes(3), gib(Number.NaN), gib(1e15)] : [gib(3), minutes(-1), minutes(1e15)];
  return [
    // Where pods are counted a number is as good as a share.
    { what: 'a number', value: 7, possible: true },
    { what: 'a text', value: 'x' },
    { what: 'another unit', value: other },
    { what: 'no amount', value: none },
    { what: 'a share', value: percent(50), possible: true },
    { what: 'a huge amount', value: much, possible: true },
  ];
}

function ofDeclaration(elsewhere: unknown): readonly Mutation[] {
  return [
    { what: 'nothing', value: undefined, possible: true },
    { what: 'a text', value: 'x' },
    { what: 'an object of nobody', value: { name: 'x', kind: 'x' } },
    { what: 'of another platform', value: elsewhere },
  ];
}

function ofList(list: readonly unknown[]): readonly Mutation[] {
  return [
    { what: 'a text', value: 'x' },
    { what: 'an object', value: {} },
    { what: 'an empty list', value: [], possible: true },
    { what: 'a list with null', value: [...list, null] },
    { what: 'a list with a list', value: [...list, []] },
    { what: 'a list with a number', value: [...list, 7], possible: true },
  ];
}

function ofObject(value: object): readonly Mutation[] {
  return [
    { what: 'a text', value: 'x' },
    { what: 'a number', value: 7 },
    { what: 'a list', value: [] },
    { what: 'an empty object', value: {}, possible: true },
    { what: 'an unknown key', value: { ...value, [UNHEARD_OF]: 1 } },
  ];
}
