import type { Store } from '@clinfra/core';

/** The ConfigMap from which a namespace's workloads read where a store answers. */
export function connectionName(store: Store): string {
  return `store-${store.name}`;
}
