import {
  type AwsHosting,
  INSTANCE_TYPES,
  type Karpenter,
  mostPods,
  NODES_TAG,
  type NodeGroup,
  nodeProfileName,
  PURPOSE_LABEL,
  siteKeyAlias,
  siteName,
} from '@clinfra/core';
import { labelsOf } from '../labels';
import type { Manifest } from '../manifest';
import type { SiteView } from '../site-view';

/** The models are modules that could not be loaded here; only their types are used, and none of them is published. */
type INodePool = import('@kubernetes-models/karpenter/karpenter.sh/v1/NodePool', { with: { 'resolution-mode': 'import' }}).INodePool;
type IEC2NodeClass = import('@kubernetes-models/karpenter/karpenter.k8s.aws/v1/EC2NodeClass', { with: { 'resolution-mode': 'import' }}).IEC2NodeClass;

/** What Karpenter is to make at a site: for each group of nodes how a machine is made, and how many beyond those that EKS keeps. */
export function karpenterPools(view: SiteView): readonly Manifest[] {
  const { hosting } = view.site;
  if (hosting.kind !== 'aws' || hosting.autoscaling.kind !== 'karpenter') return [];
  const { autoscaling } = hosting;
  const growing = hosting.nodes.filter(({ min, max }) => max > min);
  return growing.flatMap(group => [nodeClass(view, group), nodePool(view, group, hosting, autoscaling)]);
}

/** A machine as EKS makes those of the group: disks encrypted with the site's key, credentials out of reach of pods, in the same subnets. */
function nodeClass(view: SiteView, group: NodeGroup): Manifest {
  const { site, inventory } = view;
  const terms = [{ tags: { [NODES_TAG]: siteName(site) } }];
  return {
    apiVersion: 'karpenter.k8s.aws/v1',
    kind: 'EC2NodeClass',
    metadata: { name: group.name, labels: labelsOf(view, group.name, 'nodes', []) },
    spec: {
      instanceProfile: nodeProfileName(site),
      amiSelectorTerms: [{ alias: 'al2023@latest' }],
      subnetSelectorTerms: terms,
      securityGroupSelectorTerms: terms,
      associatePublicIPAddress: false,
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        {
          deviceName: '/dev/xvda',
          ebs: { volumeType: 'gp3', volumeSize: group.disk.toKubernetes(), encrypted: true, kmsKeyID: siteKeyAlias(site), deleteOnTermination: true },
        },
      ],
      kubelet: { maxPods: mostPods(INSTANCE_TYPES[group.instanceType]) },
      tags: { platform: inventory.platform.name, environment: inventory.platform.environment, site: site.name },
    },
  } satisfies IEC2NodeClass & Manifest;
}

function nodePool(view: SiteView, group: NodeGroup, { nodes }: AwsHosting, { consolidateAfter, disruptions }: Karpenter): Manifest {
  const { name, purpose, dedicated, labels, instanceType } = group;
  const { cpus, gib } = INSTANCE_TYPES[instanceType];
  const beyond = group.max - group.min;
  return {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name, labels: labelsOf(view, name, 'nodes', []) },
    spec: {
      // A later group is for what an earlier one does not carry.
      weight: 100 - nodes.indexOf(group),
      limits: { cpu: String(beyond * cpus), memory: `${beyond * gib}Gi` },
      disruption: {
        consolidationPolicy: 'WhenEmptyOrUnderutilized',
        consolidateAfter: consolidateAfter.toKubernetes(),
        budgets: [{ nodes: disruptions.toKubernetes() }],
      },
      template: {
        metadata: { labels: { ...labels, [PURPOSE_LABEL]: purpose } },
        spec: {
          nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name },
          ...(dedicated ? { taints: [{ key: PURPOSE_LABEL, value: purpose, effect: 'NoSchedule' }] } : undefined),
          requirements: [
            { key: 'node.kubernetes.io/instance-type', operator: 'In', values: [instanceType] },
            { key: 'karpenter.sh/capacity-type', operator: 'In', values: ['on-demand'] },
            { key: 'topology.kubernetes.io/zone', operator: 'In', values: [...view.site.zones] },
          ],
        },
      },
    },
  } satisfies INodePool & Manifest;
}
