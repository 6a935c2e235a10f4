import { parameterHandling, type RelationalStore } from '@clinfra/core';
import type { Input } from '@pulumi/pulumi';
import { engineOf } from './database-engine';

/** The authority that signs the servers' certificates; it lasts until 2061. */
export const CERTIFICATE_AUTHORITY = 'rds-ca-rsa2048-g1';

/** How often the machine is looked at, in seconds, beyond what its hypervisor sees. */
const MONITORED_EVERY = 60;

/** How long what was observed is kept without paying for it, in days. */
const OBSERVED_FOR = 7;

/** The engine. AWS takes the major version alone and chooses the minor one, so that a minor upgrade of AWS's is no difference to undo. */
export function engineSettings(store: Pick<RelationalStore, 'kind' | 'managed' | 'version'>) {
  return { engine: engineOf(store).name, engineVersion: store.version };
}

/** A setting as a parameter group holds it. */
interface Parameter {
  readonly name: string;
  readonly value: string;
  readonly applyMethod?: 'immediate' | 'pending-reboot';
}

/** The parameters of a database: connections without TLS are refused, and what was declared is put in AWS's words. */
export function parameterSettings(store: Pick<RelationalStore, 'kind' | 'managed' | 'version' | 'name' | 'parameters'>) {
  const { name, onlyTls, always } = engineOf(store);
  const own = Object.entries(always).map(([key, value]): Parameter => ({ name: key, value }));
  const declared = Object.keys(store.parameters)
    .sort()
    .flatMap(key => declaredParameter(store, key));
  return { family: `${name}${store.version}`, description: `parameters of ${store.name}`, parameters: [onlyTls, ...own, ...declared] };
}

/** What AWS has set itself needs no parameter. */
function declaredParameter(store: Pick<RelationalStore, 'kind' | 'managed' | 'parameters'>, name: string): readonly Parameter[] {
  const handling = parameterHandling(store, name);
  const value = store.parameters[name];
  if (handling === undefined || value === undefined) return [];
  if (typeof handling === 'string') return [{ name, value, applyMethod: handling === 'at once' ? 'immediate' : 'pending-reboot' }];
  return 'as' in handling ? [{ name: handling.as, value: handling.values[value] ?? value, applyMethod: 'pending-reboot' }] : [];
}

type Kept = Pick<RelationalStore, 'managed' | 'port' | 'backupRetention' | 'finalSnapshot' | 'deletionProtection'>;

/** What keeps the data: encryption, backups and who gets in. It belongs to whatever holds the data, a server or a cluster. */
export function keeperSettings(store: Kept, lastSnapshot: string) {
  return {
    port: store.port,
    storageEncrypted: true,
    // RDS makes the password, keeps it in Secrets Manager and renews it; nobody here ever sees it.
    manageMasterUserPassword: true,
    iamDatabaseAuthenticationEnabled: true,
    backupRetentionPeriod: store.backupRetention.toDays(),
    // A Multi-AZ cluster's are deleted with it; the last snapshot is not.
    ...(store.managed !== 'rds-cluster' && { deleteAutomatedBackups: false }),
    skipFinalSnapshot: !store.finalSnapshot,
    ...(store.finalSnapshot && { finalSnapshotIdentifier: lastSnapshot }),
    copyTagsToSnapshot: true,
    deletionProtection: store.deletionProtection,
    databaseInsightsMode: 'standard',
    applyImmediately: false,
  };
}

/** What watches a machine: its own figures, and what its queries wait for. */
export function watchSettings(roleArn: Input<string>, keyArn: Input<string>) {
  return {
    monitoringInterval: MONITORED_EVERY,
    monitoringRoleArn: roleArn,
    performanceInsightsEnabled: true,
    performanceInsightsRetentionPeriod: OBSERVED_FOR,
    performanceInsightsKmsKeyId: keyArn,
  };
}

/** What answers queries: a machine that nobody reaches from outside, renewed by AWS in its maintenance window. */
export function machineSettings({ instanceClass }: Pick<RelationalStore, 'instanceClass'>) {
  return {
    instanceClass,
    publiclyAccessible: false,
    caCertIdentifier: CERTIFICATE_AUTHORITY,
    autoMinorVersionUpgrade: true,
    applyImmediately: false,
  };
}
