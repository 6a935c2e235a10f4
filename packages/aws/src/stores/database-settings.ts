import type { Postgres, PostgresManagement, StoreSize } from '@clinfra/core';

/**
 * The machines of a database; Graviton, of the size of the r5 machines that older documents name. RDS and Aurora offer all of them for every
 * version that may be declared; Aurora has none that is smaller.
 */
const DATABASE_CLASSES = {
  small: 'db.t4g.medium',
  medium: 'db.r6g.large',
  large: 'db.r6g.xlarge',
  xlarge: 'db.r6g.2xlarge',
} as const satisfies Record<StoreSize, string>;

/** The engine by what manages it; its families of parameters are named engine and major version. */
const ENGINES = { rds: 'postgres', aurora: 'aurora-postgresql' } as const satisfies Record<PostgresManagement, string>;

/** The first user, with whom others are made. */
export const ADMINISTRATOR = 'clinfra';

/** The engine. Both take the major version alone and choose the minor one, so that a minor upgrade of AWS's is no difference to undo. */
export function engineSettings({ managed, version }: Pick<Postgres, 'managed' | 'version'>) {
  return { engine: ENGINES[managed], engineVersion: version };
}

/** The parameters of a database: connections without TLS are refused. */
export function parameterSettings({ managed, version, name }: Pick<Postgres, 'managed' | 'version' | 'name'>) {
  const parameters = [{ name: 'rds.force_ssl', value: '1' }];
  return { family: `${ENGINES[managed]}${version}`, description: `parameters of ${name}`, parameters };
}

/** What keeps the data: encryption, backups and who gets in. It belongs to whatever holds the data, a server or a cluster. */
export function keeperSettings(postgres: Pick<Postgres, 'port' | 'backupRetention' | 'finalSnapshot' | 'deletionProtection'>, lastSnapshot: string) {
  return {
    port: postgres.port,
    storageEncrypted: true,
    // RDS makes the password, keeps it in Secrets Manager and renews it; nobody here ever sees it.
    manageMasterUserPassword: true,
    iamDatabaseAuthenticationEnabled: true,
    backupRetentionPeriod: postgres.backupRetention.toDays(),
    deleteAutomatedBackups: false,
    skipFinalSnapshot: !postgres.finalSnapshot,
    ...(postgres.finalSnapshot && { finalSnapshotIdentifier: lastSnapshot }),
    copyTagsToSnapshot: true,
    deletionProtection: postgres.deletionProtection,
  };
}

/** What answers queries: a machine that nobody reaches from outside, watched, renewed by AWS in its maintenance window. */
export function machineSettings({ size }: Pick<Postgres, 'size'>) {
  return {
    instanceClass: DATABASE_CLASSES[size],
    publiclyAccessible: false,
    performanceInsightsEnabled: true,
    performanceInsightsRetentionPeriod: 7,
    autoMinorVersionUpgrade: true,
    applyImmediately: false,
  };
}
