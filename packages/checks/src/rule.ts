import type { Inventory } from '@clinfra/core';
import type { Fault } from './finding';
import { printable } from './show';

/** What a rule looks at. */
export interface Subject {
  readonly inventory: Inventory;
  /** The day on which waivers are judged, `2026-11-23`. */
  readonly today: string;
}

/** One demand on a declaration. Its findings carry its own id, unless it reports under others. */
export interface Rule<Id extends string, Reported extends string = Id> {
  readonly id: Id;
  /** What it demands and why, in one sentence. */
  readonly about: string;
  readonly check: (subject: Subject) => Iterable<Fault & { readonly rule: Reported }>;
}

/** A rule that reports under its own id. */
export function rule<const Id extends string>(id: Id, about: string, faults: (subject: Subject) => Iterable<Fault>): Rule<Id> {
  return {
    id,
    about,
    *check(subject) {
      for (const fault of faults(subject)) yield { ...fault, path: printable(fault.path), rule: id };
    },
  };
}
