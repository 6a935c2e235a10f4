import { Cluster, ClusterInstance, ClusterParameterGroup } from '@pulumi/aws/rds';
import type { EngineType } from '@pulumi/aws/types/enums/rds';
import type { ComponentResource, ComponentResourceOptions } from '@pulumi/pulumi';
import { leftToAwsBackup } from '../../backup/backed-up';
import { type ClusterMember, clusterMembers, inClusterZones, memberName, memberSettings } from '../cluster-members';
import { engineOf } from './database-engine';
import type { DatabaseFoundation } from './database-foundation';
import { machineSettings, parameterSettings, watchSettings } from './database-settings';
import { clusterServers, clusterSettings, ManagedDatabase, type ManagedServers, type RelationalDatabaseArgs } from './managed-database';

/** A PostgreSQL or MySQL cluster on Aurora: one storage over three zones, and instances that write to it or read from it. */
export class AuroraDatabase extends ManagedDatabase {
  constructor(name: string, args: RelationalDatabaseArgs, opts?: ComponentResourceOptions) {
    super({ type: 'clinfra:aws:AuroraDatabase', holder: 'cluster', subnetIds: inClusterZones, createServers: createInstances }, name, args, opts);
  }
}

function createInstances(name: string, args: RelationalDatabaseArgs, foundation: DatabaseFoundation, parent: ComponentResource): ManagedServers {
  const { store, context } = args;
  const cluster = createCluster(name, args, foundation, parent);
  const members = clusterMembers(store, context.facts.site).map(member => createInstance(cluster, member, args, foundation, parent));
  return { ...clusterServers(cluster), hasReaders: members.length > 1, members };
}

function createCluster(name: string, args: RelationalDatabaseArgs, foundation: DatabaseFoundation, parent: ComponentResource): Cluster {
  const { store, context } = args;
  const { facts } = context;
  const owned = facts.ownedBy(store, name);
  const parameters = new ClusterParameterGroup(name, { ...owned, ...parameterSettings(store) }, { parent });
  return new Cluster(
    name,
    { ...owned, ...clusterSettings(args, foundation), dbClusterParameterGroupName: parameters.name },
    { parent, protect: store.deletionProtection, ...leftToAwsBackup(store, facts, 'preferredBackupWindow'), dependsOn: [...foundation.logGroups] },
  );
}

/** An instance holds nothing that the cluster does not keep: it takes disk, version and password from there, and may be replaced. */
function createInstance(
  cluster: Cluster,
  member: ClusterMember,
  { store, context: { facts } }: RelationalDatabaseArgs,
  { key, subnetGroupName, monitoring, windows }: DatabaseFoundation,
  parent: ComponentResource,
): ClusterInstance {
  return new ClusterInstance(
    memberName(store, facts, member),
    {
      ...memberSettings(store, facts, member, windows),
      clusterIdentifier: cluster.id,
      engine: engineOf(store).name as EngineType,
      ...machineSettings(store),
      ...watchSettings(monitoring.arn, key.arn),
      dbSubnetGroupName: subnetGroupName,
      copyTagsToSnapshot: true,
    },
    { parent, dependsOn: [...monitoring.ready] },
  );
}
