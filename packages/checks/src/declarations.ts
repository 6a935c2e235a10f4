import {
  type Addition,
  type Channel,
  ClinicalService,
  type DataTier,
  type Declaration,
  type DnsZone,
  type Domain,
  type Edge,
  type ExternalHost,
  type Inventory,
  type MultiRegionFailover,
  type Platform,
  type Registry,
  type ReleaseTask,
  type ScheduledTask,
  type Secret,
  type Site,
  type Store,
  type VolumeClaim,
  Worker,
} from '@clinfra/core';

/** Every noun of a declaration. */
export type Declared =
  | Platform
  | Site
  | Domain
  | DataTier
  | Store
  | Channel
  | ClinicalService
  | Worker
  | ScheduledTask
  | ReleaseTask
  | VolumeClaim
  | Addition
  | DnsZone
  | Edge
  | ExternalHost
  | Secret
  | Registry
  | MultiRegionFailover;

export type Kind = Declared['kind'];

/** Everything that the platform declares, itself included. */
export function* declarationsOf(inventory: Inventory): Generator<Declaration & { readonly kind: Kind }> {
  yield inventory.platform;
  yield* inventory.sites;
  yield* inventory.failovers;
  yield* inventory.domains;
  yield* inventory.workloads;
  yield* inventory.claims;
  yield* inventory.additions;
  yield* inventory.tiers;
  yield* inventory.stores;
  yield* inventory.topics;
  yield* inventory.exchanges;
  yield* inventory.queues;
  yield* inventory.zones;
  yield* inventory.edges;
  yield* inventory.externalHosts;
  yield* inventory.secrets;
  yield* inventory.registries;
}

/** The workloads whose number of pods changes by itself. */
export function* scaledOf(inventory: Inventory): Generator<ClinicalService | Worker> {
  for (const workload of inventory.workloads) {
    if (workload instanceof ClinicalService || workload instanceof Worker) yield workload;
  }
}
