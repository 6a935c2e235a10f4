import { gib, type Size } from '../units';
import type { DataTier } from './data-tier';
import { StoreDeclaration, type StoreProps } from './store';
import { Topic, type TopicProps } from './topic';

export interface KafkaProps extends StoreProps {
  /**
   * The brokers in each zone of the site.
   * @default 1
   */
  readonly brokersPerZone?: number;
  /**
   * The size of each broker's disk, encrypted with a key of the platform's own.
   * @default gib(100)
   */
  readonly storage?: Size;
}

/** A Kafka cluster. Clients reach its topics, never the cluster as such. */
export class Kafka extends StoreDeclaration {
  readonly kind = 'kafka';
  readonly brokersPerZone: number;
  readonly storage: Size;
  /** TLS with IAM, the only way in. */
  protected readonly usualPort = 9098;

  constructor(tier: DataTier, name: string, props: KafkaProps) {
    super(tier, name, props);
    const { brokersPerZone = 1, storage = gib(100) } = props;
    this.brokersPerZone = brokersPerZone;
    this.storage = storage;
  }

  get topics(): readonly Topic[] {
    return this.node.children.filter(child => child instanceof Topic);
  }

  /** Adds a topic and returns it, so that services can publish to it and consume it. */
  topic(name: string, props: TopicProps): Topic {
    return new Topic(this, name, props);
  }
}
