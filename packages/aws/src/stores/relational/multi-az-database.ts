import { DATABASE_ADMINISTRATOR } from '@clinfra/core';
import { Cluster, ClusterParameterGroup } from '@pulumi/aws/rds';
import { ComponentResource, type ComponentResourceOptions, type Output, type Resource } from '@pulumi/pulumi';
import { inClusterZones } from '../cluster-members';
import { passwordSecretArn, rotatePassword } from '../password-rotation';
import { type DatabaseAdministrator, type DatabaseEntrance, databaseEntrance } from './database-entrance';
import { type DatabaseFoundation, databaseFoundation } from './database-foundation';
import { CERTIFICATE_AUTHORITY, engineSettings, keeperSettings, parameterSettings, watchSettings } from './database-settings';
import { type SnapshotTaken, snapshotBefore } from './database-snapshot';
import { clusterDisk } from './disk-settings';
import type { RelationalDatabaseArgs } from './relational-database';

/** A Multi-AZ cluster on RDS: a server that takes writes, and two in other zones that answer reads and stand by. */
export class MultiAzDatabase extends ComponentResource implements DatabaseEntrance, SnapshotTaken {
  /** Where writes go: the server that takes them, whichever it is. */
  readonly host: Output<string>;
  /** Where reads go: the other two. */
  readonly readerHost: Output<string>;
  /** What AWS calls it. */
  readonly arn: Output<string>;
  readonly userArns: Output<string>;
  readonly snapshot: Resource | undefined;
  readonly administrator: DatabaseAdministrator;

  constructor(name: string, args: RelationalDatabaseArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:MultiAzDatabase', name, {}, opts);
    const { store, context } = args;
    const subnetIds = inClusterZones(context.network.spanningDataSubnetIds);
    const foundation = databaseFoundation({ store, context, holder: 'cluster', subnetIds }, this);
    const cluster = this.#createCluster(name, args, foundation);
    rotatePassword(name, args, cluster.masterUserSecrets, this);
    const secretArn = passwordSecretArn(cluster.masterUserSecrets);
    const { endpoint: host, readerEndpoint: readerHost, clusterResourceId: resourceId } = cluster;
    const servers = { host, readerHost, resourceId, secretArn, target: { dbClusterIdentifier: cluster.id }, hasReaders: true };
    const entrance = databaseEntrance(store, context, { foundation, servers }, this);
    this.host = entrance.host;
    this.readerHost = entrance.readerHost;
    this.userArns = entrance.userArns;
    this.administrator = entrance.administrator;
    this.snapshot = snapshotBefore(store, context, { dbClusterIdentifier: cluster.id }, this);
    this.arn = cluster.arn;
    this.registerOutputs({ host: this.host, readerHost: this.readerHost });
  }

  #createCluster(name: string, { store, context }: RelationalDatabaseArgs, foundation: DatabaseFoundation): Cluster {
    const { facts } = context;
    const { identifier, key, windows } = foundation;
    const owned = facts.ownedBy(store, name);
    return new Cluster(
      name,
      {
        ...owned,
        clusterIdentifier: identifier,
        ...engineSettings(store),
        ...clusterDisk(store),
        ...keeperSettings(store, facts.physicalName([store.name, 'final'], 255)),
        ...watchSettings(foundation.monitoring.arn, key.arn),
        dbClusterInstanceClass: store.instanceClass,
        caCertificateIdentifier: CERTIFICATE_AUTHORITY,
        masterUsername: DATABASE_ADMINISTRATOR,
        preferredBackupWindow: windows.backup,
        preferredMaintenanceWindow: windows.maintenance,
        enabledCloudwatchLogsExports: [...foundation.logs],
        dbSubnetGroupName: foundation.subnetGroupName,
        vpcSecurityGroupIds: [foundation.securityGroupId],
        dbClusterParameterGroupName: new ClusterParameterGroup(name, { ...owned, ...parameterSettings(store) }, { parent: this }).name,
        kmsKeyId: key.arn,
        masterUserSecretKmsKeyId: key.arn,
      },
      { parent: this, protect: store.deletionProtection, dependsOn: [...foundation.logGroups, ...foundation.monitoring.ready] },
    );
  }
}
