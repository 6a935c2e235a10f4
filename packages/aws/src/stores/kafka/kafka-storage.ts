import type { Kafka } from '@clinfra/core';
import { Policy, Target } from '@pulumi/aws/appautoscaling';
import type { Cluster } from '@pulumi/aws/msk';
import { ComponentResource, type ComponentResourceOptions } from '@pulumi/pulumi';
import type { SiteFacts } from '../../site-facts';
import { storageGrowth } from './kafka-settings';

export interface KafkaStorageArgs {
  readonly facts: SiteFacts;
  readonly store: Kafka;
  readonly cluster: Cluster;
}

/** Lets the brokers' disks grow as they fill. */
export class KafkaStorage extends ComponentResource {
  constructor(name: string, args: KafkaStorageArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:KafkaStorage', name, {}, opts);
    const { facts, store, cluster } = args;
    const { target, policy } = storageGrowth(store);
    const resourceId = cluster.arn;
    const grows = new Target(name, { ...facts.ownedBy(store, name), ...target, resourceId }, { parent: this });
    const settings = { region: facts.region, ...policy, name: facts.physicalName([store.name, 'storage'], 256), resourceId };
    new Policy(name, settings, { parent: this, dependsOn: [grows] });
    this.registerOutputs({});
  }
}
