import { Percent, type Pods } from '@clinfra/core';

/** A number as a number, a share in quotes, as Kubernetes tells the two apart. */
export function asIntOrString(pods: Pods): number | string {
  return pods instanceof Percent ? pods.toKubernetes() : pods;
}
