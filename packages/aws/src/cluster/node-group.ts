import type { ManagedGroup } from '@clinfra/core';
import { LaunchTemplate } from '@pulumi/aws/ec2';
import { NodeGroup as ManagedNodeGroup } from '@pulumi/aws/eks';
import { ComponentResource, type ComponentResourceOptions, type Input, interpolate, type Output, type Resource } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';
import type { ReadyRole } from './cluster-roles';
import { nodeConfig } from './node-config';
import { amiTypeOf, labelsOf, taintsOf } from './settings';

export interface NodeGroupArgs {
  readonly facts: SiteFacts;
  readonly managed: ManagedGroup;
  readonly clusterName: Input<string>;
  readonly version: Input<string>;
  readonly role: ReadyRole;
  readonly subnetIds: readonly Input<string>[];
  /** The key of the nodes' disks. */
  readonly keyArn: Input<string>;
  /** What must stand before nodes can work. */
  readonly after: readonly Resource[];
}

/** Machines of one kind that carry a site's pods, renewed by EKS one after the other, and made anew by it when one is ill. */
export class NodeGroup extends ComponentResource {
  /** Known once the nodes have joined. */
  readonly arn: Output<string>;
  readonly resource: Resource;

  constructor(name: string, args: NodeGroupArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:NodeGroup', name, {}, opts);
    const { facts, managed, clusterName, version, role, subnetIds, after } = args;
    const { group, scaling } = managed;
    const template = this.#createTemplate(name, args);
    const made = new ManagedNodeGroup(
      name,
      {
        ...facts.owned(name),
        clusterName,
        version,
        nodeRoleArn: role.arn,
        subnetIds: [...subnetIds],
        amiType: amiTypeOf(group.instanceType),
        instanceTypes: [group.instanceType],
        capacityType: 'ON_DEMAND',
        scalingConfig: scaling,
        labels: labelsOf(group),
        taints: taintsOf(group),
        updateConfig: { maxUnavailable: 1 },
        nodeRepairConfig: { enabled: true },
        launchTemplate: { id: template.id, version: interpolate`${template.latestVersion}` },
      },
      // The autoscaler owns the number of nodes; giving it back would end nodes that carry pods.
      { parent: this, dependsOn: [...role.ready, ...after], ignoreChanges: ['scalingConfig.desiredSize'] },
    );
    this.arn = made.arn;
    this.resource = made;
    this.registerOutputs({ arn: this.arn });
  }

  /** Instance credentials stay with the node: one hop does not reach into a pod, and a plain request is refused. */
  #createTemplate(name: string, { facts, keyArn, managed: { group } }: NodeGroupArgs): LaunchTemplate {
    const owned = facts.owned(name);
    const volumeSize = Number(group.disk.amount >> 30n);
    const disk = { volumeType: 'gp3', volumeSize, encrypted: 'true', kmsKeyId: keyArn, deleteOnTermination: 'true' };
    const settings = {
      updateDefaultVersion: true,
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [{ deviceName: '/dev/xvda', ebs: disk }],
      userData: nodeConfig(group.instanceType),
      tagSpecifications: ['instance', 'volume', 'network-interface'].map(resourceType => ({ resourceType, tags: owned.tags })),
    };
    return new LaunchTemplate(name, { ...owned, ...settings }, { parent: this });
  }
}
