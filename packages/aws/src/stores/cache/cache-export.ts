import type { Redis, SnapshotExport } from '@clinfra/core';
import type { ReplicationGroup } from '@pulumi/aws/elasticache';
import { Role, RolePolicy } from '@pulumi/aws/iam';
import { Schedule } from '@pulumi/aws/scheduler';
import { StateMachine } from '@pulumi/aws/sfn';
import { all, ComponentResource, type ComponentResourceOptions, type Input, type Output, type Resource } from '@pulumi/pulumi';
import { PrivateBucket } from '../../buckets/private-bucket';
import { trust } from '../../identity/policy-document';
import type { StoreContext } from '../store-context';
import { exportName, exportPolicy, exportSchedule, exportSteps, startPolicy } from './cache-export-settings';
import { cacheName } from './cache-settings';

export interface CacheExportArgs {
  readonly store: Redis;
  readonly context: StoreContext;
  readonly exported: Required<SnapshotExport>;
  /** The key of the cache, which encrypts the files as well. */
  readonly keyArn: Input<string>;
  /** The cache, which must stand before it can be exported. */
  readonly group: ReplicationGroup;
}

/** Writes the daily snapshot of a cache to a bucket: a schedule starts a state machine, which calls AWS itself. No code of anybody's runs. */
export class CacheExport extends ComponentResource {
  readonly #name: string;
  readonly #args: CacheExportArgs;

  constructor(name: string, args: CacheExportArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:CacheExport', name, {}, opts);
    this.#name = name;
    this.#args = args;
    const { store, context, exported, group } = args;
    const { facts } = context;
    const bucket = this.#createBucket();
    const { role, allowed } = this.#createRole('export', 'states.amazonaws.com', this.#mayExport(bucket.arn));
    const id = cacheName(facts, store);
    const machine = new StateMachine(
      name,
      {
        ...facts.ownedBy(store, name),
        name: exportName(facts, store),
        type: 'STANDARD',
        roleArn: role.arn,
        definition: bucket.bucketName.apply(bucketName => exportSteps(id, bucketName)),
      },
      { parent: this, dependsOn: [allowed, bucket.ready, group] },
    );
    const starter = this.#createRole(
      'export-start',
      'scheduler.amazonaws.com',
      machine.arn.apply(arn => JSON.stringify(startPolicy(arn))),
    );
    new Schedule(
      name,
      {
        region: facts.region,
        name: facts.physicalName([store.name, 'export'], 64),
        description: `writes the daily snapshot of ${store.name} to a bucket`,
        scheduleExpression: exportSchedule(exported),
        scheduleExpressionTimezone: facts.platform.locale.timeZone,
        flexibleTimeWindow: { mode: 'OFF' },
        target: { arn: machine.arn, roleArn: starter.role.arn, retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 } },
      },
      { parent: this, dependsOn: [starter.allowed] },
    );
    this.registerOutputs({});
  }

  #createBucket(): PrivateBucket {
    const { store, context, exported, keyArn } = this.#args;
    const { facts, network, accessLogs } = context;
    const name = `${this.#name}-snapshots`;
    const whose = { facts, accountId: network.accountId, called: `${store.name}.snapshots`, purpose: 'cache-snapshots', keyArn } as const;
    const days = exported.keep.toDays();
    const settings = { accessLogs: accessLogs(), lifecycle: { expireAfter: days, removeOldVersionsAfter: days }, tags: facts.ownedBy(store, name).tags };
    return new PrivateBucket(name, { ...whose, ...settings, protect: store.deletionProtection }, { parent: this });
  }

  #mayExport(bucket: Output<string>): Output<string> {
    const { facts, network } = this.#args.context;
    const replicationGroupId = cacheName(facts, this.#args.store);
    return all([network.accountId, bucket]).apply(([accountId, bucketArn]) =>
      JSON.stringify(exportPolicy({ accountId, region: facts.region, replicationGroupId, bucketArn })),
    );
  }

  #createRole(what: string, service: string, policy: Output<string>): { readonly role: Role; readonly allowed: Resource } {
    const { store, context } = this.#args;
    const name = `${this.#name}-${what}`;
    const settings = { name: context.facts.physicalName([store.name, what], 64), assumeRolePolicy: trust(service), tags: context.facts.tags };
    const role = new Role(name, settings, { parent: this });
    return { role, allowed: new RolePolicy(name, { role: role.name, policy }, { parent: this }) };
  }
}
