import type { PlanValue } from './planned-resource';

/** What the SDK sends: JSON in which some objects and one string have a special meaning. */
export type Wire = null | boolean | number | string | Wire[] | { [key: string]: Wire };
export type WireObject = { [key: string]: Wire };

// Part of Pulumi's protocol, the same for every SDK and engine: see specialSigKey and its neighbours in @pulumi/pulumi/runtime/rpc.
const SIGNATURE = '4dabf18193072939515e22adb298388d';
const SECRET = '1b47061264138c4ac30d75fd1eb44270';
const ASSET = 'c44067f5952c0a294b673a41bacd8c17';
const ARCHIVE = '0def7320c3a5731c473e5ecbe6d01bc7';
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** Whether this is an object that means itself: no array, no secret, no asset. */
export function isPlainObject(wire: Wire | undefined): wire is WireObject {
  return typeof wire === 'object' && wire !== null && !Array.isArray(wire) && wire[SIGNATURE] === undefined;
}

/** Marks a value as secret, as the engine does before it answers. */
export function secretWire(value: Wire): Wire {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && value[SIGNATURE] === SECRET ? value : { [SIGNATURE]: SECRET, value };
}

/** What may be shown of a value: everything but secrets. */
export function planValue(wire: Wire): PlanValue {
  if (wire === UNKNOWN) return { unknown: true };
  if (typeof wire !== 'object' || wire === null) return wire;
  if (Array.isArray(wire)) return wire.map(planValue);
  if (wire[SIGNATURE] === undefined) return planObject(wire);
  const { [SIGNATURE]: signature, ...rest } = wire;
  if (signature === SECRET) return { secret: true };
  if (signature === ASSET) return { asset: planObject(unmarked(rest)) };
  if (signature === ARCHIVE) return { archive: planObject(unmarked(rest)) };
  return planObject(rest);
}

/** The same for all properties of a resource, in the order of their names so that equal programs give equal bytes. */
export function planObject(wire: WireObject): { readonly [key: string]: PlanValue } {
  const plan: Record<string, PlanValue> = {};
  for (const key of Object.keys(wire).sort()) plan[key] = planValue(wire[key] as Wire);
  return plan;
}

/** Assets carry the SDK's mark by which it knows them again. */
function unmarked(asset: WireObject): WireObject {
  return Object.fromEntries(Object.entries(asset).filter(([key]) => !key.startsWith('__pulumi')));
}
