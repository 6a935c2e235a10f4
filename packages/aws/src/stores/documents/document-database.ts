import type { MongoDb } from '@clinfra/core';
import { Cluster, ClusterInstance, ClusterParameterGroup, SubnetGroup } from '@pulumi/aws/docdb';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';
import type { EncryptionKey } from '../../encryption/encryption-key';
import { encryptedLogGroup } from '../../log-group';
import { type ClusterMember, clusterMembers, inClusterZones } from '../cluster-members';
import { databaseIdentifier } from '../database-identifier';
import { type DatabaseWindows, databaseWindows } from '../database-windows';
import { rotatePassword } from '../password-rotation';
import type { StoreContext } from '../store-context';
import { storeKey } from '../store-key';
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
    const logNames = documentLogs(store).map(log => [log, `/aws/docdb/${identifier}/${log}`] as const);
    const key = storeKey(store, context, { usedBy: ['rds'], logGroups: logNames.map(([, logName]) => logName) }, this);
    // They stand before the database, because DocumentDB would make them itself, plain and everlasting.
    const logs = logNames.map(([log, logName]) => encryptedLogGroup(`${name}-${log}`, { facts, logName, keyArn: key.arn }, this));
    const cluster = this.#createCluster(identifier, key, logs);
    const members = clusterMembers({ replicas: store.replicas, highAvailability: false }, facts.site);
    for (const member of members) this.#createInstance(cluster, member, key);
    rotatePassword(name, args, cluster.masterUserSecrets, this);
    this.host = cluster.endpoint;
    this.readerHost = cluster.readerEndpoint;
    this.arn = cluster.arn;
    this.registerOutputs({ host: this.host, readerHost: this.readerHost });
  }

  #createCluster(clusterIdentifier: string, key: EncryptionKey, logs: readonly ReturnType<typeof encryptedLogGroup>[]): Cluster {
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
      { parent: this, protect: this.#store.deletionProtection, dependsOn: [...logs] },
    );
  }

  /** An instance holds nothing that the cluster does not keep, and may be replaced. */
  #createInstance(cluster: Cluster, { number, zone }: ClusterMember, key: EncryptionKey): void {
    const name = `${this.#name}-${number}`;
    const { facts } = this.#context;
    new ClusterInstance(
      name,
      {
        ...facts.ownedBy(this.#store, name),
        identifier: facts.physicalName([this.#store.name, String(number)], 63),
        clusterIdentifier: cluster.id,
        ...documentMachine(this.#store, key.arn),
        availabilityZone: zone,
        preferredMaintenanceWindow: this.#windows.maintenance,
      },
      { parent: this },
    );
  }
}
