import {
  Bucket,
  type Channel,
  carrierOf,
  copiesSiteOf,
  type DataTier,
  type Domain,
  Edge,
  type Inventory,
  isChannel,
  type Placed,
  type Site,
  type Store,
  StoreDeclaration,
  VolumeClaim,
  Workload,
} from '@clinfra/core';

/** Answers by inventory, because every edge asks for both of its ends. */
const known = new WeakMap<Inventory, Map<Domain | DataTier, readonly Site[]>>();

/** Where a thing stands, without sites that are none of this platform's; the rule `placement` reports those. */
export function sitesOf(inventory: Inventory, placed: Placed): readonly Site[] {
  const ground = groundOf(placed);
  const answers = known.get(inventory) ?? new Map<Domain | DataTier, readonly Site[]>();
  known.set(inventory, answers);
  const sites = answers.get(ground) ?? inventory.sitesOf(ground).filter(site => inventory.sites.includes(site));
  answers.set(ground, sites);
  return sites;
}

/** What decides where a thing stands. */
function groundOf(placed: Placed): Domain | DataTier {
  if (placed instanceof Workload || placed instanceof VolumeClaim || placed instanceof Edge) return placed.domain;
  if (isChannel(placed)) return carrierOf(placed).tier;
  return placed instanceof StoreDeclaration ? placed.tier : placed;
}

/** A copy of a store's data: where it stands, or where a failover would replicate it to. */
export interface Copy {
  readonly site: Site;
  readonly how: 'stands' | 'replica' | 'backup';
}

/** Every place to which the data of a store, a channel or a volume goes. Nothing replicates a volume. */
export function copiesOf(inventory: Inventory, placed: Store | Channel | VolumeClaim): readonly Copy[] {
  const standing = sitesOf(inventory, isChannel(placed) ? carrierOf(placed) : placed);
  const backups = backupCopies(inventory, placed, standing);
  if (placed instanceof VolumeClaim) return [...standing.map(site => ({ site, how: 'stands' }) as const), ...backups];
  const spares = inventory.failovers
    .filter(failover => standing.includes(failover.active))
    .flatMap(failover => failover.spares)
    .filter(site => inventory.sites.includes(site) && !standing.includes(site));
  const copied = placed instanceof Bucket && placed.replicateTo && inventory.sites.includes(placed.replicateTo) ? [placed.replicateTo] : [];
  return [
    ...standing.map(site => ({ site, how: 'stands' }) as const),
    ...[...new Set([...spares, ...copied])].map(site => ({ site, how: 'replica' }) as const),
    ...backups,
  ];
}

/** The sites to which backups are copied; the rule on backups reports what is none of this platform's. */
function backupCopies(inventory: Inventory, placed: Store | Channel | VolumeClaim, standing: readonly Site[]): readonly Copy[] {
  if (isChannel(placed)) return [];
  const sites = standing.flatMap(from => copiesSiteOf(inventory, placed, from) ?? []).filter(site => inventory.sites.includes(site));
  return [...new Set(sites)].map(site => ({ site, how: 'backup' }));
}
