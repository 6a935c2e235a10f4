import type { Store, StoreKind } from '../stores/store';
import type { VolumeClaim } from '../volumes/volume-claim';

/** What AWS Backup calls what it backs up. */
export type BackedUpResource = 'RDS' | 'Aurora' | 'DocumentDB' | 'EBS';

/** What AWS Backup can do for a kind of store. */
export interface BackupAbility {
  readonly resource: BackedUpResource;
  /** Whether it keeps the log, so that any moment can be restored. */
  readonly continuous: boolean;
  /** Whether old backups can move to cold storage. */
  readonly cold: boolean;
  /** Whether backups can be copied to another region. */
  readonly copies: boolean;
  /** Whether none can begin while the store is patched, nor in the hour before. */
  readonly waits: boolean;
}

const RDS: BackupAbility = { resource: 'RDS', continuous: true, cold: false, copies: true, waits: true };
const VOLUME: BackupAbility = { resource: 'EBS', continuous: false, cold: true, copies: true, waits: false };

const DOCUMENTS: BackupAbility = { resource: 'DocumentDB', continuous: false, cold: false, copies: true, waits: true };

const RELATIONAL = {
  rds: RDS,
  // Its log is kept by RDS alone, and its snapshots cannot be copied.
  'rds-cluster': { ...RDS, continuous: false, copies: false },
  aurora: { resource: 'Aurora', continuous: true, cold: false, copies: true, waits: false },
} as const satisfies Record<string, BackupAbility>;

type Abilities = { readonly [Kind in StoreKind]: (store: Extract<Store, { kind: Kind }>) => BackupAbility | undefined };

/**
 * What AWS Backup can do for each kind of store. Nothing for caches, which ElastiCache itself snapshots each day, and nothing for Kafka and RabbitMQ, of which AWS takes no backup
 * at all: a message is on brokers in several zones, and what may not be lost is in the store that it is about. Nothing for OpenSearch, of which its service keeps a
 * snapshot of each hour for two weeks, and which has one of each day written to a bucket. Nothing for buckets either, which keep old versions, are
 * copied to a second site and can be locked, as the trail of audits always is.
 */
const ABILITIES: Abilities = {
  postgres: ({ managed }) => RELATIONAL[managed],
  mysql: ({ managed }) => RELATIONAL[managed],
  mongodb: () => DOCUMENTS,
  redis: () => undefined,
  kafka: () => undefined,
  rabbitmq: () => undefined,
  opensearch: () => undefined,
  bucket: () => undefined,
  'audit-trail': () => undefined,
};

/** What AWS Backup can do for a store or a volume; undefined where it can do nothing. */
export function backupAbility(kept: Store | VolumeClaim): BackupAbility | undefined {
  if (kept.kind === 'volume-claim') return VOLUME;
  // A kind and its function go together, which the type of a lookup does not say.
  return (ABILITIES[kept.kind] as (store: Store) => BackupAbility | undefined)(kept);
}
