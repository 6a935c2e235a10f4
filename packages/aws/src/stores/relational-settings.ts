import type { Postgres, StoreSize } from '@clinfra/core';

/** The machines of a database; Graviton, of the size of the r5 machines that older documents name. */
export const DATABASE_CLASSES = {
  small: 'db.t4g.medium',
  medium: 'db.r6g.large',
  large: 'db.r6g.xlarge',
  xlarge: 'db.r6g.2xlarge',
} as const satisfies Record<StoreSize, string>;

/** How much a disk may grow by itself. */
const GROWTH = 4;

/** The server logs that go to CloudWatch; queries with their values are not among them. */
export const DATABASE_LOGS = ['postgresql', 'upgrade'] as const;

/** The family of parameters of a version: `17` and `17.4` are `postgres17`. */
export function familyOf(version: string): string {
  return `postgres${version.split('.', 1)[0]}`;
}

/** What holds for the writer and for every replica alike. */
export function instanceSettings(postgres: Pick<Postgres, 'size' | 'deletionProtection' | 'port'>) {
  return {
    instanceClass: DATABASE_CLASSES[postgres.size],
    storageType: 'gp3',
    storageEncrypted: true,
    publiclyAccessible: false,
    port: postgres.port,
    iamDatabaseAuthenticationEnabled: true,
    performanceInsightsEnabled: true,
    performanceInsightsRetentionPeriod: 7,
    autoMinorVersionUpgrade: true,
    copyTagsToSnapshot: true,
    deletionProtection: postgres.deletionProtection,
    enabledCloudwatchLogsExports: [...DATABASE_LOGS],
    applyImmediately: false,
  };
}

/** What only the server that takes writes has: the data itself, its standby and its backups. */
export function writerSettings(
  postgres: Pick<Postgres, 'version' | 'storage' | 'highAvailability' | 'backupRetention' | 'finalSnapshot'>,
  lastSnapshot: string,
) {
  const allocatedStorage = postgres.storage.toAwsGibibytes();
  return {
    engine: 'postgres',
    engineVersion: postgres.version,
    allocatedStorage,
    maxAllocatedStorage: allocatedStorage * GROWTH,
    multiAz: postgres.highAvailability,
    backupRetentionPeriod: postgres.backupRetention.toDays(),
    deleteAutomatedBackups: false,
    skipFinalSnapshot: !postgres.finalSnapshot,
    ...(postgres.finalSnapshot && { finalSnapshotIdentifier: lastSnapshot }),
    // RDS makes the password, keeps it in Secrets Manager and renews it; nobody here ever sees it.
    username: 'clinfra',
    manageMasterUserPassword: true,
  };
}

/** What a replica does not keep: backups and last snapshots are the writer's. */
export function replicaSettings(postgres: Pick<Postgres, 'storage'>) {
  return { maxAllocatedStorage: postgres.storage.toAwsGibibytes() * GROWTH, backupRetentionPeriod: 0, skipFinalSnapshot: true };
}
