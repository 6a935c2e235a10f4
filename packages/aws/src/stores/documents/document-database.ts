import type { MongoDb } from '@clinfra/core';
import type { LogGroup } from '@pulumi/aws/cloudwatch';
import { Cluster, ClusterInstance, ClusterParameterGroup, SubnetGroup } from '@pulumi/aws/docdb';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';
import type { EncryptionKey } from '../../encryption/encryption-key';
import { type ClusterMember, clusterMembers, inClusterZones, memberName, memberSettings } from '../cluster-members';
import { databaseIdentifier } from '../database-identifier';
import { type DatabaseWindows, databaseWindows } from '../database-windows';
import { rotatePassword } from '../password-rotation';
import type { StoreContext } from '../store-context';
import { keyAndLogs } from '../store-logs';
import { storeSecurityGroup } from '../store-security-group';
import { documentLogs, documentMachine, documentParameters, documentSettings } from './document-settings';

export interface DocumentDatabaseArgs {
  /** The declared database. */
  readonly store: MongoDb;
  /** What it stands on. */
  readonly context: StoreContext;
}

/** A database of documents on DocumentDB: one storage over three zones, and instances that write to it or read from it. */
export class DocumentDatabase extends ComponentResource {
  /** Where writes go: the instance that takes them, whichever it is. */
  readonly host: Output<string>;
  /** Where reads go: the other instances, or the one that there is. */
  readonly readerHost: Output<string>;
  /** What AWS calls it. */
  readonly arn: Output<string>;

  readonly #name: string;
  readonly #store: MongoDb;
  readonly #context: StoreContext;
  readonly #windows: DatabaseWindows;

  constructor(name: string, args: DocumentDatabaseArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:DocumentDatabase', name, {}, opts);
    const { store, context } = args;
    const { facts } = context;
    this.#name = name;
    this.#store = store;
    this.#context = context;
    this.#windows = databaseWindows(store, facts.platform.locale.timeZone);
    const identifier = databaseIdentifier(facts, store);
    const logs = Object.fromEntries(documentLogs(store).map(log => [log, `/aws/docdb/${identifier}/${log}`]));
    const { key, logGroups } = keyAndLogs(store, context, { usedBy: ['rds'], logs }, this);
    const cluster = this.#createCluster(identifier, key, Object.values(logGroups));
    const members = clusterMembers({ replicas: store.replicas, highAvailability: false }, facts.site);
    for (const member of members) this.#createInstance(cluster, member, key);
    rotatePassword(name, args, cluster.masterUserSecrets, this);
    this.host = cluster.endpoint;
    this.readerHost = cluster.readerEndpoint;
    this.arn = cluster.arn;
    this.registerOutputs({ host: this.host, readerHost: this.readerHost });
  }

  #createCluster(clusterIdentifier: string, key: EncryptionKey, logGroups: readonly LogGroup[]): Cluster {
    const { facts, network } = this.#context;
    const name = this.#name;
    const owned = facts.ownedBy(this.#store, name);
    const subnets = { description: `where ${this.#store.name} stands`, subnetIds: [...inClusterZones(network.spanningDataSubnetIds)] };
    return new Cluster(
      name,
      {
        ...owned,
        clusterIdentifier,
        ...documentSettings(this.#store, facts.physicalName([this.#store.name, 'final'], 255)),
        preferredBackupWindow: this.#windows.backup,
        preferredMaintenanceWindow: this.#windows.maintenance,
        enabledCloudwatchLogsExports: [...documentLogs(this.#store)],
        dbSubnetGroupName: new SubnetGroup(name, { ...owned, ...subnets }, { parent: this }).name,
        vpcSecurityGroupIds: [storeSecurityGroup(this.#store, this.#context, this)],
        dbClusterParameterGroupName: new ClusterParameterGroup(name, { ...owned, ...documentParameters(this.#store) }, { parent: this }).name,
        kmsKeyId: key.arn,
      },
      { parent: this, protect: this.#store.deletionProtection, dependsOn: [...logGroups] },
    );
  }

  /** An instance holds nothing that the cluster does not keep, and may be replaced. */
  #createInstance(cluster: Cluster, member: ClusterMember, key: EncryptionKey): void {
    const { facts } = this.#context;
    const store = this.#store;
    const own = memberSettings(store, facts, member, this.#windows);
    new ClusterInstance(memberName(store, facts, member), { ...own, clusterIdentifier: cluster.id, ...documentMachine(store, key.arn) }, { parent: this });
  }
}
