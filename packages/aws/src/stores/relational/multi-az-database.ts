import { Cluster, ClusterParameterGroup } from '@pulumi/aws/rds';
import type { ComponentResource, ComponentResourceOptions } from '@pulumi/pulumi';
import { inClusterZones } from '../cluster-members';
import type { DatabaseFoundation } from './database-foundation';
import { CERTIFICATE_AUTHORITY, parameterSettings, watchSettings } from './database-settings';
import { clusterDisk } from './disk-settings';
import { clusterServers, clusterSettings, ManagedDatabase, type ManagedServers, type RelationalDatabaseArgs } from './managed-database';

/** A Multi-AZ cluster on RDS: a server that takes writes, and two in other zones that answer reads and stand by. */
export class MultiAzDatabase extends ManagedDatabase {
  constructor(name: string, args: RelationalDatabaseArgs, opts?: ComponentResourceOptions) {
    super({ type: 'clinfra:aws:MultiAzDatabase', holder: 'cluster', subnetIds: inClusterZones, createServers: createCluster }, name, args, opts);
  }
}

function createCluster(name: string, args: RelationalDatabaseArgs, foundation: DatabaseFoundation, parent: ComponentResource): ManagedServers {
  const { store, context } = args;
  const { key, monitoring, logGroups } = foundation;
  const owned = context.facts.ownedBy(store, name);
  const cluster = new Cluster(
    name,
    {
      ...owned,
      ...clusterSettings(args, foundation),
      ...clusterDisk(store),
      ...watchSettings(monitoring.arn, key.arn),
      dbClusterInstanceClass: store.instanceClass,
      caCertificateIdentifier: CERTIFICATE_AUTHORITY,
      dbClusterParameterGroupName: new ClusterParameterGroup(name, { ...owned, ...parameterSettings(store) }, { parent }).name,
    },
    { parent, protect: store.deletionProtection, dependsOn: [...logGroups, ...monitoring.ready] },
  );
  return { ...clusterServers(cluster), hasReaders: true };
}
