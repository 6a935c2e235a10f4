import type { DataClass } from '../data-class';
import { Declaration } from '../declaration';
import { type Duration, days } from '../units';
import type { Kafka } from './kafka';

export interface TopicProps {
  /** The parts in which it is consumed side by side; a consumer beyond them idles. */
  readonly partitions: number;
  /** The field by which messages are divided; messages with the same value keep their order. */
  readonly key: string;
  /** The classes of data in it. */
  readonly holds: readonly [DataClass, ...DataClass[]];
  /**
   * How long messages are kept.
   * @default days(7)
   */
  readonly retention?: Duration;
  /**
   * The copies of each message.
   * @default 3
   */
  readonly replicas?: number;
}

/** A Kafka topic. */
export class Topic extends Declaration {
  readonly kind = 'topic';
  readonly kafka: Kafka;
  readonly partitions: number;
  readonly key: string;
  readonly holds: readonly DataClass[];
  readonly retention: Duration;
  readonly replicas: number;

  constructor(kafka: Kafka, name: string, props: TopicProps) {
    super(kafka, name);
    const { partitions, key, holds, retention = days(7), replicas = 3 } = props;
    this.kafka = kafka;
    this.partitions = partitions;
    this.key = key;
    this.holds = holds;
    this.retention = retention;
    this.replicas = replicas;
  }
}
