import { gib, type Size } from '../units';
import type { DataTier } from './data-tier';
import { StoreDeclaration, type StoreProps } from './store';
import { Topic, type TopicProps } from './topic';

/**
 * The versions of Kafka. 3.8 and 3.9 keep their own bookkeeping in ZooKeeper, later ones in themselves (KRaft): there is no way from the former to the latter
 * but a new cluster.
 */
export type KafkaVersion = '3.8' | '3.9' | '4.0' | '4.1';

/** How finely brokers are measured: each broker, each topic on it, or each partition of each topic. */
export type KafkaMonitoring = 'broker' | 'topic' | 'partition';

export interface KafkaProps extends StoreProps {
  /**
   * The version of Kafka.
   * @default '3.8'
   */
  readonly version?: KafkaVersion;
  /**
   * The brokers in each zone of the site.
   * @default 1
   */
  readonly brokersPerZone?: number;
  /**
   * The size of each broker's disk, encrypted with a key of the platform's own. It grows by itself as it fills, and never shrinks.
   * @default gib(100)
   */
  readonly storage?: Size;
  /**
   * How far each broker's disk grows. A disk that is full stops the broker.
   * @default four times `storage`, at most what MSK offers
   */
  readonly storageLimit?: Size;
  /**
   * Whether what topics keep longer than their `localRetention` moves to a cheaper place without a limit of size, encrypted alike. It cannot be turned off
   * again without losing that. Topics that are kept longer than 30 days need it. It takes brokers from `medium` on.
   * @default false
   */
  readonly tieredStorage?: boolean;
  /**
   * How finely brokers are measured in CloudWatch; finer costs more.
   * @default 'broker'
   */
  readonly monitoring?: KafkaMonitoring;
}

/** A Kafka cluster. Clients reach its topics, never the cluster as such. */
export class Kafka extends StoreDeclaration {
  readonly kind = 'kafka';
  readonly version: KafkaVersion;
  readonly brokersPerZone: number;
  readonly storage: Size;
  readonly storageLimit: Size | undefined;
  readonly tieredStorage: boolean;
  readonly monitoring: KafkaMonitoring;
  /** TLS with IAM, the only way in. */
  protected readonly usualPort = 9098;

  constructor(tier: DataTier, name: string, props: KafkaProps) {
    super(tier, name, props);
    const { version = '3.8', brokersPerZone = 1, storage = gib(100), tieredStorage = false, monitoring = 'broker' } = props;
    this.version = version;
    this.brokersPerZone = brokersPerZone;
    this.storage = storage;
    this.storageLimit = props.storageLimit;
    this.tieredStorage = tieredStorage;
    this.monitoring = monitoring;
  }

  get topics(): readonly Topic[] {
    return this.node.children.filter(child => child instanceof Topic);
  }

  /** Adds a topic and returns it, so that services can publish to it and consume it. */
  topic(name: string, props: TopicProps): Topic {
    return new Topic(this, name, props);
  }
}
