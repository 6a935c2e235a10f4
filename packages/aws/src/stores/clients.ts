import { carrierOf, type Inventory, isChannel, isMadeAt, type Relation, type Site, type Store, type Workload } from '@clinfra/core';

/** What a workload does to a store, or to a channel of it. */
export interface Use {
  readonly workload: Workload;
  readonly relation: Relation;
}

/** The edges of a site's workloads that lead to a store; what is done to a channel is done to what carries it. */
export function usesOf(inventory: Inventory, site: Site, store: Store): readonly Use[] {
  return inventory.relations
    .filter(({ to }) => to === store || (isChannel(to) && carrierOf(to) === store))
    .filter(({ from }) => inventory.sitesOf(from).includes(site))
    .map(relation => ({ workload: relation.from, relation }));
}

/** The edges of those who log in as users of their own, which whoever administers a database does not. */
export function logIns(uses: readonly Use[]): readonly Use[] {
  return uses.filter(({ relation }) => relation.kind !== 'administers');
}

/** The stores that are made on a site: those that stand there and do not exist already. */
export function storesOn(inventory: Inventory, site: Site): readonly Store[] {
  return inventory.stores.filter(store => isMadeAt(inventory, site, store));
}
