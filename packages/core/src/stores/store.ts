import type { IConstruct } from 'constructs';
import type { StoreAlarms } from '../alarms/alarms';
import type { Backup } from '../backup/backup';
import { within } from '../given/within';
import { type KindOf, type Patch, Patchable } from '../patch';
import type { DataClass } from '../platform/data-class';
import type { RelationKind } from '../platform/relation';
import type { ResourceOf } from '../resource-patch';
import type { AuditTrail } from './audit-trail';
import type { Bucket } from './bucket';
import type { DataTier } from './data-tier';
import type { Kafka } from './kafka';
import type { MongoDb } from './mongodb';
import type { Mysql } from './mysql';
import type { OpenSearch } from './opensearch';
import type { Postgres } from './postgres';
import type { RabbitMq } from './rabbitmq';
import type { Redis } from './redis';

/** How large a store's machines are; each hosting has its own table of what that means. */
export type StoreSize = 'small' | 'medium' | 'large' | 'xlarge';

/** The address of a store that exists already and is not made or changed by the platform. */
export interface ExistingStore {
  /** The host that takes writes. */
  readonly host: string;
  /**
   * The host that answers reads.
   * @default the host that takes writes
   */
  readonly readerHost?: string;
  /**
   * The port.
   * @default the usual port of its kind
   */
  readonly port?: number;
  /** The address range in which it stands, so that the network lets exactly that through: `10.20.0.0/24`. */
  readonly cidr: string;
}

export interface StoreProps {
  /** The classes of data in it. Residency, keys and backups follow from them. */
  readonly holds: readonly [DataClass, ...DataClass[]];
  /**
   * How large its machines are.
   * @default 'medium'
   */
  readonly size?: StoreSize;
  /**
   * Whether services may write. A `read-only` store refuses `writes` and `publishes`.
   * @default 'read-write'
   */
  readonly access?: 'read-write' | 'read-only';
  /**
   * The address of a store that exists already. Sites on an existing cluster need it.
   * @default none: the store is made
   */
  readonly existing?: ExistingStore;
  /**
   * Whether the cloud refuses to delete it. Turning it off is a weakened default (`deletion-protection`).
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * When AWS Backup backs it up, where that differs from its tier; `'none'` where nobody does. Caches, Kafka and OpenSearch are not backed up by it.
   * @default what its tier says
   */
  readonly backup?: Backup;
  /**
   * From which figures on it rings on AWS, where they differ from the platform's; `'none'` where nothing of it does, which is a weakened default (`alarms`).
   * @default what the platform says
   */
  readonly alarms?: StoreAlarms;
}

type StoreResource = ResourceOf<'rds' | 'rds-cluster' | 'aurora' | 'mongodb' | 'redis' | 'kafka' | 'bucket' | 'audit-trail'>;

/** A place that keeps data, on every site of its tier. */
export abstract class StoreDeclaration extends Patchable<Patch<KindOf<'store'>>, StoreResource> {
  readonly tier: DataTier;
  readonly holds: readonly DataClass[];
  readonly size: StoreSize;
  readonly access: 'read-write' | 'read-only';
  readonly existing: ExistingStore | undefined;
  readonly deletionProtection: boolean;
  readonly backup: Backup | undefined;
  readonly alarms: StoreAlarms | undefined;

  constructor(tier: DataTier, name: string, props: StoreProps) {
    super(within('data-tier', tier, name), name, props);
    const { holds, size = 'medium', access = 'read-write', existing, deletionProtection = true } = props;
    this.tier = tier;
    this.holds = holds;
    this.size = size;
    this.access = access;
    this.existing = existing;
    this.deletionProtection = deletionProtection;
    this.backup = props.backup;
    this.alarms = props.alarms;
  }

  /** The port on which clients reach it. */
  get port(): number {
    return this.existing?.port ?? this.usualPort;
  }

  protected abstract readonly usualPort: number;
}

/** A store of tables. */
export type RelationalStore = Postgres | Mysql;
/** A store of documents. */
export type DocumentStore = MongoDb;
/** A store of keys and values, which may forget. */
export type KeyValueStore = Redis;
/** A store of documents to search in. */
export type SearchStore = OpenSearch;
export type Store = RelationalStore | MongoDb | Redis | Kafka | RabbitMq | Bucket | AuditTrail | OpenSearch;
export type StoreKind = Store['kind'];

/** What may be done to each kind of store; topics carry what is done to Kafka, exchanges and queues what is done to RabbitMQ. */
export const CAPABILITIES = {
  postgres: ['reads', 'writes', 'administers'],
  mysql: ['reads', 'writes', 'administers'],
  mongodb: ['reads', 'writes'],
  redis: ['reads', 'writes'],
  kafka: ['administers'],
  rabbitmq: ['administers'],
  opensearch: ['reads', 'writes'],
  bucket: ['reads', 'writes'],
  'audit-trail': ['writes'],
} as const satisfies Record<StoreKind, readonly RelationKind[]>;

/** A store that is an API of the cloud: clients are told its URL and the name by which they mean this one. */
export type NamedStore = Bucket | AuditTrail;

export function isNamed(store: Store): store is NamedStore {
  return store.kind === 'bucket' || store.kind === 'audit-trail';
}

export function isStore(construct: IConstruct): construct is Store {
  return construct instanceof StoreDeclaration;
}
