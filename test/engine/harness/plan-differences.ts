import { isDeepStrictEqual } from 'node:util';
import type { PlannedResource, PlanValue } from '@clinfra/plan';
import type { EngineResource } from './pulumi-stack';

/** Something of the engine's that the plan says otherwise. */
export interface Difference {
  readonly urn: string;
  /** Where in the resource. */
  readonly path: string;
  readonly engine: unknown;
  readonly plan: unknown;
}

/** How the engine writes a value that is not known before apply. */
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const PLACEHOLDER = /\$\{([^:{}]+:[^{}]+?)::([^{}]+)\.(\w+)\}/;

/** What differs by nature, by name. Everything else is a difference. */
export const KNOWN_DIFFERENCES: Readonly<Record<string, (difference: Difference, resource: EngineResource | undefined) => boolean>> = {
  'the stack itself is a resource of the engine; a plan is the stack': ({ urn, path }) => path === '' && urn.includes('::pulumi:pulumi:Stack::'),
  'a provider gets its version, and a mark of the SDK, on the way to the engine': ({ path, plan }, resource) =>
    resource?.type.startsWith('pulumi:providers:') === true && plan === undefined && (path === 'inputs.version' || path === 'inputs.__internal'),
  'what is not known before apply is a mark of the engine, and in a plan the name of the value, in its place where only a part is not known': ({
    engine,
    plan,
  }) => engine === UNKNOWN && hasLateValue(plan),
  'a secret that is not known before apply is the same mark of the engine': ({ engine, plan }) =>
    engine === UNKNOWN && isDeepStrictEqual(plan, { secret: true }),
  'a secret is a word of the engine, and an object in a plan': ({ engine, plan }) => engine === '[secret]' && isDeepStrictEqual(plan, { secret: true }),
  'a name that the program leaves open is chosen by the provider, before apply': ({ path, engine, plan, urn }) =>
    /^inputs\.(name|\w+Name)$/.test(path) && plan === undefined && isChosenName(engine, urn.split('::').at(-1) ?? ''),
  'such a name is known to the engine where others use it': ({ engine, plan }) => {
    const [whole, , name = '', property] = PLACEHOLDER.exec(typeof plan === 'string' ? plan : '') ?? [];
    return whole === plan && property === 'name' && isChosenName(engine, name);
  },
};

/** What the engine's preview and the plan say of the same program, resource by resource; empty where they agree but for what is known. */
export function planDifferences(engine: readonly EngineResource[], plan: readonly PlannedResource[]): readonly Difference[] {
  const planned = new Map(plan.map(resource => [resource.urn, resource]));
  const registered = new Map(engine.map(resource => [resource.urn, resource]));
  const urns = [...new Set([...registered.keys(), ...planned.keys()])].sort();
  return urns.flatMap(urn => differencesOf(urn, registered.get(urn), planned.get(urn), regionOf(registered)).filter(one => !isKnown(one, registered.get(urn))));
}

function isKnown(difference: Difference, resource: EngineResource | undefined): boolean {
  return Object.values(KNOWN_DIFFERENCES).some(known => known(difference, resource));
}

function differencesOf(urn: string, engine: EngineResource | undefined, plan: PlannedResource | undefined, region: RegionOf): readonly Difference[] {
  if (!engine || !plan) return [{ urn, path: '', engine: engine?.type, plan: plan?.type }];
  const { dependencies = [], protect = false, inputs = {}, ignoreChanges } = engine;
  const ofEngine = {
    type: engine.type,
    name: urn.split('::').slice(3).join('::'),
    parent: engine.parent?.includes('::pulumi:pulumi:Stack::') ? undefined : engine.parent,
    provider: engine.provider?.replace(/::[^:]*$/, ''),
    region: region(engine),
    dependsOn: [...dependencies].sort(),
    protect,
    ignoreChanges: ignoreChanges ?? [],
    inputs,
  };
  const ofPlan = { ...plan, protect: plan.protect ?? false, ignoreChanges: plan.ignoreChanges ?? [] };
  return Object.keys(ofEngine).flatMap(key => compared(urn, key, Reflect.get(ofEngine, key), Reflect.get(ofPlan, key)));
}

function compared(urn: string, path: string, engine: unknown, plan: unknown): readonly Difference[] {
  if (isDeepStrictEqual(engine, plan)) return [];
  if (Array.isArray(engine) && Array.isArray(plan) && engine.length === plan.length) {
    return engine.flatMap((item, index) => compared(urn, `${path}[${index}]`, item, plan[index]));
  }
  if (isObject(engine) && isObject(plan) && !isSecret(plan)) {
    const keys = [...new Set([...Object.keys(engine), ...Object.keys(plan)])];
    return keys.flatMap(key => compared(urn, `${path}.${key}`, engine[key], plan[key]));
  }
  return [{ urn, path, engine, plan }];
}

type RegionOf = (resource: EngineResource) => unknown;

/** A resource's own region, else its provider's. */
function regionOf(resources: ReadonlyMap<string, EngineResource>): RegionOf {
  return ({ inputs, provider }) => inputs?.region ?? resources.get(provider?.replace(/::[^:]*$/, '') ?? '')?.inputs?.region;
}

/** Whether any part of a planned value is known only after apply. */
function hasLateValue(plan: unknown): boolean {
  if (typeof plan === 'string') return PLACEHOLDER.test(plan);
  return typeof plan === 'object' && plan !== null && Object.values(plan).some(hasLateValue);
}

/** `<name>-<hexadecimal digits>`, as the AWS provider makes them. */
function isChosenName(value: unknown, name: string): boolean {
  return typeof value === 'string' && value.startsWith(`${name}-`) && /^[0-9a-f]{7}$/.test(value.slice(name.length + 1));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSecret(value: PlanValue | Readonly<Record<string, unknown>>): boolean {
  return isDeepStrictEqual(value, { secret: true });
}
