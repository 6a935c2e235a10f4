import type { Postgres } from '@clinfra/core';
import { Instance, ParameterGroup } from '@pulumi/aws/rds';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';
import { databaseFoundation } from './database-foundation';
import { engineSettings, keeperSettings, machineSettings, parameterSettings } from './database-settings';
import { SERVER_LOGS, serverSettings } from './relational-settings';
import type { StoreContext } from './store-context';

export interface RelationalDatabaseArgs {
  /** The declared database, managed by RDS. */
  readonly store: Postgres;
  /** What it stands on. */
  readonly context: StoreContext;
}

/** A PostgreSQL server on RDS with its standby, key and logs. */
export class RelationalDatabase extends ComponentResource {
  /** Where writes go. */
  readonly host: Output<string>;
  /** Where reads go: the same server, because the standby answers nothing. */
  readonly readerHost: Output<string>;

  constructor(name: string, args: RelationalDatabaseArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:RelationalDatabase', name, {}, opts);
    const server = this.#createServer(name, args);
    this.host = server.address;
    this.readerHost = server.address;
    this.registerOutputs({ host: this.host, readerHost: this.readerHost });
  }

  #createServer(name: string, { store, context }: RelationalDatabaseArgs): Instance {
    const { facts, network } = context;
    const subnetIds = network.spanningDataSubnetIds;
    const { identifier, key, ...foundation } = databaseFoundation({ store, context, holder: 'instance', logs: SERVER_LOGS, subnetIds }, this);
    const owned = facts.ownedBy(store, name);
    return new Instance(
      name,
      {
        ...owned,
        identifier,
        ...engineSettings(store),
        ...machineSettings(store),
        ...serverSettings(store),
        ...keeperSettings(store, facts.physicalName([store.name, 'final'], 255)),
        enabledCloudwatchLogsExports: [...SERVER_LOGS],
        // Without a standby it stands where the nodes stand.
        ...(!store.highAvailability && { availabilityZone: facts.site.zones[0] ?? '' }),
        dbSubnetGroupName: foundation.subnetGroupName,
        vpcSecurityGroupIds: [foundation.securityGroupId],
        parameterGroupName: new ParameterGroup(name, { ...owned, ...parameterSettings(store) }, { parent: this }).name,
        kmsKeyId: key.arn,
        masterUserSecretKmsKeyId: key.arn,
        performanceInsightsKmsKeyId: key.arn,
      },
      { parent: this, protect: store.deletionProtection, dependsOn: [...foundation.logGroups] },
    );
  }
}
