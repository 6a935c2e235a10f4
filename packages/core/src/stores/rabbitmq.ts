import { given } from '../given/given';
import type { Weekday } from '../workloads/scale-hours';
import type { DataTier } from './data-tier';
import { Exchange, type ExchangeProps } from './exchange';
import { Queue, type QueueProps } from './queue';
import { StoreDeclaration, type StoreProps } from './store';

/** The versions of RabbitMQ that Amazon MQ runs and that know identities of AWS. */
export type RabbitMqVersion = '3.13' | '4.2' | '4.3';

/** The port of the API by which exchanges, queues and policies are made, within TLS. */
export const MANAGEMENT_PORT = 443;

export interface RabbitMqProps extends StoreProps {
  /**
   * The version of RabbitMQ. Amazon MQ goes from one to the next and never back.
   * @default '4.2'
   */
  readonly version?: RabbitMqVersion;
  /**
   * Whether three brokers in three zones keep every message, so that one may fail. One broker alone is a weakened default (`high-availability`). It cannot be
   * changed later.
   * @default true
   */
  readonly highAvailability?: boolean;
  /**
   * When AWS may begin to patch it, in the platform's time zone, for two hours. Brokers start anew one after the other.
   * @default { day: 'sunday', at: '03:00' }
   */
  readonly maintenance?: { readonly day: Weekday; readonly at: string };
  /**
   * Who issues identities to the workloads of the AWS account, as `https://<id>.tokens.sts.global.api.aws`: what `aws iam enable-outbound-web-identity-federation`
   * answers, which is done once in an account. A broker that is made on AWS needs it, because it knows identities and no passwords.
   * @default none, for a broker that exists already
   */
  readonly tokenIssuer?: string;
  /**
   * The virtual host in which exchanges and queues stand.
   * @default the name of the broker
   */
  readonly virtualHost?: string;
}

/** A broker of RabbitMQ. Clients reach its exchanges and queues, never the broker as such. */
export class RabbitMq extends StoreDeclaration {
  readonly kind = 'rabbitmq';
  readonly version: RabbitMqVersion;
  readonly highAvailability: boolean;
  readonly maintenance: { readonly day: Weekday; readonly at: string };
  readonly tokenIssuer: string | undefined;
  readonly virtualHost: string;
  /** AMQP within TLS. */
  protected readonly usualPort = 5671;

  constructor(tier: DataTier, name: string, declared: RabbitMqProps) {
    const props = given('RabbitMqProps', declared);
    super(tier, name, props);
    const { version = '4.2', highAvailability = true, maintenance = { day: 'sunday', at: '03:00' }, virtualHost = name } = props;
    this.version = version;
    this.highAvailability = highAvailability;
    this.maintenance = maintenance;
    this.tokenIssuer = props.tokenIssuer;
    this.virtualHost = virtualHost;
  }

  get exchanges(): readonly Exchange[] {
    return this.node.children.filter(child => child instanceof Exchange);
  }

  get queues(): readonly Queue[] {
    return this.node.children.filter(child => child instanceof Queue);
  }

  /** Adds an exchange and returns it, so that services can publish to it. */
  exchange(name: string, props: ExchangeProps): Exchange {
    return new Exchange(this, name, props);
  }

  /** Adds a queue and returns it, so that it can be bound to exchanges and consumed. */
  queue(name: string, props: QueueProps): Queue {
    return new Queue(this, name, props);
  }
}
