import { DATABASE_ADMINISTRATOR, type MongoDb, type MongoDbVersion } from '@clinfra/core';
import type { Input } from '@pulumi/pulumi';
import { CERTIFICATE_AUTHORITY } from '../relational/database-settings';

/** As DocumentDB spells the versions, and the family of parameters that belongs to each. */
const VERSIONS = {
  '5.0': { engine: '5.0.0', family: 'docdb5.0' },
  '8.0': { engine: '8.0.0', family: 'docdb8.0' },
} as const satisfies Record<MongoDbVersion, { readonly engine: string; readonly family: string }>;

/** The machines on which DocumentDB does not watch what operations wait for. */
const UNWATCHED = /^db\.t4g\./;

/** What goes to CloudWatch: who connected, who failed to, and who changed what there is; operations only where it was asked for. */
export function documentLogs({ slowOperations }: Pick<MongoDb, 'slowOperations'>): readonly string[] {
  return slowOperations ? ['audit', 'profiler'] : ['audit'];
}

/** The parameters: connections without TLS are refused, changes of structure and log-ins are noted without a value, slow operations where declared. */
export function documentParameters({ name, version, slowOperations }: Pick<MongoDb, 'name' | 'version' | 'slowOperations'>) {
  const slow = slowOperations
    ? [
        { name: 'profiler', value: 'enabled', applyMethod: 'immediate' },
        { name: 'profiler_sampling_rate', value: '1.0', applyMethod: 'immediate' },
        { name: 'profiler_threshold_ms', value: String(slowOperations.toMilliseconds()), applyMethod: 'immediate' },
      ]
    : [{ name: 'profiler', value: 'disabled', applyMethod: 'immediate' }];
  const parameters = [
    { name: 'tls', value: 'tls1.2+', applyMethod: 'pending-reboot' },
    { name: 'audit_logs', value: 'ddl', applyMethod: 'immediate' },
    ...slow,
  ];
  return { family: VERSIONS[version].family, description: `parameters of ${name}`, parameters };
}

type Kept = Pick<MongoDb, 'version' | 'port' | 'backupRetention' | 'finalSnapshot' | 'deletionProtection'>;

/** What keeps the documents: encryption, backups and who gets in. */
export function documentSettings(store: Kept, lastSnapshot: string) {
  return {
    engine: 'docdb',
    engineVersion: VERSIONS[store.version].engine,
    port: store.port,
    storageEncrypted: true,
    masterUsername: DATABASE_ADMINISTRATOR,
    // DocumentDB makes the password, keeps it in Secrets Manager and renews it; nobody here ever sees it.
    manageMasterUserPassword: true,
    backupRetentionPeriod: store.backupRetention.toDays(),
    skipFinalSnapshot: !store.finalSnapshot,
    ...(store.finalSnapshot && { finalSnapshotIdentifier: lastSnapshot }),
    deletionProtection: store.deletionProtection,
    applyImmediately: false,
  };
}

/** What answers: a machine that DocumentDB gives no address outside the network, renewed by AWS in its maintenance window. */
export function documentMachine({ instanceClass }: Pick<MongoDb, 'instanceClass'>, keyArn: Input<string>) {
  return {
    engine: 'docdb',
    instanceClass,
    caCertIdentifier: CERTIFICATE_AUTHORITY,
    autoMinorVersionUpgrade: true,
    copyTagsToSnapshot: true,
    applyImmediately: false,
    ...(UNWATCHED.test(instanceClass) ? {} : { enablePerformanceInsights: true, performanceInsightsKmsKeyId: keyArn }),
  };
}
