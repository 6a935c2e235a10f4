import { DATABASE_ADMINISTRATOR, type RelationalStore } from '@clinfra/core';
import type { Cluster } from '@pulumi/aws/rds';
import { ComponentResource, type ComponentResourceOptions, type Input, type Output, type Resource } from '@pulumi/pulumi';
import { passwordSecretArn, rotatePassword } from '../password-rotation';
import type { StoreContext } from '../store-context';
import { type DatabaseAdministrator, type DatabaseEntrance, type DatabaseServers, databaseEntrance } from './database-entrance';
import { type DatabaseFoundation, databaseFoundation } from './database-foundation';
import { engineSettings, keeperSettings } from './database-settings';
import { type SnapshotTaken, snapshotBefore } from './database-snapshot';

export interface RelationalDatabaseArgs {
  /** The declared database. */
  readonly store: RelationalStore;
  /** What it stands on. */
  readonly context: StoreContext;
}

/** The servers of a database, as whatever manages them gives them. */
export interface ManagedServers extends Omit<DatabaseServers, 'secretArn'> {
  readonly arn: Output<string>;
  readonly masterUserSecrets: Output<readonly { readonly secretArn: string }[]>;
}

/** How a database is made by one who manages it. */
export interface Management {
  readonly type: string;
  /** What holds the data, by the word that RDS uses in the names of its logs. */
  readonly holder: 'instance' | 'cluster';
  /** Of the subnets of the site, those in which it may stand. */
  readonly subnetIds: (ofSite: readonly Input<string>[]) => readonly Input<string>[];
  readonly createServers: (name: string, args: RelationalDatabaseArgs, foundation: DatabaseFoundation, parent: ComponentResource) => ManagedServers;
}

/** A relational database on AWS, whoever manages it: what it stands on, its servers, the ways to them, and the snapshot that a release takes. */
export abstract class ManagedDatabase extends ComponentResource implements DatabaseEntrance, SnapshotTaken {
  /** Where writes go: the server that takes them, whichever it is. */
  readonly host: Output<string>;
  /** Where reads go: the other servers, where they answer reads, or the one that takes writes. */
  readonly readerHost: Output<string>;
  /** What AWS calls it. */
  readonly arn: Output<string>;
  readonly userArns: Output<string>;
  readonly snapshot: Resource | undefined;
  readonly administrator: DatabaseAdministrator;

  protected constructor(management: Management, name: string, args: RelationalDatabaseArgs, opts?: ComponentResourceOptions) {
    super(management.type, name, {}, opts);
    const { store, context } = args;
    const { holder } = management;
    const subnetIds = management.subnetIds(context.network.spanningDataSubnetIds);
    const foundation = databaseFoundation({ store, context, holder, subnetIds }, this);
    const { arn, masterUserSecrets, ...servers } = management.createServers(name, args, foundation, this);
    rotatePassword(name, args, masterUserSecrets, this);
    const secretArn = passwordSecretArn(masterUserSecrets);
    const entrance = databaseEntrance(store, context, { foundation, servers: { ...servers, secretArn } }, this);
    this.host = entrance.host;
    this.readerHost = entrance.readerHost;
    this.userArns = entrance.userArns;
    this.administrator = entrance.administrator;
    this.snapshot = snapshotBefore(store, context, servers.target, this, servers.members);
    this.arn = arn;
    this.registerOutputs({ host: this.host, readerHost: this.readerHost });
  }
}

/** What holds the data of a database, a server or a cluster, with the words in which both are told. */
export function holderSettings({ store, context: { facts } }: RelationalDatabaseArgs, { key, logs, subnetGroupName, securityGroupId }: DatabaseFoundation) {
  return {
    ...engineSettings(store),
    ...keeperSettings(store, facts.physicalName([store.name, 'final'], 255)),
    enabledCloudwatchLogsExports: [...logs],
    dbSubnetGroupName: subnetGroupName,
    vpcSecurityGroupIds: [securityGroupId],
    kmsKeyId: key.arn,
    masterUserSecretKmsKeyId: key.arn,
  };
}

/** The words that a cluster has of its own, Aurora's or a Multi-AZ one. */
export function clusterSettings(args: RelationalDatabaseArgs, foundation: DatabaseFoundation) {
  const { identifier, windows } = foundation;
  return {
    ...holderSettings(args, foundation),
    clusterIdentifier: identifier,
    masterUsername: DATABASE_ADMINISTRATOR,
    preferredBackupWindow: windows.backup,
    preferredMaintenanceWindow: windows.maintenance,
  };
}

/** How the servers of a cluster are reached, whichever of them takes writes. */
export function clusterServers({ id, arn, endpoint, readerEndpoint, clusterResourceId, masterUserSecrets }: Cluster) {
  const target = { dbClusterIdentifier: id };
  return { host: endpoint, readerHost: readerEndpoint, resourceId: clusterResourceId, target, arn, masterUserSecrets };
}
