import { DATABASE_ADMINISTRATOR } from '@clinfra/core';
import { Instance, ParameterGroup } from '@pulumi/aws/rds';
import type { ComponentResource, ComponentResourceOptions } from '@pulumi/pulumi';
import { leftToAwsBackup } from '../../backup/backed-up';
import type { DatabaseFoundation } from './database-foundation';
import { machineSettings, parameterSettings, watchSettings } from './database-settings';
import { serverDisk } from './disk-settings';
import { holderSettings, ManagedDatabase, type ManagedServers, type RelationalDatabaseArgs } from './managed-database';

/** A PostgreSQL or MySQL server on RDS with its standby, which answers nothing. */
export class RelationalDatabase extends ManagedDatabase {
  constructor(name: string, args: RelationalDatabaseArgs, opts?: ComponentResourceOptions) {
    super({ type: 'clinfra:aws:RelationalDatabase', holder: 'instance', subnetIds: ofSite => ofSite, createServers: createServer }, name, args, opts);
  }
}

function createServer(name: string, args: RelationalDatabaseArgs, foundation: DatabaseFoundation, parent: ComponentResource): ManagedServers {
  const { store, context } = args;
  const { facts } = context;
  const { identifier, key, windows, monitoring } = foundation;
  const owned = facts.ownedBy(store, name);
  const server = new Instance(
    name,
    {
      ...owned,
      identifier,
      ...holderSettings(args, foundation),
      ...machineSettings(store),
      ...serverDisk(store),
      ...watchSettings(monitoring.arn, key.arn),
      username: DATABASE_ADMINISTRATOR,
      multiAz: store.highAvailability,
      // Without a standby it stands where the nodes stand.
      ...(!store.highAvailability && { availabilityZone: facts.site.zones[0] ?? '' }),
      backupWindow: windows.backup,
      maintenanceWindow: windows.maintenance,
      parameterGroupName: new ParameterGroup(name, { ...owned, ...parameterSettings(store) }, { parent }).name,
    },
    {
      parent,
      protect: store.deletionProtection,
      ...leftToAwsBackup(store, facts, 'backupWindow'),
      dependsOn: [...foundation.logGroups, ...monitoring.ready],
    },
  );
  const { address: host, resourceId, arn, masterUserSecrets } = server;
  return { host, readerHost: host, resourceId, target: { dbInstanceIdentifier: server.identifier }, hasReaders: false, arn, masterUserSecrets };
}
