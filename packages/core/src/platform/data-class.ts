import type { Jurisdiction } from './jurisdiction';

/** What kind of data a store holds; residency, keys and backups follow from it. */
export type DataClass = 'phi' | 'pii' | 'financial' | 'audit' | 'operational' | 'public';

/** What each class means; a class that is missing here does not compile. */
export const DATA_CLASSES = {
  phi: 'protected health information: anything that ties a person to care',
  pii: 'personal data without health content',
  financial: 'claims, invoices and payments',
  audit: 'who saw or changed what, and when',
  operational: 'data the platform needs to run, about no person',
  public: 'data meant for everyone',
} as const satisfies Record<DataClass, string>;

const NAMES = Object.keys(DATA_CLASSES) as DataClass[];

/** The classes that are in any of the lists, each once, in the order of the table. */
export function classesIn(lists: readonly (readonly DataClass[])[]): readonly DataClass[] {
  const found = new Set<DataClass>();
  for (const list of lists) for (const name of list) found.add(name);
  return found.size === 0 ? [] : NAMES.filter(name => found.has(name));
}

/** Where each class of data may stand. A class without an entry may stand anywhere, except `phi`, which must have one. */
export type Residency = Partial<Readonly<Record<DataClass, readonly Jurisdiction[]>>>;
