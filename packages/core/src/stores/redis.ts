import { type Duration, days } from '../units';
import type { DataTier } from './data-tier';
import { StoreDeclaration, type StoreProps } from './store';

/** What Redis forgets when its memory is full. */
export type Eviction = 'allkeys-lru' | 'allkeys-lfu' | 'volatile-lru' | 'volatile-ttl' | 'noeviction';

export interface RedisProps extends StoreProps {
  /**
   * The parts into which the keys are divided.
   * @default 1
   */
  readonly shards?: number;
  /**
   * The copies of each shard, in other zones. None is a weakened default (`high-availability`): a lost node loses its keys.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * What is forgotten when the memory is full.
   * @default 'allkeys-lru'
   */
  readonly eviction?: Eviction;
  /**
   * How long daily snapshots are kept.
   * @default days(7)
   */
  readonly snapshotRetention?: Duration;
  /**
   * Whether a last snapshot is kept when the cache is deleted. Turning it off is a weakened default (`final-snapshot`).
   * @default true
   */
  readonly finalSnapshot?: boolean;
}

/** A Redis cache in cluster mode. */
export class Redis extends StoreDeclaration {
  readonly kind = 'redis';
  readonly shards: number;
  readonly replicas: number;
  readonly eviction: Eviction;
  readonly snapshotRetention: Duration;
  readonly finalSnapshot: boolean;
  protected readonly usualPort = 6379;

  constructor(tier: DataTier, name: string, props: RedisProps) {
    super(tier, name, props);
    const { shards = 1, replicas = 1, eviction = 'allkeys-lru', snapshotRetention = days(7), finalSnapshot = true } = props;
    this.shards = shards;
    this.replicas = replicas;
    this.eviction = eviction;
    this.snapshotRetention = snapshotRetention;
    this.finalSnapshot = finalSnapshot;
  }
}
