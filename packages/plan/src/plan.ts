import type { Finding } from '@clinfra/checks';
import type { PlannedResource, PlanValue } from './planned-resource';

/**
 * What an environment would be: published, versioned, and described by `@clinfra/plan/plan.schema.json`. It is no
 * difference to a state: it holds every resource, whether or not applying would change it.
 */
export interface Plan {
  /** Raised when a reader of the former version would misunderstand. */
  readonly version: 1;
  readonly platform: string;
  readonly environment: string;
  /** A parent stands before its children. */
  readonly resources: readonly PlannedResource[];
  readonly findings: readonly Finding[];
}

// The order in which a reader wants to meet them; a forgotten key does not compile.
type Keys<T> = Record<keyof T, true>;
const PLAN_KEYS = { version: true, platform: true, environment: true, resources: true, findings: true } satisfies Keys<Plan>;
const FINDING_KEYS = { rule: true, severity: true, path: true, must: true, got: true, remedy: true } satisfies Keys<Finding>;
const RESOURCE_KEYS = {
  type: true,
  name: true,
  urn: true,
  parent: true,
  provider: true,
  region: true,
  dependsOn: true,
  protect: true,
  retainOnDelete: true,
  deleteBeforeReplace: true,
  ignoreChanges: true,
  replaceOnChanges: true,
  replaceWith: true,
  deletedWith: true,
  import: true,
  read: true,
  aliases: true,
  customTimeouts: true,
  inputs: true,
} satisfies Keys<PlannedResource>;

/** The plan as a file: the same plan, the same bytes, whatever the order in which its objects were built. */
export function planJson(plan: Plan): string {
  const resources = plan.resources.map(resource => ({ ...inOrder(RESOURCE_KEYS, resource), inputs: sorted(resource.inputs) }));
  const findings = plan.findings.map(finding => inOrder(FINDING_KEYS, finding));
  return `${JSON.stringify({ ...inOrder(PLAN_KEYS, plan), resources, findings }, undefined, 2)}\n`;
}

function inOrder(keys: object, from: object): object {
  const values = new Map(Object.entries(from));
  return Object.fromEntries(Object.keys(keys).map(key => [key, values.get(key)]));
}

function sorted(value: PlanValue): PlanValue {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(sorted);
  const entries = Object.entries(value).map(([key, inner]): [string, PlanValue] => [key, sorted(inner)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

// Array.isArray does not narrow a readonly array out of a union.
function isList(value: PlanValue): value is readonly PlanValue[] {
  return Array.isArray(value);
}
