import { type Channel, ClinicalService, carrierOf, ExternalHost, isChannel, type Store, StoreDeclaration, type Workload } from '@clinfra/core';

/** How a workload uses a store. */
export interface StoreUse {
  readonly store: Store;
  reads: boolean;
  writes: boolean;
  administers: boolean;
}

/** What a workload's edges lead to, each target once, in the order in which they were declared. */
export interface Uses {
  readonly services: readonly ClinicalService[];
  /** The stores it reads and writes, and those that carry its channels. */
  readonly stores: readonly StoreUse[];
  readonly channels: readonly Channel[];
  readonly hosts: readonly ExternalHost[];
}

export function usesOf(workload: Workload): Uses {
  const services = new Set<ClinicalService>();
  const stores = new Map<Store, StoreUse>();
  const channels = new Set<Channel>();
  const hosts = new Set<ExternalHost>();
  for (const { kind, to } of workload.relations) {
    if (to instanceof ClinicalService) services.add(to);
    else if (to instanceof ExternalHost) hosts.add(to);
    else if (isChannel(to)) {
      channels.add(to);
      use(stores, carrierOf(to));
    } else if (to instanceof StoreDeclaration) {
      const found = use(stores, to);
      if (kind === 'writes') found.writes = true;
      else if (kind === 'administers') found.administers = true;
      else found.reads = true;
    }
  }
  return { services: [...services], stores: [...stores.values()], channels: [...channels], hosts: [...hosts] };
}

function use(stores: Map<Store, StoreUse>, store: Store): StoreUse {
  const known = stores.get(store);
  if (known) return known;
  const made = { store, reads: false, writes: false, administers: false };
  stores.set(store, made);
  return made;
}

/** The stores among what several workloads use, each once. */
export function storesOf(uses: readonly Uses[]): readonly Store[] {
  return [...new Set(uses.flatMap(({ stores }) => stores.map(({ store }) => store)))];
}
