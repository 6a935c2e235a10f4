import { difference } from './difference';
import { typeNamed } from './resource-types';
import type { WireObject } from './wire';

/** A resource, and changes to it: those that the real provider makes a new resource for, each of them alone, and those that it makes in place. */
export interface ReplacementCase {
  readonly type: string;
  readonly base: WireObject;
  readonly anew?: WireObject;
  readonly inPlace?: WireObject;
}

/** The properties that make the stand-in create a new resource when these change. */
export function madeAnew({ type, base }: Pick<ReplacementCase, 'type' | 'base'>, change: WireObject): readonly string[] {
  const { replaces } = difference(typeNamed(type), 'clinical', base, { ...base, ...change });
  return [...new Set(replaces.map(found => found.replace(/\[\d+\]/g, '')))];
}
