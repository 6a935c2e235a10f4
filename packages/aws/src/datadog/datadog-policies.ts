import type { AwsRegion, Datadog, DatadogSite } from '@clinfra/core';
import type { PolicyDocument } from '../identity/policy-document';

const MOST = '464622532012';
/** The account of AWS from which Datadog reads, by where it keeps its customer. */
const ACCOUNTS = { us1: MOST, us3: MOST, us5: MOST, eu1: MOST, ap1: '417141415827' } as const satisfies Record<DatadogSite, string>;

/** Datadog takes the role on for this customer and for no other. */
export function datadogTrust({ externalId, site = 'us1' }: Datadog): PolicyDocument {
  const Principal = { AWS: `arn:aws:iam::${ACCOUNTS[site]}:root` };
  const Condition = { StringEquals: { 'sts:ExternalId': externalId } };
  return { Version: '2012-10-17', Statement: [{ Sid: 'Datadog', Effect: 'Allow', Principal, Action: ['sts:AssumeRole'], Condition }] };
}

/** Of what Datadog asks for, what reads figures, tags and names of what sites are made of. What changes anything, reads a log or an object, or publishes, is left out. */
const READS = [
  'cloudwatch:DescribeAlarms',
  'cloudwatch:GetMetricData',
  'cloudwatch:GetMetricStatistics',
  'cloudwatch:ListMetrics',
  'ec2:DescribeInstances',
  'ec2:DescribeNatGateways',
  'ec2:DescribeRegions',
  'ec2:DescribeVolumes',
  'elasticache:DescribeCacheClusters',
  'elasticache:DescribeReplicationGroups',
  'elasticache:ListTagsForResource',
  'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:DescribeTags',
  'elasticloadbalancing:DescribeTargetGroups',
  'firehose:DescribeDeliveryStream',
  'firehose:ListDeliveryStreams',
  'kafka:DescribeClusterV2',
  'kafka:ListClustersV2',
  'kafka:ListNodes',
  'rds:DescribeDBClusters',
  'rds:DescribeDBInstances',
  'rds:ListTagsForResource',
  'tag:GetResources',
  'tag:GetTagKeys',
  'tag:GetTagValues',
];

/** To look, in the regions of the sites and in no other. */
export function datadogPolicy(regions: readonly AwsRegion[]): PolicyDocument {
  const Condition = { StringEquals: { 'aws:RequestedRegion': regions } };
  return { Version: '2012-10-17', Statement: [{ Sid: 'Look', Effect: 'Allow', Action: READS, Resource: '*', Condition }] };
}
