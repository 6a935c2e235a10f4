import { LaunchTemplate } from '@pulumi/aws/ec2';
import { NodeGroup as ManagedNodeGroup } from '@pulumi/aws/eks';
import { ComponentResource, type ComponentResourceOptions, type Input, interpolate, type Output, type Resource } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';
import type { ReadyRole } from './cluster-roles';
import { amiTypeOf, NODE_DISK_GIB, scalingOf } from './settings';

export interface NodeGroupArgs {
  readonly facts: SiteFacts;
  readonly clusterName: Input<string>;
  readonly version: Input<string>;
  readonly role: ReadyRole;
  readonly subnetIds: readonly Input<string>[];
  /** The key of the nodes' disks. */
  readonly keyArn: Input<string>;
  /** What must stand before nodes can work. */
  readonly after: readonly Resource[];
}

/** The machines that carry a site's pods, renewed by EKS one after the other. */
export class NodeGroup extends ComponentResource {
  /** Known once the nodes have joined. */
  readonly arn: Output<string>;
  readonly resource: Resource;

  constructor(name: string, args: NodeGroupArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:NodeGroup', name, {}, opts);
    const { facts, clusterName, version, role, subnetIds, after } = args;
    const { nodes } = facts.hosting;
    const template = this.#createTemplate(name, args);
    const group = new ManagedNodeGroup(
      name,
      {
        ...facts.owned(name),
        clusterName,
        version,
        nodeRoleArn: role.arn,
        subnetIds: [...subnetIds],
        amiType: amiTypeOf(nodes.instanceType),
        instanceTypes: [nodes.instanceType],
        capacityType: 'ON_DEMAND',
        scalingConfig: scalingOf(nodes),
        updateConfig: { maxUnavailable: 1 },
        launchTemplate: { id: template.id, version: interpolate`${template.latestVersion}` },
      },
      // The autoscaler owns the number of nodes; giving it back would end nodes that carry pods.
      { parent: this, dependsOn: [...role.ready, ...after], ignoreChanges: ['scalingConfig.desiredSize'] },
    );
    this.arn = group.arn;
    this.resource = group;
    this.registerOutputs({ arn: this.arn });
  }

  /** Instance credentials stay with the node: one hop does not reach into a pod, and a plain request is refused. */
  #createTemplate(name: string, { facts, keyArn }: NodeGroupArgs): LaunchTemplate {
    const owned = facts.owned(name);
    const disk = { volumeType: 'gp3', volumeSize: NODE_DISK_GIB, encrypted: 'true', kmsKeyId: keyArn, deleteOnTermination: 'true' };
    const settings = {
      updateDefaultVersion: true,
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [{ deviceName: '/dev/xvda', ebs: disk }],
      tagSpecifications: ['instance', 'volume', 'network-interface'].map(resourceType => ({ resourceType, tags: owned.tags })),
    };
    return new LaunchTemplate(name, { ...owned, ...settings }, { parent: this });
  }
}
