import type { CacheScale, Redis } from '@clinfra/core';
import { Policy, Target } from '@pulumi/aws/appautoscaling';
import type { ReplicationGroup } from '@pulumi/aws/elasticache';
import { ComponentResource, type ComponentResourceOptions } from '@pulumi/pulumi';
import type { SiteFacts } from '../../site-facts';
import { memoryTracking, scalableCache, shardRange } from './cache-scaling-settings';
import { cacheName } from './cache-settings';

export interface CacheScalingArgs {
  readonly facts: SiteFacts;
  readonly store: Redis;
  readonly scale: Required<CacheScale>;
  /** The cache, which must stand before it can be scaled. */
  readonly group: ReplicationGroup;
}

/** Adds shards to a cache as its memory fills, and takes them away again. */
export class CacheScaling extends ComponentResource {
  constructor(name: string, args: CacheScalingArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:CacheScaling', name, {}, opts);
    const { facts, store, scale, group } = args;
    const id = cacheName(facts, store);
    const scaled = scalableCache(id);
    const range = { ...facts.ownedBy(store, name), ...scaled, ...shardRange(store, scale) };
    const target = new Target(name, range, { parent: this, dependsOn: [group] });
    const policy = { name: `${id}-memory`, policyType: 'TargetTrackingScaling', targetTrackingScalingPolicyConfiguration: memoryTracking(id, scale.memory) };
    new Policy(name, { region: facts.region, ...scaled, ...policy }, { parent: this, dependsOn: [target] });
    this.registerOutputs({});
  }
}
