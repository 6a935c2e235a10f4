import { Percent } from '../units';

/** A number of pods, or a share of all that there are. */
export type Pods = number | Percent;

/** How many pods of so many are meant, where a part of a pod counts as a whole one. A value that makes no sense means none. */
export function podsUp(pods: Pods, of: number): number {
  return pods instanceof Percent ? Math.ceil((pods.toNumber() * of) / 100) : numberOf(pods);
}

/** How many pods of so many are meant, where a part of a pod does not count. */
export function podsDown(pods: Pods, of: number): number {
  return pods instanceof Percent ? Math.floor((pods.toNumber() * of) / 100) : numberOf(pods);
}

/** As callers without types may pass it. */
function numberOf(pods: unknown): number {
  return Number.isSafeInteger(pods) && Number(pods) > 0 ? Number(pods) : 0;
}
