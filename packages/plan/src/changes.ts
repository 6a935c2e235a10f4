import type { Plan } from './plan';
import type { PlannedResource, PlanValue } from './planned-resource';
import { replaces, type ValueChange } from './replacements';

/** What becomes of a resource: it is new, changed in place, made anew with the old one deleted, or deleted. */
export type ChangeKind = 'added' | 'changed' | 'replaced' | 'removed';

/** One value that is not what it was. */
export interface ChangedProperty extends ValueChange {
  /** Whether the provider makes a new resource because of it. */
  readonly replaces: boolean;
}

export interface Change {
  readonly kind: ChangeKind;
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** The resource as it was; absent for one that is added. */
  readonly before?: PlannedResource;
  /** The resource as it will be; absent for one that is removed. */
  readonly after?: PlannedResource;
  /** What differs in a resource that is in both plans. */
  readonly properties: readonly ChangedProperty[];
}

/**
 * What applying the second plan would do where the first one stands, in the order of the plans: resources are the same by their URN or by an alias. Secrets are
 * not in plans and so are never a difference. It takes linear time.
 */
export function changesOf(before: Pick<Plan, 'resources'>, after: Pick<Plan, 'resources'>): readonly Change[] {
  const olds = new Map(before.resources.map(resource => [resource.urn, resource]));
  const matched = new Set<string>();
  const found: Change[] = [];
  const kept = new Map<string, Change>();
  for (const resource of after.resources) {
    const old = formerOf(resource, olds);
    const identity = { type: resource.type, name: resource.name, urn: resource.urn, after: resource };
    if (!old) found.push({ ...identity, kind: 'added', properties: [] });
    else {
      matched.add(old.urn);
      const change = compared(old, resource);
      kept.set(resource.urn, change);
      found.push(change);
    }
  }
  for (const old of before.resources) {
    if (!matched.has(old.urn)) found.push({ kind: 'removed', type: old.type, name: old.name, urn: old.urn, before: old, properties: [] });
  }
  const followed = followReplacements(after.resources, kept);
  return found
    .map(change => followed.get(change.urn) ?? change)
    .filter(({ kind, properties }) => kind === 'added' || kind === 'removed' || properties.length > 0);
}

function formerOf({ urn, aliases = [] }: PlannedResource, olds: ReadonlyMap<string, PlannedResource>): PlannedResource | undefined {
  const names = [urn, ...aliases.filter(alias => typeof alias === 'string')];
  return names.map(name => olds.get(name)).find(old => old !== undefined);
}

/** A resource under its old and its new inputs; one without a difference has no properties. */
function compared(old: PlannedResource, now: PlannedResource): Change {
  const differences = [...differencesIn('', old.inputs, now.inputs)].filter(({ path }) => !(now.ignoreChanges ?? []).some(ignored => isWithin(path, ignored)));
  const properties = differences.map(difference => ({ ...difference, replaces: forces(now, difference) }));
  const moved = old.provider !== now.provider && old.region !== now.region && now.inputs.region === old.inputs.region;
  const all = moved ? [...properties, { path: 'provider', ...ends(old.provider ?? null, now.provider ?? null), replaces: true }] : properties;
  const kind = all.some(property => property.replaces) ? 'replaced' : 'changed';
  return { kind, type: now.type, name: now.name, urn: now.urn, before: old, after: now, properties: all };
}

