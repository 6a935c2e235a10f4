import { type ExistingStore, ExternalHost, type Inventory, type Placed, parseRange, type Relation, type Site, type Store } from '@clinfra/core';
import { isAddress, isHostName } from '../dns';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show, showOn } from '../show';
import { sitesOf } from '../standing';

export const placement = rule(
  'placement',
  'what a workload uses stands on every site on which it runs, and every store can be made or exists where it stands',
  function* ({ inventory }) {
    for (const { path, declaredSites } of [...inventory.domains, ...inventory.tiers]) yield* declared(path, declaredSites, inventory);
    for (const relation of inventory.relations) yield* reach(relation, inventory);
    for (const store of inventory.stores) {
      if (store.existing) yield* existing(`${store.path}.existing`, store.existing);
      else yield* makeable(store, inventory);
    }
  },
);

function* declared(path: string, sites: readonly Site[] | undefined, inventory: Inventory): Generator<Fault> {
  if (sites === undefined) return;
  if (sites.length === 0) yield error(`${path}.sites`, 'name at least one site', 'none', 'leave it out for the sites that serve');
  for (const [index, site] of sites.entries()) {
    const place = `${path}.sites[${index}]`;
    if (!inventory.sites.includes(site))
      yield error(place, `be a site of platform ${inventory.platform.name}`, showOn(inventory.platform, site), 'pass a Site that was declared there');
    else if (sites.indexOf(site) < index) yield error(place, 'be named once', show(site), 'leave it out');
  }
}

function* reach({ from, kind, to }: Relation, inventory: Inventory): Generator<Fault> {
  // What is none of this platform's is reported by the rule on edges.
  if (to === undefined || to === null || to instanceof ExternalHost || to.node?.root !== inventory.platform || !isPlaced(to)) return;
  const there = sitesOf(inventory, to);
  const missing = sitesOf(inventory, from).filter(site => !there.includes(site));
  if (missing.length === 0) return;
  yield error(`${from.path}.${kind}`, `lead to what stands on ${show(missing)} too`, `${show(to)} on ${show(there)}`, 'place both on the same sites');
}

function isPlaced(target: Relation['to']): target is Exclude<Relation['to'], ExternalHost> & Placed {
  return [
    'clinical-service',
    'worker',
    'scheduled-task',
    'release-task',
    'postgres',
    'mysql',
    'mongodb',
    'redis',
    'kafka',
    'topic',
    'rabbitmq',
    'exchange',
    'queue',
    'bucket',
    'audit-trail',
    'opensearch',
  ].includes(target.kind);
}

function* existing(path: string, { host, cidr, ...more }: Omit<ExistingStore, 'readerHost'>): Generator<Fault> {
  const { readerHost } = more as Partial<ExistingStore>;
  if (!isHostName(host) && !isAddress(host)) yield error(`${path}.host`, 'be a host name or an address', show(host), 'write where the store answers');
  if (readerHost !== undefined && !isHostName(readerHost) && !isAddress(readerHost)) {
    yield error(`${path}.readerHost`, 'be a host name or an address', show(readerHost), 'write where the store answers reads');
  }
  const range = typeof cidr === 'string' ? parseRange(cidr) : undefined;
  if (!range) yield error(`${path}.cidr`, 'be an address range', show(cidr), 'write it as 10.20.0.0/24, with no bits set behind the prefix');
  else if (range.prefix < 8) yield error(`${path}.cidr`, 'be no wider than a /8', show(cidr), 'name the range in which the store stands, not the internet');
}

function* makeable(store: Store, inventory: Inventory): Generator<Fault> {
  for (const site of sitesOf(inventory, store)) {
    if (site.hosting?.kind !== 'cluster') continue;
    if (store.kind === 'audit-trail') {
      const must = `be left out at ${site.path}, where no audit trail is made`;
      yield error(store.path, must, 'one', 'write into a bucket with a lock, or place the tier on AWS');
      continue;
    }
    const must = `be given at ${site.path}, where no store is made`;
    yield error(`${store.path}.existing`, must, 'nothing', 'give the address of one that runs there, or place the tier on AWS');
  }
}
