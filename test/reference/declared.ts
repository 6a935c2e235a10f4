import type { Platform } from '@clinfra/core';

/** A declaration of another part. */
export function declared<T extends { readonly name: string }>(platform: Platform, noun: abstract new (...args: never[]) => T, name: string): T {
  const found = platform.node.findAll().find((one): one is T & typeof one => one instanceof noun && one.name === name);
  if (!found) throw new Error(`the reference platform has no ${name}`);
  return found;
}
