import { given } from '../given/given';
import { within } from '../given/within';
import type { DataClass } from '../platform/data-class';
import { Declaration } from '../platform/declaration';
import type { RabbitMq } from './rabbitmq';

/** To which queues an exchange passes a message: those bound with just its key, those whose pattern its key fits, or all. */
export type ExchangeType = 'direct' | 'topic' | 'fanout';

export interface ExchangeProps {
  /**
   * To which queues it passes a message: `direct` to those whose key is its own, `topic` to those whose pattern fits it, `fanout` to all, whatever its key.
   * RabbitMQ changes no type of an exchange that is there.
   * @default 'topic'
   */
  readonly type?: ExchangeType;
  /** The classes of data in what is published to it. */
  readonly holds: readonly [DataClass, ...DataClass[]];
  /**
   * The exchange that gets what fits no queue.
   * @default none: such a message is lost, and its publisher is told where it asked to be
   */
  readonly alternate?: Exchange;
}

/** An exchange of RabbitMQ: where messages are published. It keeps none; the queues do that are bound to it. */
export class Exchange extends Declaration {
  readonly kind = 'exchange';
  readonly broker: RabbitMq;
  readonly type: ExchangeType;
  readonly holds: readonly DataClass[];
  readonly alternate: Exchange | undefined;

  constructor(broker: RabbitMq, name: string, declared: ExchangeProps) {
    const props = given('ExchangeProps', declared);
    super(within('rabbitmq', broker, name), name, props);
    const { type = 'topic' } = props;
    this.broker = broker;
    this.type = type;
    this.holds = props.holds;
    this.alternate = props.alternate;
  }
}
