import { replaces, type ValueChange } from '@clinfra/plan/replacements';
import { autonamed, isAutonamed } from './autoname';
import type { ResourceType } from './resource-types';
import { isList, isObject, isSpecial, revealedObject, type Wire, type WireObject } from './wire';

export type Kind = 'add' | 'update' | 'delete';

export interface Difference {
  /** What became of each value that is not the same, by its path. */
  readonly changes: ReadonlyMap<string, Kind>;
  /** Paths of those that make a new resource. */
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** What happens to a resource of this name when its inputs become others. A value that is not known yet counts as changed. */
export function difference(type: ResourceType, name: string, formerly: WireObject, now: WireObject): Difference {
  const [old, inputs] = [revealedObject(formerly), revealedObject(now)];
  const found = [...changesIn('', old, inputs)];
  const forced = found.filter(change => replaces(type.token, change)).map(({ path }) => path);
  return {
    changes: new Map(found.map(change => [change.path, kindOf(change)])),
    replaces: forced,
    deleteBeforeReplace: forced.length > 0 && keepsName(type, name, inputs),
  };
}

/** A name that the program has chosen is taken as long as the old resource is there, so that one goes first; the provider does so for every type that it names. */
function keepsName(type: ResourceType, name: string, inputs: WireObject): boolean {
  const property = autonamed(type);
  const given = property === undefined ? undefined : inputs[property];
  return typeof given === 'string' && !isAutonamed(type, name, given);
}

function kindOf({ from, to }: ValueChange): Kind {
  if (from === undefined) return 'add';
  return to === undefined ? 'delete' : 'update';
}

function* changesIn(path: string, old: Wire | undefined, now: Wire | undefined): Generator<ValueChange> {
  if (isList(old) && isList(now)) {
    for (let index = 0; index < Math.max(old.length, now.length); index++) yield* changesIn(`${path}[${index}]`, old[index], now[index]);
  } else if (isObject(old) && isObject(now) && !isSpecial(old) && !isSpecial(now)) {
    for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) yield* changesIn(joined(path, key), old[key], now[key]);
  } else if (JSON.stringify(old ?? null) !== JSON.stringify(now ?? null)) {
    const [from, to] = [old ?? undefined, now ?? undefined];
    yield { path, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  }
}

/** A key that is no plain word is quoted, as the engine reads paths. */
function joined(path: string, key: string): string {
  if (!/^\w+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
