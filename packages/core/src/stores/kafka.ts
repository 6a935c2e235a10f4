import { given } from '../given/given';
import { gib, type Size } from '../units';
import type { DataTier } from './data-tier';
import { StoreDeclaration, type StoreProps } from './store';
import { Topic, type TopicProps } from './topic';

/**
 * The versions of Kafka. 3.8 and 3.9 keep their own bookkeeping in ZooKeeper, later ones in themselves (KRaft): there is no way from the former to the latter
 * but a new cluster.
 */
export type KafkaVersion = '3.8' | '3.9' | '4.0' | '4.1';

/**
 * How clients prove who they are. By `iam` with an identity of AWS, of which nothing is kept anywhere; what each may do stands in its policy. By `scram` with a name and a
 * password (SCRAM-SHA-512), which every client of Kafka knows, also one that speaks nothing of AWS; what each may do stands in the cluster, as ACLs.
 */
export type KafkaAuthentication = 'iam' | 'scram';

/** The ports of brokers, within TLS. */
export const KAFKA_PORTS = { iam: 9098, scram: 9096 } as const satisfies Record<KafkaAuthentication, number>;

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
  /**
   * How clients prove who they are. `scram` is for clients that cannot sign for AWS: a user for each workload with an edge to a topic, a password that AWS makes and
   * nobody sees, in a secret that no other workload gets, and a Job that writes its ACLs, so that the tier needs `administration` and its sites Secrets Manager. The price:
   * each password is an object in the cluster, lasts until `passwords` is raised, and costs a secret a month at AWS. A change of it cuts off running clients until they have
   * been released with the new way.
   * @default 'iam'
   */
  readonly authentication?: KafkaAuthentication;
  /**
   * The number of the passwords where `authentication` is `scram`. A higher number is another user with a new password for each workload, which starts anew with it; the users
   * before go once all have. Both may do the same meanwhile, so that nobody is cut off; so raise it by one at a time.
   * @default 1
   */
  readonly passwords?: number;
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
  readonly authentication: KafkaAuthentication;
  readonly passwords: number;
  protected readonly usualPort: number;

  constructor(tier: DataTier, name: string, declared: KafkaProps) {
    const props = given('KafkaProps', declared);
    super(tier, name, props);
    const { version = '3.8', brokersPerZone = 1, storage = gib(100), tieredStorage = false, monitoring = 'broker' } = props;
    const { authentication = 'iam', passwords = 1 } = props;
    this.version = version;
    this.brokersPerZone = brokersPerZone;
    this.storage = storage;
    this.storageLimit = props.storageLimit;
    this.tieredStorage = tieredStorage;
    this.monitoring = monitoring;
    this.authentication = authentication;
    this.passwords = passwords;
    this.usualPort = KAFKA_PORTS[authentication];
  }

  get topics(): readonly Topic[] {
    return this.node.children.filter(child => child instanceof Topic);
  }

  /** Whether the platform makes its clients known to it, each with a password of its own. */
  get givesPasswords(): boolean {
    return this.authentication === 'scram' && this.existing === undefined;
  }

  /** Adds a topic and returns it, so that services can publish to it and consume it. */
  topic(name: string, props: TopicProps): Topic {
    return new Topic(this, name, props);
  }
}
