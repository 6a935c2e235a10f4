import type { AwsRegion } from '@clinfra/core';
import type { PolicyDocument, Statement } from '../identity/policy-document';

/** Whose load balancers they are. */
export interface LoadBalancerScope {
  readonly region: AwsRegion;
  readonly accountId: string;
  readonly clusterName: string;
}

/** The tag that the controller puts on everything that it makes. */
const TAG = 'elbv2.k8s.aws/cluster';

/**
 * What the AWS Load Balancer Controller does for Services and for target groups that the platform made: to see, to make what bears the tag of its cluster, and to
 * change what bears it. Its makers' policy asks that there is such a tag; this one asks that it is this cluster's, and leaves firewalls and certificates out.
 */
export function loadBalancerPolicy(scope: LoadBalancerScope): PolicyDocument {
  const elb = (resource: string) => `arn:aws:elasticloadbalancing:${scope.region}:${scope.accountId}:${resource}`;
  const all = [elb('loadbalancer/net/*/*'), elb('targetgroup/*/*'), elb('listener/net/*/*/*')];
  const own = { StringEquals: { [`aws:ResourceTag/${TAG}`]: scope.clusterName } };
  const made = { StringEquals: { [`aws:RequestTag/${TAG}`]: scope.clusterName } };
  const creating = ['CreateTargetGroup', 'CreateLoadBalancer', 'CreateListener'];
  return {
    Version: '2012-10-17',
    Statement: [
      see(scope),
      allow('ServiceLinkedRole', ['iam:CreateServiceLinkedRole'], '*', { StringEquals: { 'iam:AWSServiceName': 'elasticloadbalancing.amazonaws.com' } }),
      ...securityGroups(scope),
      allow('MakeOwn', elbActions('CreateLoadBalancer', 'CreateTargetGroup', 'CreateListener'), all, made),
      allow('MakeListenersOfOwn', elbActions('CreateListener'), [elb('loadbalancer/net/*/*'), elb('targetgroup/*/*')], own),
      allow('TagWhatIsMade', elbActions('AddTags'), all, { StringEquals: { 'elasticloadbalancing:CreateAction': creating, ...made.StringEquals } }),
      allow('TagOwn', elbActions('AddTags', 'RemoveTags'), all, own),
      allow(
        'ChangeOwn',
        elbActions(
          ...['ModifyLoadBalancerAttributes', 'SetIpAddressType', 'SetSecurityGroups', 'SetSubnets', 'DeleteLoadBalancer', 'ModifyTargetGroup'],
          ...['ModifyTargetGroupAttributes', 'DeleteTargetGroup', 'ModifyListener', 'ModifyListenerAttributes', 'DeleteListener'],
        ),
        all,
        own,
      ),
      // Target groups of edges are the platform's own and bear no tag of the controller.
      allow('LeadToPods', elbActions('RegisterTargets', 'DeregisterTargets'), [elb('targetgroup/*/*')]),
    ],
  };
}

function see({ region }: LoadBalancerScope): Statement {
  const ec2 = ['AccountAttributes', 'Addresses', 'AvailabilityZones', 'InternetGateways', 'Vpcs', 'VpcPeeringConnections', 'Subnets', 'SecurityGroups'];
  const more = ['Instances', 'NetworkInterfaces', 'Tags', 'RouteTables'];
  const balancers = ['LoadBalancers', 'LoadBalancerAttributes', 'Listeners', 'ListenerAttributes', 'ListenerCertificates', 'SSLPolicies', 'Rules'];
  const targets = ['TargetGroups', 'TargetGroupAttributes', 'TargetHealth', 'Tags'];
  const actions = [...[...ec2, ...more].map(what => `ec2:Describe${what}`), ...elbActions(...[...balancers, ...targets].map(what => `Describe${what}`))];
  return allow('See', [...actions, 'ec2:GetSecurityGroupsForVpc'], '*', { StringEquals: { 'aws:RequestedRegion': region } });
}

/** A group for its load balancers, and the ways from there to the nodes, whose group bears the tag of EKS. */
function securityGroups({ region, accountId, clusterName }: LoadBalancerScope): readonly Statement[] {
  const ec2 = (resource: string) => `arn:aws:ec2:${region}:${accountId}:${resource}`;
  const group = ec2('security-group/*');
  const made = { [`aws:RequestTag/${TAG}`]: clusterName };
  const own = { StringEquals: { [`aws:ResourceTag/${TAG}`]: clusterName } };
  const rules = ['ec2:AuthorizeSecurityGroupIngress', 'ec2:RevokeSecurityGroupIngress'];
  return [
    allow('GroupInNetwork', ['ec2:CreateSecurityGroup'], ec2('vpc/*')),
    allow('MakeGroup', ['ec2:CreateSecurityGroup'], group, { StringEquals: made }),
    allow('TagGroupThatIsMade', ['ec2:CreateTags'], group, { StringEquals: { 'ec2:CreateAction': 'CreateSecurityGroup', ...made } }),
    allow('ChangeOwnGroups', [...rules, 'ec2:DeleteSecurityGroup', 'ec2:CreateTags', 'ec2:DeleteTags'], group, own),
    allow('OpenNodes', rules, group, { StringEquals: { [`aws:ResourceTag/kubernetes.io/cluster/${clusterName}`]: 'owned' } }),
  ];
}

function elbActions(...actions: readonly string[]): readonly string[] {
  return actions.map(action => `elasticloadbalancing:${action}`);
}

function allow(Sid: string, Action: readonly string[], Resource: string | readonly string[], Condition?: Statement['Condition']): Statement {
  return { Sid, Effect: 'Allow', Action, Resource, ...(Condition && { Condition }) };
}
