import { given } from '../given/given';
import { within } from '../given/within';
import type { DataClass } from '../platform/data-class';
import { Declaration } from '../platform/declaration';
import { type Duration, days } from '../units';
import type { Kafka } from './kafka';

/** What a topic keeps: everything for its retention; of each key the last message, for ever; or of each key the last one, for its retention. */
export type TopicCleanup = 'delete' | 'compact' | 'compact-and-delete';

export interface TopicProps {
  /** The parts in which it is consumed side by side; a consumer beyond them idles. */
  readonly partitions: number;
  /** The field by which messages are divided; messages with the same value keep their order. */
  readonly key: string;
  /** The classes of data in it. */
  readonly holds: readonly [DataClass, ...DataClass[]];
  /**
   * What becomes of old messages.
   * @default 'delete'
   */
  readonly cleanup?: TopicCleanup;
  /**
   * How long messages are kept.
   * @default days(7)
   */
  readonly retention?: Duration;
  /**
   * How long messages stay on the brokers' own disks where the cluster has tiered storage; older ones are slower to begin to read.
   * @default days(3)
   */
  readonly localRetention?: Duration;
  /**
   * The copies of each message. Fewer are a weakened default (`durability`) where one broker alone says that a message is written: it is lost with that broker.
   * @default 3
   */
  readonly replicas?: number;
  /**
   * The copies that must have a message before it counts as written. As many as `replicas` means that the loss of one broker stops publishing. One is
   * a weakened default (`durability`): a message that was written is lost with its broker.
   * @default 2 where there are three copies or more, else 1
   */
  readonly minInSyncReplicas?: number;
}

/** A Kafka topic. */
export class Topic extends Declaration {
  readonly kind = 'topic';
  readonly kafka: Kafka;
  readonly partitions: number;
  readonly key: string;
  readonly holds: readonly DataClass[];
  readonly cleanup: TopicCleanup;
  readonly retention: Duration;
  readonly localRetention: Duration;
  readonly replicas: number;
  readonly minInSyncReplicas: number;

  constructor(kafka: Kafka, name: string, declared: TopicProps) {
    const props = given('TopicProps', declared);
    super(within('kafka', kafka, name), name, props);
    const { partitions, key, holds, cleanup = 'delete', retention = days(7), localRetention = days(3), replicas = 3 } = props;
    this.kafka = kafka;
    this.partitions = partitions;
    this.key = key;
    this.holds = holds;
    this.cleanup = cleanup;
    this.retention = retention;
    this.localRetention = localRetention;
    this.replicas = replicas;
    this.minInSyncReplicas = props.minInSyncReplicas ?? (replicas >= 3 ? 2 : 1);
  }

  /** Whether its older messages move to the cheaper place; compacted topics stay whole on the brokers. */
  get tiered(): boolean {
    return this.kafka.tieredStorage && this.cleanup === 'delete' && this.retention.exceeds(this.localRetention);
  }
}
