import type { BackupProps } from '../backup/backup';
import { given } from '../given/given';
import { within } from '../given/within';
import { Declaration } from '../platform/declaration';
import { Domain } from '../platform/domain';
import type { Platform } from '../platform/platform';
import type { Site } from '../sites/site';
import { BrokerTopology } from '../workloads/broker-topology';
import { DatabaseUsers } from '../workloads/database-users';
import { KafkaAccess } from '../workloads/kafka-access';
import { type Administration, type AdministrationProps, administrationFrom } from './administration';
import { AuditTrail, type AuditTrailProps } from './audit-trail';
import { Bucket, type BucketProps } from './bucket';
import { Kafka, type KafkaProps } from './kafka';
import { MongoDb, type MongoDbProps } from './mongodb';
import { Mysql, type MysqlProps } from './mysql';
import { OpenSearch, type OpenSearchProps } from './opensearch';
import { Postgres, type PostgresProps } from './postgres';
import { RabbitMq, type RabbitMqProps } from './rabbitmq';
import { Redis, type RedisProps } from './redis';
import type { RelationalStore } from './store';

export interface DataTierProps {
  /**
   * The sites on which the stores stand.
   * @default the sites that serve
   */
  readonly sites?: readonly Site[];
  /**
   * When its stores are backed up, where that differs from the platform.
   * @default what the platform says
   */
  readonly backup?: BackupProps;
  /**
   * Where Jobs run that make the databases, the users and their rights on the relational stores that are made on AWS, the exchanges and queues
   * of brokers, and what clients with a password may do in a Kafka cluster, before anything that uses these is released. Without it somebody makes them by hand, which is a finding.
   * @default none
   */
  readonly administration?: AdministrationProps;
}

/** The stores that belong together and stand together. */
export class DataTier extends Declaration {
  readonly kind = 'data-tier';
  /** The sites it was told to stand on; where none were named, the inventory knows. */
  readonly declaredSites: readonly Site[] | undefined;
  readonly backup: BackupProps | undefined;
  readonly administration: Administration | undefined;

  constructor(platform: Platform, name: string, declared: DataTierProps = {}) {
    const props = given('DataTierProps', declared);
    super(within('platform', platform, name), name, props);
    this.declaredSites = props.sites;
    this.backup = props.backup;
    this.administration = props.administration && administrationFrom(props.administration);
  }

  /** A PostgreSQL database server: RDS or Aurora on AWS. */
  postgres(name: string, props: PostgresProps): Postgres {
    return this.administered(new Postgres(this, name, props));
  }

  /** A MySQL database server: RDS or Aurora on AWS. */
  mysql(name: string, props: MysqlProps): Mysql {
    return this.administered(new Mysql(this, name, props));
  }

  /** A database of documents, spoken to as MongoDB: DocumentDB on AWS. */
  mongodb(name: string, props: MongoDbProps): MongoDb {
    return new MongoDb(this, name, props);
  }

  /** A Redis cache in cluster mode: ElastiCache on AWS. */
  redis(name: string, props: RedisProps): Redis {
    return new Redis(this, name, props);
  }

  /** A bucket for objects: S3 on AWS. */
  bucket(name: string, props: BucketProps): Bucket {
    return new Bucket(this, name, props);
  }

  /** Where workloads write who saw or changed what, locked for years: Amazon Data Firehose and S3 on AWS. */
  auditTrail(name: string, props: AuditTrailProps): AuditTrail {
    return new AuditTrail(this, name, props);
  }

  /** Logs and documents to search in: OpenSearch Service on AWS. */
  opensearch(name: string, props: OpenSearchProps): OpenSearch {
    return new OpenSearch(this, name, props);
  }

  /** A Kafka cluster, to which topics are added: MSK on AWS. */
  kafka(name: string, props: KafkaProps): Kafka {
    const cluster = new Kafka(this, name, props);
    if (this.administration?.domain instanceof Domain && cluster.givesPasswords) new KafkaAccess(this.administration, cluster);
    return cluster;
  }

  /** A broker of RabbitMQ, to which exchanges and queues are added: Amazon MQ on AWS. */
  rabbitmq(name: string, props: RabbitMqProps): RabbitMq {
    const broker = new RabbitMq(this, name, props);
    if (this.administration?.domain instanceof Domain && !broker.existing) new BrokerTopology(this.administration, broker);
    return broker;
  }

  /** The users of what exists already are somebody else's; where the domain is none, the checks say so. */
  private administered<Made extends RelationalStore>(store: Made): Made {
    if (this.administration?.domain instanceof Domain && !store.existing) new DatabaseUsers(this.administration, store);
    return store;
  }
}