function ends(from: PlanValue | undefined, to: PlanValue | undefined): Pick<ChangedProperty, 'from' | 'to'> {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function forces({ type, replaceOnChanges = [] }: PlannedResource, change: ValueChange): boolean {
  return replaces(type, change) || replaceOnChanges.some(property => property === '*' || isWithin(change.path, property));
}

function isWithin(path: string, property: string): boolean {
  const rest = path.slice(property.length);
  return path.startsWith(property) && (rest === '' || rest.startsWith('.') || rest.startsWith('['));
}

function* differencesIn(path: string, old: PlanValue | undefined, now: PlanValue | undefined): Generator<ValueChange> {
  if (isList(old) && isList(now)) {
    for (let index = 0; index < Math.max(old.length, now.length); index++) yield* differencesIn(`${path}[${index}]`, old[index], now[index]);
  } else if (isTable(old) && isTable(now)) {
    for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) yield* differencesIn(joined(path, key), old[key], now[key]);
  } else if (JSON.stringify(old ?? null) !== JSON.stringify(now ?? null)) {
    yield { path, ...ends(old ?? undefined, now ?? undefined) };
  }
}

/** A key that is no plain word is quoted, as the engine reads paths. */
function joined(path: string, key: string): string {
  if (!/^\w+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

function isList(value: PlanValue | undefined): value is readonly PlanValue[] {
  return Array.isArray(value);
}

function isTable(value: PlanValue | undefined): value is { readonly [key: string]: PlanValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A resource that is made anew has another id. What refers to it is changed by that, and is made anew itself where it refers by a property that forces it: a network
 * takes its subnets with it, and those the database.
 */
function followReplacements(resources: readonly PlannedResource[], kept: ReadonlyMap<string, Change>): ReadonlyMap<string, Change> {
  const changes = new Map(kept);
  const referring = references(resources);
  const waiting = [...kept.values()].filter(({ kind }) => kind === 'replaced').map(({ urn }) => urn);
  const done = new Set(waiting);
  for (let urn = waiting.pop(); urn !== undefined; urn = waiting.pop()) {
    for (const { resource, path, value } of referring.get(urn) ?? []) {
      const change = changes.get(resource.urn);
      if (!change || change.properties.some(property => property.path === path)) continue;
      const property = { path, from: value, to: value, replaces: forces(resource, { path, from: value, to: value }) };
      const properties = [...change.properties, property];
      changes.set(resource.urn, { ...change, properties, kind: properties.some(one => one.replaces) ? 'replaced' : 'changed' });
      if (!property.replaces || done.has(resource.urn)) continue;
      done.add(resource.urn);
      waiting.push(resource.urn);
    }
  }
  return changes;
}

interface Referring {
  readonly resource: PlannedResource;
  readonly path: string;
  readonly value: PlanValue;
}

/** By URN of what is referred to, every place that does. Names have dots in them: the longest one that there is counts. */
function references(resources: readonly PlannedResource[]): ReadonlyMap<string, readonly Referring[]> {
  const urns = new Map(resources.map(({ type, name, urn }) => [`${type}::${name}`, urn]));
  const found = new Map<string, Referring[]>();
  for (const resource of resources) {
    for (const [path, text] of textsIn('', resource.inputs)) {
      for (const [, reference = ''] of text.matchAll(/\$\{([^}]+)\}/g)) {
        const urn = referred(reference, urns);
        if (urn === undefined) continue;
        const places = found.get(urn);
        if (places) places.push({ resource, path, value: text });
        else found.set(urn, [{ resource, path, value: text }]);
      }
    }
  }
  return found;
}

function referred(reference: string, urns: ReadonlyMap<string, string>): string | undefined {
  for (let dot = reference.lastIndexOf('.'); dot > 0; dot = reference.lastIndexOf('.', dot - 1)) {
    const urn = urns.get(reference.slice(0, dot));
    if (urn !== undefined) return urn;
  }
  return undefined;
}

function* textsIn(path: string, value: PlanValue): Generator<readonly [path: string, text: string]> {
  if (typeof value === 'string') {
    if (value.includes('${')) yield [path, value];
  } else if (isList(value)) {
    for (const [index, inner] of value.entries()) yield* textsIn(`${path}[${index}]`, inner);
  } else if (isTable(value)) {
    for (const [key, inner] of Object.entries(value)) yield* textsIn(joined(path, key), inner);
  }
}
