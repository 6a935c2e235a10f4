import type { AddedObject, AddedPlace, Addition, Inventory } from '@clinfra/core';
import { isFields } from '../fields';
import { sitesOf } from '../standing';

export type Fields = Readonly<Record<string, unknown>>;

/** An object as somebody added it, with what it can be called in a message. */
export interface JudgedObject {
  /** `clinical.added.dashboard.Deployment/viewer`. */
  readonly path: string;
  readonly kind: string;
  readonly name: string;
  readonly object: AddedObject & Fields;
}

export interface Asked {
  readonly objects: readonly JudgedObject[];
  /** What is no object at all, by its path. */
  readonly others: readonly { readonly path: string; readonly value: unknown }[];
  /** Why none could be had. */
  readonly failure: string | undefined;
}

/** Answers by inventory, because several rules ask for the same. */
const known = new WeakMap<Inventory, Map<Addition, Asked>>();

/** The objects of an addition at every site where it stands; those that are the same at two sites once. */
export function objectsOf(inventory: Inventory, addition: Addition): Asked {
  const answers = known.get(inventory) ?? new Map<Addition, Asked>();
  known.set(inventory, answers);
  const asked = answers.get(addition) ?? ask(inventory, addition);
  answers.set(addition, asked);
  return asked;
}

function ask(inventory: Inventory, addition: Addition): Asked {
  const objects = new Map<string, JudgedObject>();
  const others: Asked['others'][number][] = [];
  try {
    for (const site of sitesOf(inventory, addition.domain)) {
      const place: AddedPlace = { site, host: ({ name }) => `${name}.example`, readerHost: ({ name }) => `${name}.example` };
      const given: unknown = addition.objects(place);
      if (!Array.isArray(given)) return { objects: [], others: [], failure: 'no list' };
      for (const [index, value] of given.entries()) {
        if (isObject(value)) objects.set(`${value.apiVersion} ${value.kind} ${value.metadata.name} ${objects.size}`, judged(addition, value));
        else others.push({ path: `${addition.path}[${index}]`, value });
      }
    }
  } catch (error) {
    return { objects: [], others: [], failure: `an error: ${error instanceof Error ? error.message : String(error)}` };
  }
  return { objects: [...objects.values()], others, failure: undefined };
}

function judged({ path }: Addition, object: AddedObject): JudgedObject {
  const { kind, metadata } = object;
  return { path: `${path}.${kind}/${metadata.name}`, kind, name: metadata.name, object };
}

function isObject(value: unknown): value is AddedObject {
  if (!isFields(value) || !isFields(value.metadata)) return false;
  return [value.apiVersion, value.kind, value.metadata.name].every(text => typeof text === 'string' && text !== '');
}
