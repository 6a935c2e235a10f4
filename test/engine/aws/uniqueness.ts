import type { WireObject } from './wire';

interface Scope {
  /** Among all accounts, in the account, or in a region of it. */
  readonly in: 'world' | 'account' | 'region';
  /** The properties that make up the name. */
  readonly by: readonly string[];
  /** The service takes `Clinical` and `clinical` for the same. */
  readonly caseless?: true;
}

const account = (...by: string[]): Scope => ({ in: 'account', by });
const region = (...by: string[]): Scope => ({ in: 'region', by });
const caseless = (scope: Scope): Scope => ({ ...scope, caseless: true });

/** What AWS refuses to have twice. */
export const UNIQUE: Readonly<Record<string, Scope>> = {
  'aws:appautoscaling/policy:Policy': region('serviceNamespace', 'resourceId', 'scalableDimension', 'name'),
  'aws:appautoscaling/target:Target': region('serviceNamespace', 'resourceId', 'scalableDimension'),
  'aws:autoscaling/group:Group': region('name'),
  'aws:backup/plan:Plan': region('name'),
  'aws:backup/restoreTestingPlan:RestoreTestingPlan': region('name'),
  'aws:backup/vault:Vault': region('name'),
  'aws:cfg/conformancePack:ConformancePack': region('name'),
  'aws:cfg/deliveryChannel:DeliveryChannel': region(),
  'aws:cfg/recorder:Recorder': region(),
  'aws:cloudfront/cachePolicy:CachePolicy': account('name'),
  'aws:cloudfront/function:Function': account('name'),
  'aws:cloudfront/originAccessControl:OriginAccessControl': account('name'),
  'aws:cloudfront/originRequestPolicy:OriginRequestPolicy': account('name'),
  'aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy': account('name'),
  'aws:cloudtrail/trail:Trail': region('name'),
  'aws:cloudwatch/dashboard:Dashboard': account('dashboardName'),
  'aws:cloudwatch/eventRule:EventRule': region('eventBusName', 'name'),
  'aws:cloudwatch/eventTarget:EventTarget': region('eventBusName', 'rule', 'targetId'),
  'aws:cloudwatch/logGroup:LogGroup': region('name'),
  'aws:cloudwatch/metricAlarm:MetricAlarm': region('name'),
  'aws:docdb/cluster:Cluster': caseless(region('clusterIdentifier')),
  'aws:docdb/clusterInstance:ClusterInstance': caseless(region('identifier')),
  'aws:docdb/clusterParameterGroup:ClusterParameterGroup': caseless(region('name')),
  'aws:docdb/subnetGroup:SubnetGroup': caseless(region('name')),
  'aws:dynamodb/table:Table': region('name'),
  'aws:ec2/keyPair:KeyPair': region('keyName'),
  'aws:ec2/launchTemplate:LaunchTemplate': region('name'),
  'aws:ec2/route:Route': region('routeTableId', 'destinationCidrBlock', 'destinationIpv6CidrBlock', 'destinationPrefixListId'),
  'aws:ec2/securityGroup:SecurityGroup': caseless(region('vpcId', 'name')),
  'aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter': region('vpcPeeringConnectionId'),
  'aws:ec2/subnet:Subnet': region('vpcId', 'cidrBlock'),
  'aws:ecr/pullThroughCacheRule:PullThroughCacheRule': region('ecrRepositoryPrefix'),
  'aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration': region(),
  'aws:ecr/replicationConfiguration:ReplicationConfiguration': region(),
  'aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate': region('prefix'),
  'aws:ecr/repository:Repository': region('name'),
  'aws:eks/accessEntry:AccessEntry': region('clusterName', 'principalArn'),
  'aws:eks/addon:Addon': region('clusterName', 'addonName'),
  'aws:eks/cluster:Cluster': region('name'),
  'aws:eks/nodeGroup:NodeGroup': region('clusterName', 'nodeGroupName'),
  'aws:eks/podIdentityAssociation:PodIdentityAssociation': region('clusterName', 'namespace', 'serviceAccount'),
  'aws:elasticache/cluster:Cluster': caseless(region('clusterId')),
  'aws:elasticache/parameterGroup:ParameterGroup': caseless(region('name')),
  'aws:elasticache/replicationGroup:ReplicationGroup': caseless(region('replicationGroupId')),
  'aws:elasticache/serverlessCache:ServerlessCache': caseless(region('name')),
  'aws:elasticache/subnetGroup:SubnetGroup': caseless(region('name')),
  'aws:elasticache/user:User': caseless(region('userId')),
  'aws:elasticache/userGroup:UserGroup': caseless(region('userGroupId')),
  'aws:guardduty/detector:Detector': region(),
  'aws:iam/group:Group': caseless(account('name')),
  'aws:iam/instanceProfile:InstanceProfile': caseless(account('name')),
  'aws:iam/openIdConnectProvider:OpenIdConnectProvider': account('url'),
  'aws:iam/policy:Policy': caseless(account('name')),
  'aws:iam/role:Role': caseless(account('name')),
  'aws:iam/user:User': caseless(account('name')),
  'aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream': region('name'),
  'aws:kms/alias:Alias': region('name'),
  'aws:lb/loadBalancer:LoadBalancer': region('name'),
  'aws:lb/targetGroup:TargetGroup': region('name'),
  'aws:mq/broker:Broker': region('brokerName'),
  'aws:msk/cluster:Cluster': region('clusterName'),
  'aws:msk/configuration:Configuration': region('name'),
  'aws:msk/serverlessCluster:ServerlessCluster': region('clusterName'),
  'aws:msk/topic:Topic': region('clusterArn', 'name'),
  'aws:opensearch/domain:Domain': region('domainName'),
  'aws:sfn/stateMachine:StateMachine': region('name'),
  'aws:rds/cluster:Cluster': caseless(region('clusterIdentifier')),
  'aws:rds/clusterInstance:ClusterInstance': caseless(region('identifier')),
  'aws:rds/clusterParameterGroup:ClusterParameterGroup': caseless(region('name')),
  'aws:rds/globalCluster:GlobalCluster': caseless(account('globalClusterIdentifier')),
  'aws:rds/instance:Instance': caseless(region('identifier')),
  'aws:rds/optionGroup:OptionGroup': caseless(region('name')),
  'aws:rds/parameterGroup:ParameterGroup': caseless(region('name')),
  'aws:rds/proxy:Proxy': caseless(region('name')),
  'aws:rds/subnetGroup:SubnetGroup': caseless(region('name')),
  'aws:route53/record:Record': caseless(account('zoneId', 'name', 'type', 'setIdentifier')),
  'aws:s3/bucket:Bucket': { in: 'world', by: ['bucket'] },
  'aws:scheduler/schedule:Schedule': region('groupName', 'name'),
  'aws:securityhub/account:Account': region(),
  'aws:secretsmanager/secret:Secret': region('name'),
  'aws:sns/topic:Topic': region('name'),
  'aws:sqs/queue:Queue': region('name'),
  'aws:sqs/queuePolicy:QueuePolicy': region('queueUrl'),
  'aws:ssm/document:Document': region('name'),
  'aws:ssm/parameter:Parameter': region('name'),
  'aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule': region('securityGroupId', ...ruleProperties()),
  'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule': region('securityGroupId', ...ruleProperties()),
  'aws:wafv2/ipSet:IpSet': region('scope', 'name'),
  'aws:wafv2/webAcl:WebAcl': region('scope', 'name'),
};

function ruleProperties(): readonly string[] {
  return ['ipProtocol', 'fromPort', 'toPort', 'cidrIpv4', 'cidrIpv6', 'prefixListId', 'referencedSecurityGroupId'];
}

/** A text that no two resources can share; undefined for a type of which there may be any number. `values` hold no secrets. */
export function uniqueKey(type: string, values: WireObject, where: { readonly account: string; readonly region: string }): string | undefined {
  const scope = UNIQUE[type];
  if (!scope) return undefined;
  const place = scope.in === 'world' ? [] : scope.in === 'account' ? [where.account] : [where.account, where.region];
  const key = [type, ...place, ...scope.by.map(property => String(values[property] ?? ''))].join(' ');
  return scope.caseless ? key.toLowerCase() : key;
}

/** The name as an error tells it: `name clinical`. */
export function uniqueWords(type: string, values: WireObject): string {
  const properties = UNIQUE[type]?.by ?? [];
  return properties.flatMap(property => (values[property] === undefined ? [] : [`${property} ${String(values[property])}`])).join(', ');
}
