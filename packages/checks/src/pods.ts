import { Percent, podsUp } from '@clinfra/core';
import { count, show } from './show';
import { isWhole } from './whole';

/** Whether a value is a number of pods or a share of them that Kubernetes takes: whole, and a share of at most all. */
export function isPods(value: unknown): value is number | Percent {
  if (!(value instanceof Percent)) return isWhole(value) && value >= 0;
  const share = value.toNumber();
  return !value.problem && isWhole(share) && share <= 100;
}

/** Whether a value is a share that is no share, which is reported by the rule on quantities. */
export function isBrokenShare(value: unknown): boolean {
  return value instanceof Percent && value.problem !== undefined;
}

/** A number of pods as findings print it; of a share also what it comes to. */
export function showPods(value: number | Percent, of: number): string {
  return value instanceof Percent ? `${value}, which is ${count(podsUp(value, of), 'pod')}` : show(value);
}
