import type { PlannedResource, PlanValue } from '@clinfra/plan';
import { Made } from '../../engine/aws/made';
import { outputsOf } from '../../engine/aws/outputs';
import { resourceType } from '../../engine/aws/resource-types';
import type { WireObject } from '../../engine/aws/wire';

export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';

/** A plan as if it were applied: what is known only after that has the shape that its service gives it, so that policies can be read as AWS reads them. */
export class SettledPlan {
  readonly #named = new Map<string, PlannedResource>();
  readonly #made = new Map<PlannedResource, Made | undefined>();

  constructor(readonly resources: readonly PlannedResource[]) {
    for (const resource of resources) this.#named.set(`${resource.type}::${resource.name}`, resource);
  }

  all(type: string): readonly PlannedResource[] {
    return this.resources.filter(resource => resource.type === `aws:${type}`);
  }

  arnOf(resource: PlannedResource): string {
    return this.#madeOf(resource)?.arn ?? '';
  }

  /** A text with everything in it that is known only after apply. */
  text(value: string): string {
    const known = value.replace(/\$\{(aws:[^}]+)\}/g, (whole, reference: string) => this.#value(reference) ?? whole);
    // A program takes the end of a proxy's ARN once it is known.
    return known.replace(/(:dbuser:)arn:aws:rds:[^/"]*:db-proxy:(prx-)/g, '$1$2');
  }

  /** The document of a policy. */
  policy(resource: PlannedResource, property = 'policy'): unknown {
    return JSON.parse(this.text(String(resource.inputs[property])));
  }

  /** The resource that a text such as `${aws:iam/role:Role::nodes.name}` speaks of. */
  referred(value: PlanValue | undefined): PlannedResource | undefined {
    const reference = /^\$\{(aws:[^}]+)\}$/.exec(String(value))?.[1];
    return reference === undefined ? undefined : this.#split(reference)?.resource;
  }

  /** Names have dots in them, and so has the way to a property: the longest name that there is counts. */
  #split(reference: string): { readonly resource: PlannedResource; readonly path: string } | undefined {
    for (let dot = reference.lastIndexOf('.'); dot > 0; dot = reference.lastIndexOf('.', dot - 1)) {
      const resource = this.#named.get(reference.slice(0, dot));
      if (resource) return { resource, path: reference.slice(dot + 1) };
    }
    return undefined;
  }

  #value(reference: string): string | undefined {
    const found = this.#split(reference);
    const made = found && this.#madeOf(found.resource);
    if (!found || !made) return undefined;
    const outputs = { ...outputsOf(made, made.inputs, 'known'), id: made.id };
    const value = found.path
      .split(/[.[\]]+/)
      .filter(Boolean)
      .reduce<unknown>((part, key) => (part as Readonly<Record<string, unknown>> | undefined)?.[key], outputs);
    return typeof value === 'string' ? value : undefined;
  }

  #madeOf(resource: PlannedResource): Made | undefined {
    if (!this.#made.has(resource)) {
      const type = resourceType(resource.type);
      const place = { account: ACCOUNT, region: resource.region, defaultTags: {}, clusters: {} };
      this.#made.set(resource, type && Made.create(type, this.#settled(resource.inputs) as WireObject, place, resource.name));
    }
    return this.#made.get(resource);
  }

  /** Policies are left as they are: they name what names them. */
  #settled(value: PlanValue): PlanValue {
    if (typeof value === 'string') return value.includes('"Statement"') ? value : this.text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(inner => this.#settled(inner));
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.#settled(inner)]));
  }
}
