import type { WireObject } from './wire';

/** The property that makes a service refuse to delete; each is true or false. */
export const PROTECTED_BY: Readonly<Record<string, string>> = {
  'aws:cloudwatch/logGroup:LogGroup': 'deletionProtectionEnabled',
  'aws:docdb/cluster:Cluster': 'deletionProtection',
  'aws:docdb/globalCluster:GlobalCluster': 'deletionProtection',
  'aws:dynamodb/table:Table': 'deletionProtectionEnabled',
  'aws:ec2/instance:Instance': 'disableApiTermination',
  'aws:eks/cluster:Cluster': 'deletionProtection',
  'aws:lb/loadBalancer:LoadBalancer': 'enableDeletionProtection',
  'aws:rds/cluster:Cluster': 'deletionProtection',
  'aws:rds/globalCluster:GlobalCluster': 'deletionProtection',
  'aws:rds/instance:Instance': 'deletionProtection',
};

/** Types that are deleted only after a last snapshot, or when the program says that none is wanted. */
const SNAPSHOT: ReadonlySet<string> = new Set(['aws:docdb/cluster:Cluster', 'aws:rds/cluster:Cluster', 'aws:rds/instance:Instance']);

/** Why the service would not delete a resource; undefined when it would. `values` are those of its state and hold no secrets. */
export function protectionOf(type: string, values: WireObject): string | undefined {
  const property = PROTECTED_BY[type];
  if (property !== undefined && values[property] === true) {
    return `must not be deleted while ${property} is true; set it to false and apply that first [deletion-protection]`;
  }
  if (SNAPSHOT.has(type) && values.skipFinalSnapshot !== true && !values.finalSnapshotIdentifier) {
    return 'must have finalSnapshotIdentifier to be deleted while skipFinalSnapshot is not true; set one of them and apply that first [final-snapshot]';
  }
  return undefined;
}
