import type { Json, PatchedResource } from '@clinfra/core';
import type { CertificateArgs } from '@pulumi/aws/acm';
import type { DistributionArgs } from '@pulumi/aws/cloudfront';
import type { LogGroupArgs } from '@pulumi/aws/cloudwatch';
import type * as docdb from '@pulumi/aws/docdb';
import type { FlowLogArgs, LaunchTemplateArgs, SecurityGroupArgs, SubnetArgs, VpcArgs } from '@pulumi/aws/ec2';
import type { RepositoryArgs } from '@pulumi/aws/ecr';
import type * as eks from '@pulumi/aws/eks';
import type * as elasticache from '@pulumi/aws/elasticache';
import type { RoleArgs } from '@pulumi/aws/iam';
import type { FirehoseDeliveryStreamArgs } from '@pulumi/aws/kinesis';
import type { KeyArgs } from '@pulumi/aws/kms';
import type { ListenerArgs, LoadBalancerArgs, TargetGroupArgs } from '@pulumi/aws/lb';
import type * as msk from '@pulumi/aws/msk';
import type * as rds from '@pulumi/aws/rds';
import type { HealthCheckArgs, ZoneArgs } from '@pulumi/aws/route53';
import type { BucketArgs } from '@pulumi/aws/s3';
import type { SecretArgs } from '@pulumi/aws/secretsmanager';
import type { Unwrap } from '@pulumi/pulumi';

/** The arguments of what patches may name. Those of a firewall nest without an end, so that it is an object of JSON. */
interface Arguments {
  readonly 'aws:acm/certificate:Certificate': CertificateArgs;
  readonly 'aws:cloudfront/distribution:Distribution': DistributionArgs;
  readonly 'aws:cloudwatch/logGroup:LogGroup': LogGroupArgs;
  readonly 'aws:docdb/cluster:Cluster': docdb.ClusterArgs;
  readonly 'aws:docdb/clusterInstance:ClusterInstance': docdb.ClusterInstanceArgs;
  readonly 'aws:docdb/clusterParameterGroup:ClusterParameterGroup': docdb.ClusterParameterGroupArgs;
  readonly 'aws:ec2/flowLog:FlowLog': FlowLogArgs;
  readonly 'aws:ec2/launchTemplate:LaunchTemplate': LaunchTemplateArgs;
  readonly 'aws:ec2/securityGroup:SecurityGroup': SecurityGroupArgs;
  readonly 'aws:ec2/subnet:Subnet': SubnetArgs;
  readonly 'aws:ec2/vpc:Vpc': VpcArgs;
  readonly 'aws:ecr/repository:Repository': RepositoryArgs;
  readonly 'aws:eks/addon:Addon': eks.AddonArgs;
  readonly 'aws:eks/cluster:Cluster': eks.ClusterArgs;
  readonly 'aws:eks/nodeGroup:NodeGroup': eks.NodeGroupArgs;
  readonly 'aws:elasticache/parameterGroup:ParameterGroup': elasticache.ParameterGroupArgs;
  readonly 'aws:elasticache/replicationGroup:ReplicationGroup': elasticache.ReplicationGroupArgs;
  readonly 'aws:iam/role:Role': RoleArgs;
  readonly 'aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream': FirehoseDeliveryStreamArgs;
  readonly 'aws:kms/key:Key': KeyArgs;
  readonly 'aws:lb/listener:Listener': ListenerArgs;
  readonly 'aws:lb/loadBalancer:LoadBalancer': LoadBalancerArgs;
  readonly 'aws:lb/targetGroup:TargetGroup': TargetGroupArgs;
  readonly 'aws:msk/cluster:Cluster': msk.ClusterArgs;
  readonly 'aws:rds/cluster:Cluster': rds.ClusterArgs;
  readonly 'aws:rds/clusterInstance:ClusterInstance': rds.ClusterInstanceArgs;
  readonly 'aws:rds/clusterParameterGroup:ClusterParameterGroup': rds.ClusterParameterGroupArgs;
  readonly 'aws:rds/instance:Instance': rds.InstanceArgs;
  readonly 'aws:rds/parameterGroup:ParameterGroup': rds.ParameterGroupArgs;
  readonly 'aws:route53/healthCheck:HealthCheck': HealthCheckArgs;
  readonly 'aws:route53/zone:Zone': ZoneArgs;
  readonly 'aws:s3/bucket:Bucket': BucketArgs;
  readonly 'aws:secretsmanager/secret:Secret': SecretArgs;
}

/** Any of the arguments, null to take one away; what stands in a list is whole, for a list is replaced. */
type Merge<T> = T extends readonly unknown[] ? T : T extends object ? { readonly [Key in keyof T]?: Merge<T[Key]> | null } : T;

/**
 * What a patch of a type of Pulumi may merge: `merge: { capacityType: 'SPOT' } satisfies ArgumentsOf<'aws:eks/nodeGroup:NodeGroup'>`. A misspelt argument does not
 * compile then; without it only AWS's provider notices.
 */
export type ArgumentsOf<Type extends PatchedResource> = Type extends keyof Arguments ? Merge<Unwrap<Arguments[Type]>> : { readonly [argument: string]: Json };
