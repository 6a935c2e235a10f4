import {
  gib,
  type IndexLifecycle,
  type IndexSnapshots,
  type Inventory,
  LONGEST_HOT,
  minuteOf,
  OPENSEARCH_MACHINES,
  type OpenSearch,
  type Relation,
  type Site,
  Size,
  type WarmNodes,
} from '@clinfra/core';
import { error, type Fault, warning } from '../finding';
import { rule } from '../rule';
import { count, show } from '../show';
import { sitesOf } from '../standing';
import { isText } from '../text';
import { isWhole, wholeDays } from '../whole';

export const opensearch = rule(
  'opensearch',
  'a domain of OpenSearch can be made as it is declared, sets itself up, ages its indexes in order, and is written to by names that say whose they are',
  function* ({ inventory }) {
    for (const store of inventory.stores) {
      if (store.kind !== 'opensearch') continue;
      for (const relation of inventory.incoming(store)) yield* indexes(relation, store);
      if (store.existing) yield* existing(store);
      else yield* made(store, inventory);
    }
  },
);

/** What is set on a domain that exists is done by nobody. */
function* existing(store: OpenSearch): Generator<Fault> {
  for (const property of ['setUp', 'lifecycle', 'warm'] as const) {
    if (store[property] === undefined) continue;
    yield untaken(store, property);
  }
  if (store.snapshots !== 'none') yield untaken(store, 'snapshots');
}

function untaken(store: OpenSearch, property: 'setUp' | 'lifecycle' | 'warm' | 'snapshots'): Fault {
  return error(`${store.path}.${property}`, 'be left out where it exists already, and is left alone', show(store[property]), 'leave it out');
}

function* made(store: OpenSearch, inventory: Inventory): Generator<Fault> {
  yield* machine(store, 'instanceType', inventory);
  yield* machine(store, 'masterType', inventory);
  yield* disk(store);
  yield* nodes(store, inventory);
  if (store.warm) yield* warm(store, store.warm);
  if (store.lifecycle !== undefined) yield* lifecycle(store, store.lifecycle);
  if (store.snapshots !== 'none') yield* snapshots(store, store.snapshots);
  yield* setUp(store, inventory);
  if (minuteOf(store.quietFrom) === undefined) yield error(`${store.path}.quietFrom`, 'be a time of day', show(store.quietFrom), 'write it as 20:00');
}

function* machine(store: OpenSearch, property: 'instanceType' | 'masterType', { platform }: Inventory): Generator<Fault> {
  const path = `${store.path}.${property}`;
  // Of a size that is none the rule on choices reports, and of masters there may be none.
  if (store[property] === undefined || (property === 'masterType' && store.masters === 0)) return;
  const known = OPENSEARCH_MACHINES.get(store[property]);
  if (!known) yield error(path, 'be a machine that OpenSearch Service offers', show(store[property]), 'write it as r6g.large.search, or leave it out');
  else if (known.burstable && platform.stage === 'production') {
    const remedy = property === 'instanceType' ? 'choose a larger size, or a machine of another line' : 'leave it out';
    yield error(path, 'not live on credits in production, which are spent when it is needed', show(store[property]), remedy);
  }
}

function* disk({ path, instanceType, storage }: OpenSearch): Generator<Fault> {
  const known = OPENSEARCH_MACHINES.get(instanceType);
  if (!known || !(storage instanceof Size) || storage.problem) return;
  if (!known.largestDisk) {
    yield error(`${path}.storage`, `be left out for ${instanceType}, which has disks of its own`, show(storage), 'leave it out, or choose another machine');
  } else if (storage.exceeds(known.largestDisk)) {
    yield error(`${path}.storage`, `be at most ${known.largestDisk} for ${instanceType}`, show(storage), 'choose a larger machine, or more nodes');
  } else if (storage.amount % gib(1).amount !== 0n) {
    yield error(`${path}.storage`, 'be whole gibibytes', show(storage), 'write it as gib(100)');
  }
}

const MASTERS: readonly unknown[] = [0, 3, 5];

function* nodes(store: OpenSearch, inventory: Inventory): Generator<Fault> {
  const { path, nodes: declared, masters, replicas } = store;
  if (!MASTERS.includes(masters)) yield error(`${path}.masters`, 'be 3 or 5, or 0 for none', show(masters), 'leave it out');
  if (!isWhole(declared) || declared < 1) return;
  for (const site of sitesOf(inventory, store)) {
    const zones = zonesOf(site);
    if (declared % zones === 0) continue;
    const must = `be a multiple of ${count(zones, 'zone')} of ${site.path}, because each has as many`;
    yield error(`${path}.nodes`, must, show(declared), `write ${Math.ceil(declared / zones) * zones}`);
  }
  if (isWhole(replicas) && replicas >= declared) {
    const must = `be fewer than the nodes (${declared}), because each copy is on another`;
    yield error(`${path}.replicas`, must, show(replicas), 'lower it, or add nodes');
  }
}

/** A domain stands in three zones at the most. */
function zonesOf({ zones }: Site): number {
  return Array.isArray(zones) ? Math.min(3, Math.max(1, zones.length)) : 1;
}

