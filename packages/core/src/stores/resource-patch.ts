import type { Json } from '../patch';

/** What every store has on AWS, whatever manages it. */
const OF_EVERY_STORE = ['aws:kms/key:Key', 'aws:cloudwatch/logGroup:LogGroup', 'aws:ec2/securityGroup:SecurityGroup'] as const;

/** The Pulumi types of what a store becomes on AWS, by what manages it, that a patch may name. */
export const STORE_RESOURCES = {
  rds: ['aws:rds/instance:Instance', 'aws:rds/parameterGroup:ParameterGroup', ...OF_EVERY_STORE],
  'rds-cluster': ['aws:rds/cluster:Cluster', 'aws:rds/clusterParameterGroup:ClusterParameterGroup', ...OF_EVERY_STORE],
  aurora: ['aws:rds/cluster:Cluster', 'aws:rds/clusterInstance:ClusterInstance', 'aws:rds/clusterParameterGroup:ClusterParameterGroup', ...OF_EVERY_STORE],
  redis: ['aws:elasticache/replicationGroup:ReplicationGroup', 'aws:elasticache/parameterGroup:ParameterGroup', ...OF_EVERY_STORE],
  kafka: ['aws:msk/cluster:Cluster', ...OF_EVERY_STORE],
} as const;

/** A Pulumi type that some store becomes. */
export type StoreResource = (typeof STORE_RESOURCES)[keyof typeof STORE_RESOURCES][number];

/** What is changed in the AWS resources of a store, after everything else has been made. */
export interface ResourcePatch {
  /** The Pulumi type, `aws:rds/cluster:Cluster`. Of a type of which a store has several all are meant: they are alike. One that the store does not become is a finding. */
  readonly type: StoreResource;
  /**
   * What is laid over the arguments of the resource as a JSON merge patch, in the words of Pulumi: `{ performanceInsightsRetentionPeriod: 731 }`. What names it, or is a
   * property of the store, is not open to it; what keeps it safe takes a waiver in production (`patched-guard`).
   */
  readonly merge: { readonly [argument: string]: Json };
}
