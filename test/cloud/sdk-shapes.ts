import type { PlannedResource, PlanValue } from '@clinfra/plan';
import { checkInputs } from '../engine/aws/input-check';
import { resourceType } from '../engine/aws/resource-types';
import { UNKNOWN, type Wire, type WireObject } from '../engine/aws/wire';

/** What the SDK's types have against the inputs of a resource: a property that it has not, one that is missing, a value of another shape. */
export function shapeFaults({ type, name, inputs }: PlannedResource): readonly string[] {
  const known = resourceType(type);
  return known ? checkInputs(known, name, sent(inputs) as WireObject).map(({ reason }) => reason) : [];
}

/** A planned value as the provider is sent it: what only an apply tells, and what is secret, may be of any shape. */
function sent(value: PlanValue): Wire {
  if (typeof value === 'string') return /^\$\{[^}]+\}$/.test(value) ? UNKNOWN : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sent);
  if ('secret' in value && Object.keys(value).length === 1) return UNKNOWN;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sent(inner)]));
}