function* warm({ path, masters, instanceType, lifecycle: aging }: OpenSearch, { size }: WarmNodes): Generator<Fault> {
  if (size !== 'medium' && size !== 'large') yield error(`${path}.warm.size`, 'be one of medium, large', show(size), 'choose one of them');
  if (masters === 0) yield error(`${path}.warm`, 'have masters, without which there is no warm tier', 'none', 'leave masters out, or warm');
  if (OPENSEARCH_MACHINES.get(instanceType)?.burstable) {
    yield error(`${path}.warm`, 'stand beside nodes that do not live on credits', instanceType, 'choose a larger size, or leave warm out');
  }
  if (aging?.warm === undefined) yield warning(`${path}.warm`, 'have indexes that move to it', 'no lifecycle.warm', 'say until when they stay there');
}

const TIERS = ['hot', 'warm', 'cold'] as const;

function* lifecycle({ path, warm: declared }: OpenSearch, aging: IndexLifecycle): Generator<Fault> {
  const place = `${path}.lifecycle`;
  if (typeof aging !== 'object' || aging === null || aging.hot === undefined) {
    yield error(`${place}.hot`, 'say until when an index can be written', show(aging?.hot), 'write it as days(30)');
    return;
  }
  let before: { readonly tier: string; readonly until: number } | undefined;
  for (const tier of TIERS) {
    const length = aging[tier];
    if (length === undefined) continue;
    const until = wholeDays(length);
    if (until === undefined || until < 1) yield error(`${place}.${tier}`, 'be whole days, at least one', show(length), 'write it as days(30)');
    else if (before && until <= before.until) {
      yield error(`${place}.${tier}`, `be later than ${before.tier} (${before.until}d), because both are counted from the first day`, show(length), 'raise it');
    }
    if (until !== undefined) before = { tier, until };
  }
  if (aging.cold !== undefined && aging.warm === undefined) {
    yield error(`${place}.cold`, 'come after warm, from where alone an index moves to cold storage', 'no warm', 'say until when it is warm');
  }
  if (aging.warm !== undefined && !declared) yield error(`${place}.warm`, 'have warm nodes to move to', 'none', 'declare warm: { nodes: 2 }, or leave it out');
}

/** The fewest days an index has to be hot, so that one snapshot at least holds the whole of it. */
const LEAST_HOT = 3;

function* snapshots({ path, lifecycle: aging }: OpenSearch, taken: Required<IndexSnapshots>): Generator<Fault> {
  const place = `${path}.snapshots`;
  if (typeof taken !== 'object' || taken === null) {
    yield error(place, "say when they are taken and kept, or be 'none'", show(taken), "write it as { at: '04:00', keep: days(30) }");
    return;
  }
  if (minuteOf(taken.at) === undefined || taken.at === '24:00') yield error(`${place}.at`, 'be a time of day', show(taken.at), 'write it as 04:00');
  const kept = wholeDays(taken.keep);
  if (kept === undefined || kept < 1) yield error(`${place}.keep`, 'be whole days, at least one', show(taken.keep), 'write it as days(30)');
  const [hot, last] = [wholeDays(aging?.hot), wholeDays(aging?.cold ?? aging?.warm)];
  if (!aging?.warm || hot === undefined || last === undefined || kept === undefined) return;
  if (hot < LEAST_HOT) {
    const must = `be at least ${LEAST_HOT}d, because snapshots hold hot indexes alone, and one has to hold the whole of each`;
    yield error(`${path}.lifecycle.hot`, must, show(aging.hot), 'keep them hot longer');
  }
  if (hot > LONGEST_HOT) {
    yield error(`${path}.lifecycle.hot`, `be at most ${LONGEST_HOT}d, because snapshots name each day that is hot`, show(aging.hot), 'let them be warm sooner');
  }
  if (kept < last - hot) {
    const must = `be as long as an index lives that is no longer hot (${last - hot}d), or the oldest are in none`;
    yield warning(`${place}.keep`, must, show(taken.keep), 'keep them longer');
  }
}

/** That it stands where its task runs, the rule on placement says. */
function* setUp(store: OpenSearch, inventory: Inventory): Generator<Fault> {
  const { path, setUp: task } = store;
  if (!task) {
    yield error(`${path}.setUp`, 'say where it sets itself up, without which no workload gets in', 'nothing', 'name a domain and an image with curl');
    return;
  }
  const runs = sitesOf(inventory, task);
  const missing = sitesOf(inventory, store).filter(site => !runs.includes(site));
  if (missing.length === 0) return;
  yield error(
    `${path}.setUp.domain`,
    `run on ${show(missing)} too`,
    `${show(task.domain)} on ${show(runs)}`,
    'name a domain that runs wherever the store stands',
  );
}

/** How names of indexes begin; they are parts of policies and of paths. */
const INDEX = /^[a-z0-9][a-z0-9._-]{0,100}$/;

function* indexes({ from, kind, prefixes }: Relation, store: OpenSearch): Generator<Fault> {
  if (from === store.setUp) return;
  const path = `${from.path}.${kind}(${show(store)})`;
  if (kind === 'writes' && !prefixes) {
    yield error(path, 'say how the indexes begin that it writes', 'nothing', "write it as writes(logs, { prefix: 'ehr-' })");
  }
  for (const prefix of prefixes ?? []) {
    if (!isText(prefix, INDEX)) {
      yield error(`${path}.prefix`, 'be the beginning of a name in lowercase letters, digits, dots, hyphens and underscores', show(prefix), 'write it as ehr-');
    }
  }
}
