import type { Json } from './patch';

/** What every database, cache and broker has on AWS. */
const OF_A_SERVER = ['aws:kms/key:Key', 'aws:cloudwatch/logGroup:LogGroup', 'aws:ec2/securityGroup:SecurityGroup'] as const;
/** Who somebody is in AWS. What a role may do follows from the declaration and is no resource that can be patched. */
const IDENTITY = 'aws:iam/role:Role';
const BALANCER = [
  ...['aws:lb/loadBalancer:LoadBalancer', 'aws:lb/listener:Listener', 'aws:lb/targetGroup:TargetGroup', 'aws:ec2/securityGroup:SecurityGroup'],
  'aws:acm/certificate:Certificate',
] as const;

/** The Pulumi types of what each construct becomes on AWS, stores by what manages them, that a patch may name: those that carry tags, which say who patched them. */
export const PATCHED_RESOURCES = {
  rds: ['aws:rds/instance:Instance', 'aws:rds/parameterGroup:ParameterGroup', ...OF_A_SERVER, IDENTITY],
  'rds-cluster': ['aws:rds/cluster:Cluster', 'aws:rds/clusterParameterGroup:ClusterParameterGroup', ...OF_A_SERVER, IDENTITY],
  aurora: [
    ...['aws:rds/cluster:Cluster', 'aws:rds/clusterInstance:ClusterInstance', 'aws:rds/clusterParameterGroup:ClusterParameterGroup'],
    ...OF_A_SERVER,
    IDENTITY,
  ],
  mongodb: ['aws:docdb/cluster:Cluster', 'aws:docdb/clusterInstance:ClusterInstance', 'aws:docdb/clusterParameterGroup:ClusterParameterGroup', ...OF_A_SERVER],
  redis: ['aws:elasticache/replicationGroup:ReplicationGroup', 'aws:elasticache/parameterGroup:ParameterGroup', ...OF_A_SERVER, IDENTITY],
  kafka: ['aws:msk/cluster:Cluster', ...OF_A_SERVER],
  rabbitmq: ['aws:mq/broker:Broker', 'aws:kms/key:Key', 'aws:ec2/securityGroup:SecurityGroup'],
  opensearch: ['aws:opensearch/domain:Domain', ...OF_A_SERVER, IDENTITY],
  bucket: ['aws:s3/bucket:Bucket', 'aws:kms/key:Key', IDENTITY],
  'audit-trail': [
    ...['aws:s3/bucket:Bucket', 'aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream'],
    ...['aws:kms/key:Key', 'aws:cloudwatch/logGroup:LogGroup', IDENTITY],
  ],
  site: [
    ...['aws:ec2/vpc:Vpc', 'aws:ec2/subnet:Subnet', 'aws:ec2/flowLog:FlowLog'],
    ...['aws:eks/cluster:Cluster', 'aws:eks/addon:Addon', 'aws:eks/nodeGroup:NodeGroup', 'aws:ec2/launchTemplate:LaunchTemplate'],
    ...['aws:kms/key:Key', 'aws:cloudwatch/logGroup:LogGroup', IDENTITY],
  ],
  registry: ['aws:ecr/repository:Repository', 'aws:kms/key:Key', IDENTITY],
  'dns-zone': ['aws:route53/zone:Zone', 'aws:kms/key:Key'],
  edge: [...BALANCER, 'aws:wafv2/webAcl:WebAcl', 'aws:route53/healthCheck:HealthCheck', 'aws:cloudfront/distribution:Distribution'],
  secret: ['aws:secretsmanager/secret:Secret'],
  'clinical-service': [IDENTITY, ...BALANCER],
  worker: [IDENTITY],
  'scheduled-task': [IDENTITY],
  'release-task': [IDENTITY],
} as const;

type ResourceNoun = keyof typeof PATCHED_RESOURCES;

/** A Pulumi type that a construct of the noun may become. */
export type ResourceOf<Noun extends ResourceNoun> = (typeof PATCHED_RESOURCES)[Noun][number];

/** A Pulumi type that some patch may name. */
export type PatchedResource = ResourceOf<ResourceNoun>;

/** What is changed in AWS resources, after everything else has been made. */
export interface ResourcePatch<Type extends PatchedResource = PatchedResource> {
  /** The Pulumi type, `aws:rds/cluster:Cluster`. One that the construct does not become is a finding. */
  readonly type: Type;
  /**
   * Which of several resources of the type, of a site or a registry: its name in the preview, `nilecare-khartoum-nodes-general`. Those of other constructs are alike.
   * @default all of the type
   */
  readonly name?: string;
  /**
   * What is laid over the arguments of the resource as a JSON merge patch, in the words of Pulumi: `{ performanceInsightsRetentionPeriod: 731 }`. What names it, or is a
   * property of the construct, is not open to it; what keeps it safe takes a waiver in production (`patched-guard`). `ArgumentsOf<'aws:rds/cluster:Cluster'>` of
   * `@clinfra/aws` is its type for a resource.
   */
  readonly merge: { readonly [argument: string]: Json };
}
