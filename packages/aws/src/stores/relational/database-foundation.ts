import type { RelationalStore } from '@clinfra/core';
import type { LogGroup } from '@pulumi/aws/cloudwatch';
import { SubnetGroup } from '@pulumi/aws/rds';
import type { ComponentResource, Input, Output } from '@pulumi/pulumi';
import type { ReadyRole } from '../../cluster/cluster-roles';
import type { EncryptionKey } from '../../encryption/encryption-key';
import { encryptedLogGroup } from '../../log-group';
import { databaseIdentifier } from '../database-identifier';
import { type DatabaseWindows, databaseWindows } from '../database-windows';
import type { StoreContext } from '../store-context';
import { storeKey } from '../store-key';
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

/** Makes the key, the subnets, the security group, the logs and the monitoring role of a database. */
export function databaseFoundation({ store, context, holder, subnetIds }: DatabaseFoundationArgs, parent: ComponentResource): DatabaseFoundation {
  const { facts } = context;
  const name = `${facts.prefix}-${store.name}`;
  const { logs } = engineOf(store);
  const identifier = databaseIdentifier(facts, store);
  const logNames = logs.map(log => `/aws/rds/${holder}/${identifier}/${log}`);
  const proxyLogName = `/aws/rds/proxy/${proxyName(facts, store)}`;
  const encrypted = [...logNames, ...(store.proxy ? [proxyLogName] : [])];
  const key = storeKey(store, context, { usedBy: ['rds', 'secretsmanager'], logGroups: encrypted }, parent);
  const subnets = { description: `where ${store.name} stands`, subnetIds: [...subnetIds] };
  return {
    identifier,
    key,
    subnetGroupName: new SubnetGroup(name, { ...facts.ownedBy(store, name), ...subnets }, { parent }).name,
    securityGroupId: storeSecurityGroup(store, context, parent),
    monitoring: monitoringRole(store, facts, parent),
    windows: databaseWindows(store, facts.platform.locale.timeZone),
    logs,
    logGroups: logNames.map((logName, index) => encryptedLogGroup(`${name}-${logs[index]}`, { facts, logName, keyArn: key.arn }, parent)),
    proxyLog: store.proxy && encryptedLogGroup(`${name}-proxy`, { facts, logName: proxyLogName, keyArn: key.arn }, parent),
  };
}
