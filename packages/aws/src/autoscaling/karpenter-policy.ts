import type { AwsRegion } from '@clinfra/core';
import type { PolicyDocument, Statement } from '../identity/policy-document';

export interface KarpenterPolicyProps {
  readonly region: AwsRegion;
  readonly accountId: string;
  readonly cluster: string;
  readonly queue: string;
  readonly nodeRoleArn: string;
  readonly keyArn: string;
}

/** What Karpenter may do: start machines that carry the tags of its cluster, end those alone, and hear of interruptions. Its nodes get the role of the nodes and no other. */
export function karpenterPolicy(props: KarpenterPolicyProps): PolicyDocument {
  return { Version: '2012-10-17', Statement: [...startStatements(props), ...ownStatements(props), ...readStatements(props), ...otherStatements(props)] };
}

const OWNED = (cluster: string): string => `kubernetes.io/cluster/${cluster}`;
const POOL = 'karpenter.sh/nodepool';

function ec2Arns(region: string, accountId: string, kinds: readonly string[]): readonly string[] {
  return kinds.map(kind => `arn:aws:ec2:${region}:${kind === 'image' || kind === 'snapshot' ? '' : accountId}:${kind}/*`);
}

/** Starting a machine touches things that are there, and makes things that must bear the cluster's tag from their first moment. */
function startStatements({ region, accountId, cluster }: KarpenterPolicyProps): readonly Statement[] {
  const made = ec2Arns(region, accountId, ['fleet', 'instance', 'volume', 'network-interface', 'launch-template', 'spot-instances-request']);
  const request = { StringEquals: { [`aws:RequestTag/${OWNED(cluster)}`]: 'owned' }, StringLike: { [`aws:RequestTag/${POOL}`]: '*' } };
  const launch = ['ec2:CreateFleet', 'ec2:RunInstances'];
  const owned = { StringEquals: { [`aws:ResourceTag/${OWNED(cluster)}`]: 'owned' } };
  return [
    { Sid: 'StartFrom', Effect: 'Allow', Action: launch, Resource: ec2Arns(region, accountId, ['image', 'snapshot', 'security-group', 'subnet']) },
    { Sid: 'StartFromOwnTemplates', Effect: 'Allow', Action: launch, Resource: ec2Arns(region, accountId, ['launch-template']), Condition: owned },
    { Sid: 'StartTagged', Effect: 'Allow', Action: [...launch, 'ec2:CreateLaunchTemplate'], Resource: made, Condition: request },
    {
      Sid: 'TagWhatStarts',
      Effect: 'Allow',
      Action: ['ec2:CreateTags'],
      Resource: made,
      Condition: { ...request, StringEquals: { ...request.StringEquals, 'ec2:CreateAction': ['CreateFleet', 'CreateLaunchTemplate', 'RunInstances'] } },
    },
  ];
}

/** What it has made it may name and end. */
function ownStatements({ region, accountId, cluster }: KarpenterPolicyProps): readonly Statement[] {
  const own = { StringEquals: { [`aws:ResourceTag/${OWNED(cluster)}`]: 'owned' }, StringLike: { [`aws:ResourceTag/${POOL}`]: '*' } };
  const keys = { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['eks:eks-cluster-name', 'karpenter.sh/nodeclaim', 'Name'] } };
  return [
    { Sid: 'NameOwn', Effect: 'Allow', Action: ['ec2:CreateTags'], Resource: ec2Arns(region, accountId, ['instance']), Condition: { ...own, ...keys } },
    {
      Sid: 'EndOwn',
      Effect: 'Allow',
      Action: ['ec2:DeleteLaunchTemplate', 'ec2:TerminateInstances'],
      Resource: ec2Arns(region, accountId, ['instance', 'launch-template']),
      Condition: own,
    },
  ];
}

function readStatements({ region, accountId, cluster }: KarpenterPolicyProps): readonly Statement[] {
  const described = [
    'AvailabilityZones',
    'CapacityReservations',
    'Images',
    'InstanceStatus',
    'InstanceTypeOfferings',
    'InstanceTypes',
    'Instances',
    'LaunchTemplates',
  ];
  return [
    {
      Sid: 'See',
      Effect: 'Allow',
      Action: [...described, 'PlacementGroups', 'SecurityGroups', 'SpotPriceHistory', 'Subnets'].map(what => `ec2:Describe${what}`),
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': region } },
    },
    { Sid: 'SeeImages', Effect: 'Allow', Action: ['ssm:GetParameter'], Resource: `arn:aws:ssm:${region}::parameter/aws/service/*` },
    { Sid: 'SeePrices', Effect: 'Allow', Action: ['pricing:GetProducts'], Resource: '*' },
    { Sid: 'SeeCluster', Effect: 'Allow', Action: ['eks:DescribeCluster'], Resource: `arn:aws:eks:${region}:${accountId}:cluster/${cluster}` },
    {
      Sid: 'SeeProfiles',
      Effect: 'Allow',
      Action: ['iam:GetInstanceProfile'],
      Resource: `arn:aws:iam::${accountId}:instance-profile/*`,
    },
    // A list knows no resources: on named ones it would be granted to nobody.
    { Sid: 'ListProfiles', Effect: 'Allow', Action: ['iam:ListInstanceProfiles'], Resource: '*' },
  ];
}

function otherStatements({ region, accountId, queue, nodeRoleArn, keyArn }: KarpenterPolicyProps): readonly Statement[] {
  return [
    {
      Sid: 'GiveNodesTheirRole',
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: nodeRoleArn,
      Condition: { StringEquals: { 'iam:PassedToService': ['ec2.amazonaws.com'] } },
    },
    {
      Sid: 'HearOfInterruptions',
      Effect: 'Allow',
      Action: ['sqs:DeleteMessage', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'],
      Resource: `arn:aws:sqs:${region}:${accountId}:${queue}`,
    },
    { Sid: 'ReadInterruptions', Effect: 'Allow', Action: ['kms:Decrypt'], Resource: keyArn },
  ];
}
