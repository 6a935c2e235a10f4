import { Declaration, type Platform, Quantity } from '@clinfra/core';

const LONGEST = 100;

/** A value as findings print it: short, on one line, whatever was passed. */
export function show(value: unknown): string {
  if (typeof value === 'string') return printable(JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value));
  if (value instanceof Declaration) return printable(value.path);
  if (value instanceof Quantity) return String(value);
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : value.map(show).join(', ');
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'function' ? 'a function' : String(value);
}

/** A value that was passed where a declaration of the platform is wanted. */
export function showOn(platform: Platform, value: unknown): string {
  return value instanceof Declaration && value.node.root !== platform ? `${show(value)} of another platform` : show(value);
}

/** A text with what would break or forge lines of a terminal made visible. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, character => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** `1 zone`, `2 zones`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
