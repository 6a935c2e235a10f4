import { Cpu, type Domain, type Inventory, Size } from '@clinfra/core';
import { sitesOf } from './standing';

/** What the sidecar of each pod asks for beside the pod's own containers. */
export interface SidecarRequests {
  readonly cpu: Cpu;
  readonly memory: Size;
}

/** The most that a sidecar of the domain asks for at any of its sites; undefined where it gets none, or where its figures are wrong. */
export function sidecarsOf(inventory: Inventory, domain: Domain): SidecarRequests | undefined {
  const requests = sitesOf(inventory, domain).flatMap(({ mesh }) => (mesh?.proxy?.requests ? [mesh.proxy.requests] : []));
  const sound = requests.filter(({ cpu, memory }) => cpu instanceof Cpu && memory instanceof Size);
  if (sound.length === 0) return undefined;
  return {
    cpu: sound.map(({ cpu }) => cpu).reduce((most, one) => (one.exceeds(most) ? one : most)),
    memory: sound.map(({ memory }) => memory).reduce((most, one) => (one.exceeds(most) ? one : most)),
  };
}
