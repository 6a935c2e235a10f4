import type { RelationalStore } from '@clinfra/core';
import type { LogGroup } from '@pulumi/aws/cloudwatch';
import { SubnetGroup } from '@pulumi/aws/rds';
import type { ComponentResource, Input, Output } from '@pulumi/pulumi';
import type { ReadyRole } from '../../cluster/cluster-roles';
import type { EncryptionKey } from '../../encryption/encryption-key';
import { databaseIdentifier } from '../database-identifier';
import { type DatabaseWindows, databaseWindows } from '../database-windows';
import type { StoreContext } from '../store-context';
import { keyAndLogs } from '../store-logs';
import { storeSecurityGroup } from '../store-security-group';
import { engineOf } from './database-engine';
import { monitoringRole } from './monitoring-role';
import { proxyName } from './proxy-settings';

export interface DatabaseFoundationArgs {
  readonly store: RelationalStore;
  readonly context: StoreContext;
  /** What holds the data, by the word that RDS uses in the names of its logs. */
  readonly holder: 'instance' | 'cluster';
  /** The subnets in which it may stand. */
  readonly subnetIds: readonly Input<string>[];
}

/** What a database stands on, whoever manages it. */
export interface DatabaseFoundation {
  /** Its name in RDS. */
  readonly identifier: string;
  readonly key: EncryptionKey;
  readonly subnetGroupName: Output<string>;
  readonly securityGroupId: Output<string>;
  /** The role with which RDS writes the figures of its machines. */
  readonly monitoring: ReadyRole;
  readonly windows: DatabaseWindows;
  /** Its logs that go to CloudWatch. */
  readonly logs: readonly string[];
  /** They stand before the database, because RDS would make them itself, plain and everlasting. */
  readonly logGroups: readonly LogGroup[];
  /** The log of the proxy before it; undefined where there is none. */
  readonly proxyLog: LogGroup | undefined;
}

/** What the log of the proxy is called within its store. */
const PROXY = 'proxy';

/** Makes the key, the subnets, the security group, the logs and the monitoring role of a database. */
export function databaseFoundation({ store, context, holder, subnetIds }: DatabaseFoundationArgs, parent: ComponentResource): DatabaseFoundation {
  const { facts } = context;
  const name = `${facts.prefix}-${store.name}`;
  const { logs } = engineOf(store);
  const identifier = databaseIdentifier(facts, store);
  const ofServers = logs.map(log => [log, `/aws/rds/${holder}/${identifier}/${log}`] as const);
  const ofProxy = store.proxy ? [[PROXY, `/aws/rds/proxy/${proxyName(facts, store)}`] as const] : [];
  const use = { usedBy: ['rds', 'secretsmanager'] as const, logs: Object.fromEntries([...ofServers, ...ofProxy]) };
  const { key, logGroups } = keyAndLogs(store, context, use, parent);
  const { [PROXY]: proxyLog, ...serverLogs } = logGroups;
  const subnets = { description: `where ${store.name} stands`, subnetIds: [...subnetIds] };
  return {
    identifier,
    key,
    subnetGroupName: new SubnetGroup(name, { ...facts.ownedBy(store, name), ...subnets }, { parent }).name,
    securityGroupId: storeSecurityGroup(store, context, parent),
    monitoring: monitoringRole(store, facts, parent),
    windows: databaseWindows(store, facts.platform.locale.timeZone),
    logs,
    logGroups: Object.values(serverLogs),
    proxyLog,
  };
}
