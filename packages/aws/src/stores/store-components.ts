import type { Inventory, RelationalManagement, RelationalStore, Store, StoreKind, Workload, WorkloadApi } from '@clinfra/core';
import type { ComponentResourceOptions, Input, Output } from '@pulumi/pulumi';
import { AuditStream } from './audit/audit-stream';
import { ObjectBucket } from './buckets/object-bucket';
import { Cache } from './cache/cache';
import { cacheUsers } from './cache/cache-settings';
import { DocumentDatabase } from './documents/document-database';
import { KafkaCluster } from './kafka/kafka-cluster';
import { RabbitMqBroker } from './rabbitmq/rabbitmq-broker';
import { AuroraDatabase } from './relational/aurora-database';
import type { DatabaseEntrance } from './relational/database-entrance';
import type { SnapshotTaken } from './relational/database-snapshot';
import { MultiAzDatabase } from './relational/multi-az-database';
import { RelationalDatabase } from './relational/relational-database';
import { SearchDomain } from './search/search-domain';
import type { StoreContext } from './store-context';
import type { StoreEndpoints } from './store-endpoints';

/** A store that was made, and what the rest of its site has to know of it. */
export interface MadeStore {
  readonly endpoints: StoreEndpoints;
  /** How a relational database is entered, and the snapshot that was taken of it before a release. */
  readonly database?: Pick<DatabaseEntrance, 'userArns' | 'administrator'> & SnapshotTaken;
  readonly bucket?: ObjectBucket;
  /** The secrets with which workloads log in to it. */
  readonly logins?: readonly Output<string>[];
}

/** Where a store is made. */
export interface StorePlace {
  readonly name: string;
  readonly context: StoreContext;
  readonly inventory: Inventory;
  /** The URL by which the site's workloads reach an API of AWS inside their network; made when it is first asked for. */
  readonly endpointUrl: (api: WorkloadApi) => Output<string>;
  /** The role of a workload, for stores that stand in `ADMINISTERED`. */
  readonly roleOf: (workload: Workload) => Input<string> | undefined;
  readonly options: ComponentResourceOptions;
}

type StoreComponents = { readonly [Kind in StoreKind]: (store: Extract<Store, { kind: Kind }>, place: StorePlace) => MadeStore };

/** The component of each store: a store that is not here does not compile. */
const COMPONENTS: StoreComponents = {
  postgres: relationalDatabase,
  mysql: relationalDatabase,
  mongodb: (store, { name, context, options }) => {
    const { host, readerHost, arn } = new DocumentDatabase(name, { store, context }, options);
    return { endpoints: { host, readerHost, arn } };
  },
  redis: (store, { name, context, options }) => {
    const { host, readerHost } = new Cache(name, { store, context }, options);
    const users = Object.fromEntries(cacheUsers(context.facts, store, context.uses).map(({ workload, id }) => [workload, id]));
    return { endpoints: { host, readerHost, users } };
  },
  kafka: (store, { name, context, options }) => {
    const { host, readerHost, server, logins } = new KafkaCluster(name, { store, context }, options);
    return { endpoints: { host, readerHost, ...(hasAdministrator(context) && { administration: { server } }) }, logins };
  },
  rabbitmq: (store, { name, context, endpointUrl, options }) => {
    const { host, readerHost, tokens } = new RabbitMqBroker(name, { store, context, tokens: endpointUrl('sts') }, options);
    return { endpoints: { host, readerHost, tokens } };
  },
  bucket: (store, { name, context, inventory, endpointUrl, options }) => {
    const delivered = inventory.edges.some(({ aws }) => aws?.cdn?.caches.some(cache => cache.bucket === store));
    const args = { store, context, endpoint: endpointUrl('s3'), accessLogs: context.accessLogs(), delivered };
    const bucket = new ObjectBucket(name, args, options);
    const { host, readerHost, resource } = bucket;
    return { endpoints: { host, readerHost, resource }, bucket };
  },
  'audit-trail': (store, { name, context, endpointUrl, options }) => {
    const args = { store, context, endpoint: endpointUrl('firehose'), accessLogs: context.accessLogs() };
    const { host, readerHost, resource } = new AuditStream(name, args, options);
    return { endpoints: { host, readerHost, resource } };
  },
  opensearch: (store, { name, context, roleOf, options }) => {
    const administrator = store.setUp && roleOf(store.setUp);
    if (!administrator) throw new Error(`${store.path} was checked, and has nothing that sets it up at ${context.facts.site.path}`);
    const { host, readerHost, resource, users, snapshots } = new SearchDomain(name, { store, context, administrator }, options);
    return { endpoints: { host, readerHost, resource, users, ...(snapshots && { snapshots }) } };
  },
};

/** Stores whose administrator is one of the workloads: its role must be there before them. */
const ADMINISTERED: readonly StoreKind[] = ['opensearch'];

export function isAdministered({ kind }: Store): boolean {
  return ADMINISTERED.includes(kind);
}

export function createStore(store: Store, place: StorePlace): MadeStore {
  // The compiler does not see that a store and its entry go together.
  const create = COMPONENTS[store.kind] as (store: Store, place: StorePlace) => MadeStore;
  return create(store, place);
}

function hasAdministrator({ uses }: StoreContext): boolean {
  return uses.some(({ relation }) => relation.kind === 'administers');
}

/** The component of a relational database by what manages it. */
const DATABASES = {
  rds: RelationalDatabase,
  'rds-cluster': MultiAzDatabase,
  aurora: AuroraDatabase,
} as const satisfies Record<RelationalManagement, unknown>;

function relationalDatabase(store: RelationalStore, { name, context, endpointUrl, options }: StorePlace): MadeStore {
  const database = new DATABASES[store.managed](name, { store, context }, options);
  const { host, readerHost, arn, administrator } = database;
  const endpoints = { host, readerHost, arn };
  if (!hasAdministrator(context)) return { endpoints, database };
  const { server, secretArn: secret } = administrator;
  return { endpoints: { ...endpoints, administration: { server, secret, secrets: endpointUrl('secretsmanager') } }, database };
}
