/** Types of resources that hold data, with what is lost when one goes or is made anew. Which properties make it anew, `replacements.ts` says. */
export const DURABLE: Readonly<Record<string, string>> = {
  'aws:backup/vault:Vault': 'the backups in it',
  'aws:docdb/cluster:Cluster': 'its documents',
  'aws:ebs/volume:Volume': 'what is on the disk',
  'aws:ecr/repository:Repository': 'the images in it',
  'aws:eks/cluster:Cluster': 'all that runs in it, and its hold on their disks',
  'aws:elasticache/replicationGroup:ReplicationGroup': 'what it keeps',
  'aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream': 'what it has not delivered yet',
  'aws:kms/key:Key': 'the way to read whatever it encrypted',
  'aws:kms/replicaKey:ReplicaKey': 'the way to read whatever it encrypted',
  'aws:mq/broker:Broker': 'the messages that wait in it',
  'aws:msk/cluster:Cluster': 'its topics and their messages',
  'aws:msk/topic:Topic': 'its messages',
  'aws:opensearch/domain:Domain': 'its documents',
  'aws:rds/cluster:Cluster': 'its databases',
  'aws:rds/clusterSnapshot:ClusterSnapshot': 'the state before a release',
  'aws:rds/globalCluster:GlobalCluster': 'what joins its databases',
  'aws:rds/instance:Instance': 'its databases',
  'aws:rds/snapshot:Snapshot': 'the state before a release',
  'aws:route53/zone:Zone': 'its names, and the delegation to it',
  'aws:s3/bucket:Bucket': 'its objects',
  'aws:secretsmanager/secret:Secret': 'its value',
  'kubernetes:core/v1:PersistentVolumeClaim': 'what is on the disk',
};

/** What is lost with a resource of that type; undefined where it holds nothing. */
export function lostWith(type: string): string | undefined {
  return Object.hasOwn(DURABLE, type) ? DURABLE[type] : undefined;
}
