import type {
  AccessMode,
  CacheEngine,
  Concurrency,
  Criticality,
  DataStorage,
  Declaration,
  Eviction,
  ExchangeType,
  KafkaAuthentication,
  KafkaMonitoring,
  KafkaVersion,
  MongoDbVersion,
  MysqlVersion,
  OpenSearchVersion,
  PodSecurity,
  PostgresVersion,
  Protocol,
  QueueProps,
  QueueType,
  RabbitMqVersion,
  RelationalManagement,
  StoreProps,
  StoreSize,
  TopicCleanup,
} from '@clinfra/core';
import { declarationsOf, type Kind } from '../declarations';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';

/** The members of a union, complete by type. */
function members<T extends string>(table: Record<T, true>): readonly string[] {
  return Object.keys(table);
}

const CRITICALITY = members<Criticality>({ 'life-critical': true, clinical: true, operational: true, batch: true });
const PROTOCOL = members<Protocol>({ http: true, grpc: true, tcp: true });
const SIZE = members<StoreSize>({ small: true, medium: true, large: true, xlarge: true });
const ACCESS = members<NonNullable<StoreProps['access']>>({ 'read-write': true, 'read-only': true });
const CACHE_ENGINE = members<CacheEngine>({ redis: true, valkey: true });
const EVICTION = members<Eviction>({ 'allkeys-lru': true, 'allkeys-lfu': true, 'volatile-lru': true, 'volatile-ttl': true, noeviction: true });
const MANAGED = members<RelationalManagement>({ rds: true, 'rds-cluster': true, aurora: true });
const CONCURRENCY = members<Concurrency>({ forbid: true, replace: true, allow: true });
const DATA_STORAGE = members<DataStorage>({ 'fast-ssd': true, standard: true, backup: true });
const ACCESS_MODE = members<AccessMode>({ ReadWriteOnce: true, ReadWriteOncePod: true, ReadWriteMany: true, ReadOnlyMany: true });
const KAFKA_VERSION = members<KafkaVersion>({ '3.8': true, '3.9': true, '4.0': true, '4.1': true });
const AUTHENTICATION = members<KafkaAuthentication>({ iam: true, scram: true });
const MONITORING = members<KafkaMonitoring>({ broker: true, topic: true, partition: true });
const CLEANUP = members<TopicCleanup>({ delete: true, compact: true, 'compact-and-delete': true });
const RABBITMQ_VERSIONS = members<RabbitMqVersion>({ '3.13': true, '4.2': true, '4.3': true });
const EXCHANGE_TYPE = members<ExchangeType>({ direct: true, topic: true, fanout: true });
const QUEUE_TYPE = members<QueueType>({ quorum: true, classic: true });
const WHEN_FULL = members<NonNullable<QueueProps['whenFull']>>({ reject: true, 'drop-oldest': true });
const POD_SECURITY = members<PodSecurity>({ restricted: true, baseline: true, privileged: true });
const POSTGRES_VERSIONS = members<PostgresVersion>({ 14: true, 15: true, 16: true, 17: true });
const MONGODB_VERSIONS = members<MongoDbVersion>({ '5.0': true, '8.0': true });
const OPENSEARCH_VERSIONS = members<OpenSearchVersion>({ '2.19': true, '3.1': true });
const MYSQL_VERSIONS = members<MysqlVersion>({ '8.0': true, '8.4': true });

type Choices = Readonly<Record<string, readonly string[]>>;

const CHOICES: Readonly<Record<Kind, Choices>> = {
  platform: { data: ['real', 'synthetic'] },
  site: {},
  domain: { podSecurity: POD_SECURITY },
  'clinical-service': { criticality: CRITICALITY, protocol: PROTOCOL },
  worker: { criticality: CRITICALITY },
  'scheduled-task': { criticality: CRITICALITY, concurrency: CONCURRENCY },
  'release-task': { criticality: CRITICALITY },
  addition: {},
  'volume-claim': { storage: DATA_STORAGE, access: ACCESS_MODE },
  'data-tier': {},
  postgres: { size: SIZE, access: ACCESS, version: POSTGRES_VERSIONS, managed: MANAGED },
  mysql: { size: SIZE, access: ACCESS, version: MYSQL_VERSIONS, managed: MANAGED },
  mongodb: { size: SIZE, access: ACCESS, version: MONGODB_VERSIONS },
  redis: { size: SIZE, access: ACCESS, engine: CACHE_ENGINE, eviction: EVICTION },
  bucket: { access: ACCESS },
  'audit-trail': {},
  opensearch: { size: SIZE, access: ACCESS, version: OPENSEARCH_VERSIONS },
  kafka: { size: SIZE, access: ACCESS, version: KAFKA_VERSION, monitoring: MONITORING, authentication: AUTHENTICATION },
  topic: { cleanup: CLEANUP },
  rabbitmq: { size: SIZE, access: ACCESS, version: RABBITMQ_VERSIONS },
  exchange: { type: EXCHANGE_TYPE },
  queue: { type: QUEUE_TYPE, whenFull: WHEN_FULL },
  'dns-zone': { visibility: ['public', 'private'] },
  edge: { challenge: ['dns', 'http'] },
  'external-host': {},
  secret: {},
  registry: {},
  'multi-region-failover': {},
};

export const choices = rule('choices', 'a closed choice is one of its members, also for callers without types', function* ({ inventory }) {
  for (const declaration of declarationsOf(inventory)) yield* chosen(declaration, CHOICES[declaration.kind]);
});

function* chosen(declaration: Declaration, table: Choices): Generator<Fault> {
  for (const [property, allowed] of Object.entries(table)) {
    const value: unknown = Reflect.get(declaration, property);
    if (typeof value === 'string' && allowed.includes(value)) continue;
    yield error(`${declaration.path}.${property}`, `be one of ${allowed.join(', ')}`, show(value), 'choose one of them');
  }
}
