import type { ClusterAutoscaler } from '@clinfra/core';
import type { PolicyDocument } from '../identity/policy-document';
import type { SiteFacts } from '../site-facts';

/** As whom the Cluster Autoscaler runs. */
export const CLUSTER_AUTOSCALER = { namespace: 'kube-system', serviceAccount: 'cluster-autoscaler' } as const;

/**
 * The arguments of the Cluster Autoscaler. It finds the groups of its cluster by the tags that EKS puts on them, and keeps those of equal nodes in different zones
 * equally large.
 */
function clusterAutoscalerArguments({ delayAfterAdd, unneeded, utilization, provisionTime }: ClusterAutoscaler): Readonly<Record<string, string>> {
  return {
    'scale-down-enabled': 'true',
    'scale-down-delay-after-add': delayAfterAdd.toKubernetes(),
    'scale-down-unneeded-time': unneeded.toKubernetes(),
    'scale-down-utilization-threshold': String(utilization.toNumber() / 100),
    'max-node-provision-time': provisionTime.toKubernetes(),
    'skip-nodes-with-local-storage': 'false',
    'skip-nodes-with-system-pods': 'true',
    'balance-similar-node-groups': 'true',
    expander: 'least-waste',
  };
}

/** What the chart of the Cluster Autoscaler is told about a site. */
export function clusterAutoscalerValues(facts: SiteFacts, clusterName: string, autoscaler: ClusterAutoscaler): object {
  return {
    cloudProvider: 'aws',
    awsRegion: facts.region,
    autoDiscovery: { clusterName },
    extraArgs: clusterAutoscalerArguments(autoscaler),
    rbac: { serviceAccount: { create: true, name: CLUSTER_AUTOSCALER.serviceAccount } },
  };
}

/** To see groups and nodes, and to change the size of groups of this cluster alone. */
export function clusterAutoscalerPolicy(clusterName: string): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'See',
        Effect: 'Allow',
        Action: [
          'autoscaling:DescribeAutoScalingGroups',
          'autoscaling:DescribeAutoScalingInstances',
          'autoscaling:DescribeLaunchConfigurations',
          'autoscaling:DescribeScalingActivities',
          'autoscaling:DescribeTags',
          'ec2:DescribeImages',
          'ec2:DescribeInstanceTypes',
          'ec2:DescribeLaunchTemplateVersions',
          'ec2:GetInstanceTypesFromInstanceRequirements',
          'eks:DescribeNodegroup',
        ],
        Resource: '*',
      },
      {
        Sid: 'ResizeOwnGroups',
        Effect: 'Allow',
        Action: ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
        Resource: '*',
        Condition: { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: 'owned' } },
      },
    ],
  };
}
