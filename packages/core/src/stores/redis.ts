import { given } from '../given/given';
import { type Duration, days, type Percent, percent, type Size, seconds } from '../units';
import type { ClockTime } from '../workloads/scale-hours';
import type { DataTier } from './data-tier';
import { StoreDeclaration, type StoreProps } from './store';

/** What runs the cache: Redis, or Valkey, which goes on from its last open version and speaks the same language. */
export type CacheEngine = 'redis' | 'valkey';

/** What Redis forgets when its memory is full. */
export type Eviction = 'allkeys-lru' | 'allkeys-lfu' | 'volatile-lru' | 'volatile-ttl' | 'noeviction';

/** Between how many nodes a cache grows and shrinks by itself, shard by shard, because only shards add memory. */
export interface CacheScale {
  /** The fewest nodes, replicas counted; a multiple of a shard with its replicas. */
  readonly min: number;
  /** The most nodes, replicas counted; a multiple of a shard with its replicas. */
  readonly max: number;
  /**
   * The share of memory in use that it keeps to: above it a shard is added, well below it one is taken away and its keys move to the others.
   * @default percent(75)
   */
  readonly memory?: Percent;
}

/** Daily snapshots as files in a bucket of the platform's own, from which any Redis can start. */
export interface SnapshotExport {
  /**
   * When the newest daily snapshot is written there, in the platform's time zone.
   * @default '05:00'
   */
  readonly at?: ClockTime;
  /**
   * How long the files are kept; whole days.
   * @default days(30)
   */
  readonly keep?: Duration;
}

export interface RedisProps extends StoreProps {
  /**
   * What runs it. Changing it upgrades the cache in place; back to Redis there is no way.
   * @default 'redis'
   */
  readonly engine?: CacheEngine;
  /**
   * The parts into which the keys are divided. With `scale` it is the number with which the cache begins.
   * @default 1, with `scale` as many as make its fewest nodes
   */
  readonly shards?: number;
  /**
   * The copies of each shard, in other zones. None is a weakened default (`high-availability`): a lost node loses its keys.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * Grows and shrinks with the memory in use. It takes machines from `medium` on.
   * @default none: the shards stay as many as declared
   */
  readonly scale?: CacheScale;
  /**
   * The memory for keys that each node must offer at least. A size of machine that has less is reported.
   * @default what machines of its size have
   */
  readonly memory?: Size;
  /**
   * What is forgotten when the memory is full.
   * @default 'allkeys-lru'
   */
  readonly eviction?: Eviction;
  /**
   * After what silence a client is disconnected; `seconds(0)` never. Clients that leak connections need it.
   * @default seconds(0)
   */
  readonly idleTimeout?: Duration;
  /**
   * Whether each write goes into a file before long, so that a node that starts again has its keys. ElastiCache has no such file: on AWS replicas in
   * other zones and snapshots do that work, and turning it on is an error.
   * @default false
   */
  readonly appendOnly?: boolean;
  /**
   * How long daily snapshots are kept; `days(0)` takes none. Less than seven days is a weakened default (`backup-retention`).
   * @default days(7)
   */
  readonly snapshotRetention?: Duration;
  /**
   * Whether daily snapshots are also written to a bucket, encrypted with the key of the cache. ElastiCache itself keeps them as long as `snapshotRetention` and where
   * nobody can fetch them. AWS documents a way that suits such a bucket only for regions that an account must opt into.
   * @default none: they are kept by ElastiCache alone
   */
  readonly snapshotExport?: SnapshotExport;
  /**
   * Whether a last snapshot is kept when the cache is deleted. Turning it off is a weakened default (`final-snapshot`).
   * @default true
   */
  readonly finalSnapshot?: boolean;
}

/** A Redis cache in cluster mode. */
export class Redis extends StoreDeclaration {
  readonly kind = 'redis';
  readonly engine: CacheEngine;
  readonly shards: number;
  readonly replicas: number;
  readonly scale: Required<CacheScale> | undefined;
  readonly memory: Size | undefined;
  readonly eviction: Eviction;
  readonly idleTimeout: Duration;
  readonly appendOnly: boolean;
  readonly snapshotRetention: Duration;
  readonly snapshotExport: Required<SnapshotExport> | undefined;
  readonly finalSnapshot: boolean;
  protected readonly usualPort = 6379;

  constructor(tier: DataTier, name: string, declared: RedisProps) {
    const props = given('RedisProps', declared);
    super(tier, name, props);
    const { engine = 'redis', replicas = 1, scale, memory, eviction = 'allkeys-lru', idleTimeout = seconds(0), appendOnly = false } = props;
    const { shards = scale ? Math.floor(scale.min / (1 + replicas)) : 1, snapshotRetention = days(7), finalSnapshot = true } = props;
    this.engine = engine;
    this.shards = shards;
    this.replicas = replicas;
    this.scale = scale && { memory: percent(75), ...scale };
    this.memory = memory;
    this.eviction = eviction;
    this.idleTimeout = idleTimeout;
    this.appendOnly = appendOnly;
    this.snapshotRetention = snapshotRetention;
    this.snapshotExport = props.snapshotExport && { at: '05:00', keep: days(30), ...props.snapshotExport };
    this.finalSnapshot = finalSnapshot;
  }
}
