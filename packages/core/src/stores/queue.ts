import { given } from '../given/given';
import { within } from '../given/within';
import type { DataClass } from '../platform/data-class';
import { Declaration } from '../platform/declaration';
import type { Duration, Size } from '../units';
import type { Exchange } from './exchange';
import type { RabbitMq } from './rabbitmq';

/** How a queue keeps its messages: each on a majority of the brokers, or on one broker alone. */
export type QueueType = 'quorum' | 'classic';

export interface QueueProps {
  /** The classes of data in it. */
  readonly holds: readonly [DataClass, ...DataClass[]];
  /**
   * How it keeps its messages. A classic queue is gone with its broker: a weakened default (`high-availability`). Neither becomes the other: that takes a new queue.
   * @default 'quorum'
   */
  readonly type?: QueueType;
  /**
   * The exchange that gets what was refused, came too often, is too old or had no room.
   * @default none: such messages are lost
   */
  readonly deadLetter?: Exchange;
  /**
   * The key under which they are published there.
   * @default the key with which they came
   */
  readonly deadLetterKey?: string;
  /**
   * How often a message is delivered again, before it goes where dead letters go. Only quorum queues count.
   * @default 20
   */
  readonly deliveryLimit?: number;
  /**
   * How long a message waits at most.
   * @default without an end
   */
  readonly ttl?: Duration;
  /**
   * How many messages wait at most.
   * @default as many as the disk holds
   */
  readonly maxLength?: number;
  /**
   * How much of them waits at most.
   * @default as much as the disk holds
   */
  readonly maxSize?: Size;
  /**
   * What a queue does that is full: it refuses new messages, which their publisher is told, or gives up its oldest.
   * @default 'reject'
   */
  readonly whenFull?: 'reject' | 'drop-oldest';
  /**
   * Whether one consumer at a time gets its messages, in their order, and another only when that one is gone. It cannot be changed later.
   * @default false
   */
  readonly singleConsumer?: boolean;
}

/** That an exchange passes messages to a queue. */
export interface Binding {
  readonly exchange: Exchange;
  /** The key, or of a topic exchange a pattern: `lab.*`, `lab.#`. Empty where the exchange passes everything. */
  readonly key: string;
}

/** A queue of RabbitMQ: where messages wait until they are consumed. */
export class Queue extends Declaration {
  readonly kind = 'queue';
  readonly broker: RabbitMq;
  readonly holds: readonly DataClass[];
  readonly type: QueueType;
  readonly deadLetter: Exchange | undefined;
  readonly deadLetterKey: string | undefined;
  readonly deliveryLimit: number;
  readonly ttl: Duration | undefined;
  readonly maxLength: number | undefined;
  readonly maxSize: Size | undefined;
  readonly whenFull: 'reject' | 'drop-oldest';
  readonly singleConsumer: boolean;
  readonly #bindings: Binding[] = [];

  constructor(broker: RabbitMq, name: string, declared: QueueProps) {
    const props = given('QueueProps', declared);
    super(within('rabbitmq', broker, name), name, props);
    const { type = 'quorum', deliveryLimit = 20, whenFull = 'reject', singleConsumer = false } = props;
    this.broker = broker;
    this.holds = props.holds;
    this.type = type;
    this.deadLetter = props.deadLetter;
    this.deadLetterKey = props.deadLetterKey;
    this.deliveryLimit = deliveryLimit;
    this.ttl = props.ttl;
    this.maxLength = props.maxLength;
    this.maxSize = props.maxSize;
    this.whenFull = whenFull;
    this.singleConsumer = singleConsumer;
  }

  /** Gets what is published to the exchange under these keys; of a fanout exchange everything, without a key. */
  bind(exchange: Exchange, ...keys: readonly string[]): this {
    for (const key of keys.length > 0 ? keys : ['']) this.#bindings.push({ exchange, key });
    return this;
  }

  get bindings(): readonly Binding[] {
    return this.#bindings;
  }
}
