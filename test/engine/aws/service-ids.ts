/**
 * How services identify what they make: the id that the provider gives, and the ARN without `arn:aws:`. In braces stand properties of the resource, and
 * `region`, `account`, `id`, `uuid`, `hex8` or `hex17`. An id of `{arn}` is the ARN itself. Types that are not here have an id and an ARN of a common shape.
 */
interface Identification {
  readonly id: string;
  readonly arn?: string;
}

const ec2 = (prefix: string, arn: string): Identification => ({ id: `${prefix}-{hex17}`, arn: `ec2:{region}:{account}:${arn}/{id}` });
const byArn = (arn: string): Identification => ({ id: '{arn}', arn });
const by = (id: string, arn?: string): Identification => ({ id, ...(arn !== undefined && { arn }) });

export const IDENTIFICATIONS: Readonly<Record<string, Identification>> = {
  'aws:acm/certificate:Certificate': byArn('acm:{region}:{account}:certificate/{uuid}'),
  'aws:appautoscaling/policy:Policy': by(
    '{name}',
    'autoscaling:{region}:{account}:scalingPolicy:{uuid}:resource/{serviceNamespace}/{resourceId}:policyName/{name}',
  ),
  'aws:appautoscaling/target:Target': by('{resourceId}', 'application-autoscaling:{region}:{account}:scalable-target/{hex17}'),
  'aws:backup/plan:Plan': by('{uuid}', 'backup:{region}:{account}:backup-plan:{id}'),
  'aws:backup/restoreTestingPlan:RestoreTestingPlan': by('{name}', 'backup:{region}:{account}:restore-testing-plan:{name}-{uuid}'),
  'aws:backup/restoreTestingSelection:RestoreTestingSelection': by('{name}:{restoreTestingPlanName}'),
  'aws:backup/selection:Selection': by('{uuid}'),
  'aws:backup/vault:Vault': by('{name}', 'backup:{region}:{account}:backup-vault:{name}'),
  'aws:backup/vaultLockConfiguration:VaultLockConfiguration': by('{backupVaultName}'),
  'aws:backup/vaultPolicy:VaultPolicy': by('{backupVaultName}'),
  'aws:cloudfront/distribution:Distribution': by('E{hex13}', 'cloudfront::{account}:distribution/{id}'),
  'aws:cloudtrail/trail:Trail': byArn('cloudtrail:{region}:{account}:trail/{name}'),
  'aws:cloudwatch/dashboard:Dashboard': by('{dashboardName}', 'cloudwatch::{account}:dashboard/{dashboardName}'),
  'aws:cloudwatch/eventRule:EventRule': by('{name}', 'events:{region}:{account}:rule/{name}'),
  'aws:cloudwatch/logGroup:LogGroup': by('{name}', 'logs:{region}:{account}:log-group:{name}'),
  'aws:cloudwatch/metricAlarm:MetricAlarm': by('{name}', 'cloudwatch:{region}:{account}:alarm:{name}'),
  'aws:docdb/cluster:Cluster': by('{clusterIdentifier}', 'rds:{region}:{account}:cluster:{clusterIdentifier}'),
  'aws:docdb/clusterInstance:ClusterInstance': by('{identifier}', 'rds:{region}:{account}:db:{identifier}'),
  'aws:docdb/clusterParameterGroup:ClusterParameterGroup': by('{name}', 'rds:{region}:{account}:cluster-pg:{name}'),
  'aws:docdb/subnetGroup:SubnetGroup': by('{name}', 'rds:{region}:{account}:subgrp:{name}'),
  'aws:dynamodb/table:Table': by('{name}', 'dynamodb:{region}:{account}:table/{name}'),
  'aws:ebs/volume:Volume': ec2('vol', 'volume'),
  'aws:ec2/defaultSecurityGroup:DefaultSecurityGroup': ec2('sg', 'security-group'),
  'aws:ec2/eip:Eip': ec2('eipalloc', 'elastic-ip'),
  'aws:ec2/flowLog:FlowLog': ec2('fl', 'vpc-flow-log'),
  'aws:ec2/instance:Instance': ec2('i', 'instance'),
  'aws:ec2/internetGateway:InternetGateway': ec2('igw', 'internet-gateway'),
  'aws:ec2/launchTemplate:LaunchTemplate': ec2('lt', 'launch-template'),
  'aws:ec2/natGateway:NatGateway': ec2('nat', 'natgateway'),
  'aws:ec2/networkAcl:NetworkAcl': ec2('acl', 'network-acl'),
  'aws:ec2/route:Route': by('r-{routeTableId}{hex8}'),
  'aws:ec2/routeTable:RouteTable': ec2('rtb', 'route-table'),
  'aws:ec2/routeTableAssociation:RouteTableAssociation': by('rtbassoc-{hex17}'),
  'aws:ec2/securityGroup:SecurityGroup': ec2('sg', 'security-group'),
  'aws:ec2/subnet:Subnet': ec2('subnet', 'subnet'),
  'aws:ec2/vpc:Vpc': ec2('vpc', 'vpc'),
  'aws:ec2/vpcEndpoint:VpcEndpoint': ec2('vpce', 'vpc-endpoint'),
  'aws:ec2/vpcPeeringConnection:VpcPeeringConnection': by('pcx-{hex17}'),
  'aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter': by('{vpcPeeringConnectionId}'),
  'aws:ec2transitgateway/peeringAttachment:PeeringAttachment': ec2('tgw-attach', 'transit-gateway-attachment'),
  'aws:ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter': by('{transitGatewayAttachmentId}'),
  'aws:ec2transitgateway/route:Route': by('{transitGatewayRouteTableId}_{destinationCidrBlock}'),
  'aws:ec2transitgateway/transitGateway:TransitGateway': ec2('tgw', 'transit-gateway'),
  'aws:ec2transitgateway/vpcAttachment:VpcAttachment': ec2('tgw-attach', 'transit-gateway-attachment'),
  'aws:ecr/repository:Repository': by('{name}', 'ecr:{region}:{account}:repository/{name}'),
  'aws:eks/accessEntry:AccessEntry': by('{clusterName}:{principalArn}', 'eks:{region}:{account}:access-entry/{clusterName}/role/{account}/{hex17}/{uuid}'),
  'aws:eks/accessPolicyAssociation:AccessPolicyAssociation': by('{clusterName}#{principalArn}#{policyArn}'),
  'aws:eks/addon:Addon': by('{clusterName}:{addonName}', 'eks:{region}:{account}:addon/{clusterName}/{addonName}/{uuid}'),
  'aws:eks/cluster:Cluster': by('{name}', 'eks:{region}:{account}:cluster/{name}'),
  'aws:eks/nodeGroup:NodeGroup': by('{clusterName}:{nodeGroupName}', 'eks:{region}:{account}:nodegroup/{clusterName}/{nodeGroupName}/{uuid}'),
  'aws:eks/podIdentityAssociation:PodIdentityAssociation': by('a-{hex17}', 'eks:{region}:{account}:podidentityassociation/{clusterName}/{id}'),
  'aws:elasticache/cluster:Cluster': by('{clusterId}', 'elasticache:{region}:{account}:cluster:{clusterId}'),
  'aws:elasticache/parameterGroup:ParameterGroup': by('{name}', 'elasticache:{region}:{account}:parametergroup:{name}'),
  'aws:elasticache/replicationGroup:ReplicationGroup': by('{replicationGroupId}', 'elasticache:{region}:{account}:replicationgroup:{replicationGroupId}'),
  'aws:elasticache/serverlessCache:ServerlessCache': by('{name}', 'elasticache:{region}:{account}:serverlesscache:{name}'),
  'aws:elasticache/subnetGroup:SubnetGroup': by('{name}', 'elasticache:{region}:{account}:subnetgroup:{name}'),
  'aws:elasticache/user:User': by('{userId}', 'elasticache:{region}:{account}:user:{userId}'),
  'aws:elasticache/userGroup:UserGroup': by('{userGroupId}', 'elasticache:{region}:{account}:usergroup:{userGroupId}'),
  'aws:iam/group:Group': by('{name}', 'iam::{account}:group/{name}'),
  'aws:iam/instanceProfile:InstanceProfile': by('{name}', 'iam::{account}:instance-profile/{name}'),
  'aws:iam/policy:Policy': byArn('iam::{account}:policy/{name}'),
  'aws:iam/role:Role': by('{name}', 'iam::{account}:role/{name}'),
  'aws:iam/rolePolicy:RolePolicy': by('{role}:{name}'),
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': by('{role}-{hex17}'),
  'aws:iam/user:User': by('{name}', 'iam::{account}:user/{name}'),
  'aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream': byArn('firehose:{region}:{account}:deliverystream/{name}'),
  'aws:kms/alias:Alias': by('{name}', 'kms:{region}:{account}:{name}'),
  'aws:kms/key:Key': by('{uuid}', 'kms:{region}:{account}:key/{id}'),
  'aws:kms/replicaKey:ReplicaKey': by('{uuid}', 'kms:{region}:{account}:key/{id}'),
  'aws:lb/listener:Listener': byArn('elasticloadbalancing:{region}:{account}:listener/app/{hex8}/{hex17}'),
  'aws:lb/loadBalancer:LoadBalancer': byArn('elasticloadbalancing:{region}:{account}:loadbalancer/app/{name}/{hex17}'),
  'aws:lb/targetGroup:TargetGroup': byArn('elasticloadbalancing:{region}:{account}:targetgroup/{name}/{hex17}'),
  'aws:mq/broker:Broker': by('b-{uuid}', 'mq:{region}:{account}:broker:{brokerName}:{id}'),
  'aws:msk/cluster:Cluster': byArn('kafka:{region}:{account}:cluster/{clusterName}/{uuid}-2'),
  'aws:msk/singleScramSecretAssociation:SingleScramSecretAssociation': by('{clusterArn},{secretArn}'),
  'aws:msk/configuration:Configuration': byArn('kafka:{region}:{account}:configuration/{name}/{uuid}-2'),
  'aws:opensearch/domain:Domain': byArn('es:{region}:{account}:domain/{domainName}'),
  'aws:rds/cluster:Cluster': by('{clusterIdentifier}', 'rds:{region}:{account}:cluster:{clusterIdentifier}'),
  'aws:rds/clusterInstance:ClusterInstance': by('{identifier}', 'rds:{region}:{account}:db:{identifier}'),
  'aws:rds/clusterParameterGroup:ClusterParameterGroup': by('{name}', 'rds:{region}:{account}:cluster-pg:{name}'),
  'aws:rds/instance:Instance': by('db-{HEX}', 'rds:{region}:{account}:db:{identifier}'),
  'aws:rds/parameterGroup:ParameterGroup': by('{name}', 'rds:{region}:{account}:pg:{name}'),
  'aws:rds/proxy:Proxy': by('{name}', 'rds:{region}:{account}:db-proxy:prx-{hex17}'),
  'aws:rds/subnetGroup:SubnetGroup': by('{name}', 'rds:{region}:{account}:subgrp:{name}'),
  'aws:route53/record:Record': by('{zoneId}_{name}_{type}_{hex8}'),
  'aws:route53/zone:Zone': by('Z{HEX}', 'route53:::hostedzone/{id}'),
  'aws:s3/bucket:Bucket': by('{bucket}', 's3:::{bucket}'),
  'aws:secretsmanager/secret:Secret': byArn('secretsmanager:{region}:{account}:secret:{name}-{hex6}'),
  'aws:secretsmanager/secretVersion:SecretVersion': by('{secretId}|{uuid}'),
  'aws:scheduler/schedule:Schedule': by('default/{name}', 'scheduler:{region}:{account}:schedule/default/{name}'),
  'aws:sfn/stateMachine:StateMachine': byArn('states:{region}:{account}:stateMachine:{name}'),
  'aws:sns/topic:Topic': byArn('sns:{region}:{account}:{name}'),
  'aws:sns/topicSubscription:TopicSubscription': byArn('sns:{region}:{account}:subscription:{uuid}'),
  'aws:cloudwatch/eventTarget:EventTarget': by('{rule}-{targetId}'),
  'aws:sqs/queuePolicy:QueuePolicy': by('{queueUrl}'),
  'aws:sqs/queue:Queue': by('https://sqs.{region}.amazonaws.com/{account}/{name}', 'sqs:{region}:{account}:{name}'),
  'aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule': ec2('sgr', 'security-group-rule'),
  'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule': ec2('sgr', 'security-group-rule'),
};

/** The templates of a type: its own, or those of the common shape. */
export function identificationOf(type: string): { readonly id: string; readonly arn: string } {
  const [, service = 'aws', , kind = ''] = /^aws:(\w+)\/(\w+):(\w+)$/.exec(type) ?? [];
  const stem = kind.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
  const common = { id: `${stem}-{hex17}`, arn: `${service}:{region}:{account}:${stem}/{id}` };
  return { ...common, ...IDENTIFICATIONS[type] };
}
