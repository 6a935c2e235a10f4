import {
  type AwsRegion,
  type CacheScale,
  gib,
  type Inventory,
  mib,
  minuteOf,
  Percent,
  percent,
  type Redis,
  Size,
  type SnapshotExport,
  type StoreSize,
  seconds,
} from '@clinfra/core';
import { error, type Fault, warning } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';
import { isWhole, wholeDays } from '../whole';

const MOST_NODES = 500;
const LOWEST_TARGET = percent(35);
const HIGHEST_TARGET = percent(90);
/** Redis on AWS disconnects the silent after this at the earliest. */
const SHORTEST_TIMEOUT = seconds(20);

/** What the machines of ElastiCache offer to keys: their memory less the quarter that snapshots and failover need. */
const MEMORY = {
  small: mib(2372),
  medium: mib(10_038),
  large: mib(20_213),
  xlarge: mib(40_565),
} as const satisfies Record<StoreSize, Size>;

export const cache = rule(
  'cache',
  'a cache scales within what was declared and what ElastiCache can do, and asks nothing of it that it has not',
  function* ({ inventory }) {
    for (const store of inventory.stores) {
      if (store.kind !== 'redis' || store.existing) continue;
      if (store.scale) yield* scaling(store, store.scale);
      if (!standsOnAws(store, inventory)) continue;
      yield* managed(store);
      if (store.snapshotExport) yield* exported(store, store.snapshotExport, inventory);
    }
  },
);

function standsOnAws(store: Redis, inventory: Inventory): boolean {
  return sitesOf(inventory, store).some(({ hosting }) => hosting.kind === 'aws');
}

function* scaling({ path, shards, replicas }: Redis, scale: CacheScale): Generator<Fault> {
  const { min, max } = scale;
  yield* target(path, scale);
  if (!isWhole(replicas) || replicas < 0) return;
  const step = 1 + replicas;
  const whole = { min, max };
  for (const [name, nodes] of Object.entries(whole)) {
    if (isWhole(nodes) && nodes >= step && nodes <= MOST_NODES && nodes % step === 0) continue;
    const must = `be a multiple of ${step}, a shard with its replicas, of at most ${MOST_NODES}`;
    yield error(`${path}.scale.${name}`, must, show(nodes), 'count the nodes of whole shards');
  }
  if (!isWhole(min) || !isWhole(max)) return;
  if (max < min) yield error(`${path}.scale.max`, `be at least min (${min})`, show(max), 'raise max or lower min');
  else if (isWhole(shards) && (shards * step < min || shards * step > max)) {
    const must = `make from ${min} to ${max} nodes with their replicas, as scale says`;
    yield error(`${path}.shards`, must, `${shards * step}, ${shards} times ${step}`, 'leave it out, or widen scale');
  }
}

function* target(path: string, { memory }: CacheScale): Generator<Fault> {
  if (memory instanceof Percent && (memory.problem || !(LOWEST_TARGET.exceeds(memory) || memory.exceeds(HIGHEST_TARGET)))) return;
  yield error(`${path}.scale.memory`, `be a share from ${LOWEST_TARGET} to ${HIGHEST_TARGET}`, show(memory), 'write it as percent(75)');
}

function* managed({ path, size, scale, memory, appendOnly, idleTimeout }: Redis): Generator<Fault> {
  if (scale && size === 'small') {
    yield error(`${path}.size`, 'be medium or larger where scale is declared on AWS', show(size), 'choose a larger size, or leave scale out');
  }
  if (appendOnly !== false) {
    const remedy = 'leave it out: replicas in other zones and snapshots keep the keys, or host the cache in a cluster';
    yield error(`${path}.appendOnly`, 'be false on AWS, where ElastiCache writes no such file', show(appendOnly), remedy);
  }
  if (idleTimeout?.amount > 0n && SHORTEST_TIMEOUT.exceeds(idleTimeout)) {
    yield error(`${path}.idleTimeout`, `be 0s or at least ${SHORTEST_TIMEOUT} on AWS`, show(idleTimeout), 'wait longer, or never disconnect');
  }
  const offered: Size | undefined = MEMORY[size];
  if (memory instanceof Size && offered && memory.exceeds(offered)) {
    yield error(`${path}.memory`, `be at most what a node of size ${size} offers to keys (${gibibytes(offered)})`, show(memory), 'choose a larger size');
  }
}

/** The regions that an account must opt into, where ElastiCache writes to a bucket as a service; elsewhere AWS documents it as a user of another account. */
const OPTED_INTO: ReadonlySet<AwsRegion> = new Set([
  ...([
    'af-south-1',
    'ap-east-1',
    'ap-south-2',
    'ap-southeast-3',
    'ap-southeast-4',
    'ap-southeast-5',
    'ap-southeast-7',
    'ca-west-1',
    'eu-central-2',
    'eu-south-1',
    'eu-south-2',
  ] as const),
  ...(['il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1'] as const),
]);

function* exported(store: Redis, { at, keep }: SnapshotExport, inventory: Inventory): Generator<Fault> {
  const path = `${store.path}.snapshotExport`;
  if (minuteOf(at) === undefined) yield error(`${path}.at`, 'be a time of day', show(at), 'write it as 05:00');
  const kept = wholeDays(keep);
  if (kept === undefined || kept < 1) yield error(`${path}.keep`, 'be whole days, at least one', show(keep), 'write it as days(30)');
  if (store.snapshotRetention?.amount === 0n) {
    yield error(path, 'have daily snapshots to export', 'a snapshotRetention of 0s', 'keep snapshots for a day at least');
  }
  for (const site of sitesOf(inventory, store)) {
    if (site.hosting?.kind !== 'aws' || OPTED_INTO.has(site.hosting.region)) continue;
    const must = `stand in a region where ElastiCache is known to write to buckets with a key at ${site.path}`;
    yield warning(path, must, show(site.hosting.region), 'see that the first export comes, or leave it out');
  }
}

function gibibytes(size: Size): string {
  return `${Number((size.amount * 100n) / gib(1).amount) / 100}Gi`;
}
