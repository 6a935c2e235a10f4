import type { Store } from '@clinfra/core';

/** The ConfigMap from which a namespace's workloads read where a store answers. */
export function connectionName(store: Store): string {
  return `store-${store.name}`;
}

/** The key of a connection under which a workload finds the name by which the store knows it. */
export function userKey(workload: string): string {
  return `user.${workload}`;
}
