import type { Redis } from '@clinfra/core';
import { ParameterGroup, ReplicationGroup, SubnetGroup, User, UserGroup } from '@pulumi/aws/elasticache';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';
import { keyWriters } from '../../buckets/bucket-purpose';
import type { StoreContext } from '../store-context';
import { keyAndLogs } from '../store-logs';
import { storeSecurityGroup } from '../store-security-group';
import { CacheExport } from './cache-export';
import { CacheScaling } from './cache-scaling';
import { cacheName, cacheParameters, cacheSettings, cacheUsers, NOBODY } from './cache-settings';

export interface CacheArgs {
  /** The declared cache. */
  readonly store: Redis;
  /** What it stands on. */
  readonly context: StoreContext;
}

/** A Redis cache on ElastiCache in cluster mode: TLS only, a user for each workload, the default user off. */
export class Cache extends ComponentResource {
  /** Where clients learn which shard holds which key, for reads as for writes. */
  readonly host: Output<string>;
  readonly readerHost: Output<string>;

  readonly #name: string;
  readonly #store: Redis;
  readonly #context: StoreContext;

  constructor(name: string, args: CacheArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:Cache', name, {}, opts);
    this.#name = name;
    this.#store = args.store;
    this.#context = args.context;
    const group = this.#createReplicationGroup();
    const { scale } = args.store;
    if (scale) new CacheScaling(name, { store: args.store, scale, facts: args.context.facts, group }, { parent: this });
    this.host = group.configurationEndpointAddress;
    this.readerHost = group.configurationEndpointAddress;
    this.registerOutputs({ host: this.host });
  }

  #owned(name: string) {
    return this.#context.facts.ownedBy(this.#store, name);
  }

  #createReplicationGroup(): ReplicationGroup {
    const { facts, network } = this.#context;
    const name = this.#name;
    const id = cacheName(facts, this.#store);
    const exported = this.#store.snapshotExport;
    const use = exported
      ? ({ usedBy: ['elasticache', 's3'], writers: keyWriters('cache-snapshots', facts.region) } as const)
      : ({ usedBy: ['elasticache'] } as const);
    const { key, logGroups } = keyAndLogs(this.#store, this.#context, { ...use, logs: { engine: `/clinfra/${id}/engine` } }, this);
    const delivery = { destination: logGroups.engine.name, destinationType: 'cloudwatch-logs', logFormat: 'json', logType: 'engine-log' };
    const subnets = { description: `where ${this.#store.name} stands`, subnetIds: [...network.dataSubnetIds] };
    const parameters = cacheParameters(this.#store);
    const group = new ReplicationGroup(
      name,
      {
        ...this.#owned(name),
        replicationGroupId: id,
        description: `${this.#store.name} of ${facts.platform.name} at ${facts.site.name}`,
        ...cacheSettings(this.#store, facts.physicalName([this.#store.name, 'final'], 255)),
        subnetGroupName: new SubnetGroup(name, { ...this.#owned(name), ...subnets }, { parent: this }).name,
        parameterGroupName: new ParameterGroup(name, { ...this.#owned(name), ...parameters }, { parent: this }).name,
        securityGroupIds: [storeSecurityGroup(this.#store, this.#context, this)],
        kmsKeyId: key.arn,
        userGroupIds: [this.#createUsers(id)],
        logDeliveryConfigurations: [delivery],
      },
      // What the autoscaler has changed is no difference to undo.
      { parent: this, protect: this.#store.deletionProtection, ...(this.#store.scale && { ignoreChanges: ['numNodeGroups'] }) },
    );
    if (exported) new CacheExport(name, { store: this.#store, context: this.#context, exported, keyArn: key.arn, group }, { parent: this });
    return group;
  }

  #createUsers(userGroupId: string): Output<string> {
    const { facts, uses } = this.#context;
    const nobody = { userId: facts.physicalName([this.#store.name, 'default'], 40), userName: 'default', accessString: NOBODY };
    const users = [
      this.#user('default', { ...nobody, authenticationMode: { type: 'no-password-required' } }),
      ...cacheUsers(facts, this.#store, uses).map(({ workload, id, accessString }) =>
        this.#user(workload, { userId: id, userName: id, accessString, authenticationMode: { type: 'iam' } }),
      ),
    ];
    const args = { ...this.#owned(this.#name), engine: this.#store.engine, userGroupId, userIds: users.map(({ userId }) => userId) };
    return new UserGroup(this.#name, args, { parent: this }).userGroupId;
  }

  #user(who: string, settings: { userId: string; userName: string; accessString: string; authenticationMode: { type: string } }): User {
    const name = `${this.#name}-${who}`;
    return new User(name, { ...this.#owned(name), engine: this.#store.engine, ...settings }, { parent: this });
  }
}
