import { DATABASE_ADMINISTRATOR, type RelationalStore } from '@clinfra/core';
import { Cluster, ClusterInstance, ClusterParameterGroup } from '@pulumi/aws/rds';
import type { EngineType } from '@pulumi/aws/types/enums/rds';
import { ComponentResource, type ComponentResourceOptions, type Output, type Resource } from '@pulumi/pulumi';
import { leftToAwsBackup } from '../../backup/backed-up';
import { type ClusterMember, clusterMembers, inClusterZones } from '../cluster-members';
import { passwordSecretArn, rotatePassword } from '../password-rotation';
import type { StoreContext } from '../store-context';
import { engineOf } from './database-engine';
import { type DatabaseAdministrator, type DatabaseEntrance, databaseEntrance } from './database-entrance';
import { type DatabaseFoundation, databaseFoundation } from './database-foundation';
import { engineSettings, keeperSettings, machineSettings, parameterSettings, watchSettings } from './database-settings';
import { type SnapshotTaken, snapshotBefore } from './database-snapshot';
import type { RelationalDatabaseArgs } from './relational-database';

/** A PostgreSQL or MySQL cluster on Aurora: one storage over three zones, and instances that write to it or read from it. */
export class AuroraDatabase extends ComponentResource implements DatabaseEntrance, SnapshotTaken {
  /** Where writes go: the instance that takes them, whichever it is. */
  readonly host: Output<string>;
  /** Where reads go: the other instances, or the one that there is. */
  readonly readerHost: Output<string>;
  /** What AWS calls it. */
  readonly arn: Output<string>;
  readonly userArns: Output<string>;
  readonly snapshot: Resource | undefined;
  readonly administrator: DatabaseAdministrator;

  readonly #name: string;
  readonly #store: RelationalStore;
  readonly #context: StoreContext;
  readonly #foundation: DatabaseFoundation;

  constructor(name: string, args: RelationalDatabaseArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:AuroraDatabase', name, {}, opts);
    const { store, context } = args;
    this.#name = name;
    this.#store = store;
    this.#context = context;
    const subnetIds = inClusterZones(context.network.spanningDataSubnetIds);
    this.#foundation = databaseFoundation({ store, context, holder: 'cluster', subnetIds }, this);
    const cluster = this.#createCluster();
    const members = clusterMembers(store, context.facts.site).map(member => this.#createInstance(cluster, member));
    rotatePassword(name, args, cluster.masterUserSecrets, this);
    const secretArn = passwordSecretArn(cluster.masterUserSecrets);
    const { endpoint: host, readerEndpoint: readerHost, clusterResourceId: resourceId } = cluster;
    const servers = { host, readerHost, resourceId, secretArn, target: { dbClusterIdentifier: cluster.id }, hasReaders: members.length > 1, members };
    const entrance = databaseEntrance(store, context, { foundation: this.#foundation, servers }, this);
    this.host = entrance.host;
    this.readerHost = entrance.readerHost;
    this.userArns = entrance.userArns;
    this.administrator = entrance.administrator;
    this.snapshot = snapshotBefore(store, context, { dbClusterIdentifier: cluster.id }, this, members);
    this.arn = cluster.arn;
    this.registerOutputs({ host: this.host, readerHost: this.readerHost });
  }

  #createCluster(): Cluster {
    const name = this.#name;
    const { facts } = this.#context;
    const { identifier, key, subnetGroupName, securityGroupId, windows, logs, logGroups } = this.#foundation;
    const owned = facts.ownedBy(this.#store, name);
    const parameters = new ClusterParameterGroup(name, { ...owned, ...parameterSettings(this.#store) }, { parent: this });
    return new Cluster(
      name,
      {
        ...owned,
        clusterIdentifier: identifier,
        ...engineSettings(this.#store),
        ...keeperSettings(this.#store, facts.physicalName([this.#store.name, 'final'], 255)),
        masterUsername: DATABASE_ADMINISTRATOR,
        preferredBackupWindow: windows.backup,
        preferredMaintenanceWindow: windows.maintenance,
        enabledCloudwatchLogsExports: [...logs],
        dbSubnetGroupName: subnetGroupName,
        vpcSecurityGroupIds: [securityGroupId],
        dbClusterParameterGroupName: parameters.name,
        kmsKeyId: key.arn,
        masterUserSecretKmsKeyId: key.arn,
      },
      {
        parent: this,
        protect: this.#store.deletionProtection,
        ...leftToAwsBackup(this.#store, facts, 'preferredBackupWindow'),
        dependsOn: [...logGroups],
      },
    );
  }

  /** An instance holds nothing that the cluster does not keep: it takes disk, version and password from there, and may be replaced. */
  #createInstance(cluster: Cluster, { number, zone }: ClusterMember): ClusterInstance {
    const name = `${this.#name}-${number}`;
    const { facts } = this.#context;
    const { key, subnetGroupName, monitoring, windows } = this.#foundation;
    return new ClusterInstance(
      name,
      {
        ...facts.ownedBy(this.#store, name),
        identifier: facts.physicalName([this.#store.name, String(number)], 63),
        clusterIdentifier: cluster.id,
        engine: engineOf(this.#store).name as EngineType,
        ...machineSettings(this.#store),
        ...watchSettings(monitoring.arn, key.arn),
        availabilityZone: zone,
        dbSubnetGroupName: subnetGroupName,
        preferredMaintenanceWindow: windows.maintenance,
        copyTagsToSnapshot: true,
      },
      { parent: this, dependsOn: [...monitoring.ready] },
    );
  }
}
