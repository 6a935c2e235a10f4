import { DATABASE_ADMINISTRATOR, type RelationalStore } from '@clinfra/core';
import { Instance, ParameterGroup } from '@pulumi/aws/rds';
import { ComponentResource, type ComponentResourceOptions, type Output, type Resource } from '@pulumi/pulumi';
import { leftToAwsBackup } from '../../backup/backed-up';
import { passwordSecretArn, rotatePassword } from '../password-rotation';
import type { StoreContext } from '../store-context';
import { type DatabaseAdministrator, type DatabaseEntrance, databaseEntrance } from './database-entrance';
import { type DatabaseFoundation, databaseFoundation } from './database-foundation';
import { engineSettings, keeperSettings, machineSettings, parameterSettings, watchSettings } from './database-settings';
import { type SnapshotTaken, snapshotBefore } from './database-snapshot';
import { serverDisk } from './disk-settings';

export interface RelationalDatabaseArgs {
  /** The declared database. */
  readonly store: RelationalStore;
  /** What it stands on. */
  readonly context: StoreContext;
}

/** A PostgreSQL or MySQL server on RDS with its standby, key and logs. */
export class RelationalDatabase extends ComponentResource implements DatabaseEntrance, SnapshotTaken {
  /** Where writes go. */
  readonly host: Output<string>;
  /** Where reads go: the same server, because the standby answers nothing. */
  readonly readerHost: Output<string>;
  /** What AWS calls it. */
  readonly arn: Output<string>;
  readonly userArns: Output<string>;
  readonly snapshot: Resource | undefined;
  readonly administrator: DatabaseAdministrator;

  constructor(name: string, args: RelationalDatabaseArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:RelationalDatabase', name, {}, opts);
    const { store, context } = args;
    const subnetIds = context.network.spanningDataSubnetIds;
    const foundation = databaseFoundation({ store, context, holder: 'instance', subnetIds }, this);
    const server = this.#createServer(name, args, foundation);
    rotatePassword(name, args, server.masterUserSecrets, this);
    const secretArn = passwordSecretArn(server.masterUserSecrets);
    const { address: host, resourceId } = server;
    const servers = { host, readerHost: host, resourceId, secretArn, target: { dbInstanceIdentifier: server.identifier }, hasReaders: false };
    const entrance = databaseEntrance(store, context, { foundation, servers }, this);
    this.host = entrance.host;
    this.readerHost = entrance.readerHost;
    this.userArns = entrance.userArns;
    this.administrator = entrance.administrator;
    this.snapshot = snapshotBefore(store, context, { dbInstanceIdentifier: server.identifier }, this);
    this.arn = server.arn;
    this.registerOutputs({ host: this.host, readerHost: this.readerHost });
  }

  #createServer(name: string, { store, context }: RelationalDatabaseArgs, foundation: DatabaseFoundation): Instance {
    const { facts } = context;
    const { identifier, key, windows } = foundation;
    const owned = facts.ownedBy(store, name);
    return new Instance(
      name,
      {
        ...owned,
        identifier,
        ...engineSettings(store),
        ...machineSettings(store),
        ...serverDisk(store),
        ...keeperSettings(store, facts.physicalName([store.name, 'final'], 255)),
        ...watchSettings(foundation.monitoring.arn, key.arn),
        username: DATABASE_ADMINISTRATOR,
        multiAz: store.highAvailability,
        // Without a standby it stands where the nodes stand.
        ...(!store.highAvailability && { availabilityZone: facts.site.zones[0] ?? '' }),
        backupWindow: windows.backup,
        maintenanceWindow: windows.maintenance,
        enabledCloudwatchLogsExports: [...foundation.logs],
        dbSubnetGroupName: foundation.subnetGroupName,
        vpcSecurityGroupIds: [foundation.securityGroupId],
        parameterGroupName: new ParameterGroup(name, { ...owned, ...parameterSettings(store) }, { parent: this }).name,
        kmsKeyId: key.arn,
        masterUserSecretKmsKeyId: key.arn,
      },
      {
        parent: this,
        protect: store.deletionProtection,
        ...leftToAwsBackup(store, facts, 'backupWindow'),
        dependsOn: [...foundation.logGroups, ...foundation.monitoring.ready],
      },
    );
  }
}
