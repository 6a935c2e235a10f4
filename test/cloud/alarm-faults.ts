import type { PlannedResource, PlanValue } from '@clinfra/plan';
import { valueAt } from './resource-rules';

const METRIC = 'aws:cloudwatch/metricAlarm:MetricAlarm';
const COMPOSITE = 'aws:cloudwatch/compositeAlarm:CompositeAlarm';

/** The alarms that call nobody: neither do they themselves, nor does a ring that names them. */
export function unheardAlarms(resources: readonly PlannedResource[]): readonly string[] {
  const topics = new Set(resources.filter(({ type }) => type === 'aws:sns/topic:Topic').map(({ name }) => `\${aws:sns/topic:Topic::${name}.arn}`));
  const calls = ({ inputs }: PlannedResource) => listOf(inputs.alarmActions).some(action => topics.has(String(action)));
  const rules = resources.filter(resource => resource.type === COMPOSITE && calls(resource)).map(({ inputs }) => String(inputs.alarmRule));
  const named = (alarm: PlannedResource) => rules.some(rule => rule.includes(`ALARM("${alarm.inputs.name}")`));
  return resources.filter(resource => resource.type === METRIC && !calls(resource) && !named(resource)).map(({ inputs }) => String(inputs.name));
}

/** Where the names stand that dimensions mean. Names that AWS makes itself are made of one of these. */
const NAMES: Readonly<Record<string, readonly (readonly [type: string, property: string])[]>> = {
  DBInstanceIdentifier: [
    ['rds/instance:Instance', 'identifier'],
    ['rds/cluster:Cluster', 'clusterIdentifier'],
  ],
  DBClusterIdentifier: [
    ['rds/cluster:Cluster', 'clusterIdentifier'],
    ['docdb/cluster:Cluster', 'clusterIdentifier'],
  ],
  ProxyName: [['rds/proxy:Proxy', 'name']],
  ReplicationGroupId: [['elasticache/replicationGroup:ReplicationGroup', 'replicationGroupId']],
  CacheClusterId: [['elasticache/replicationGroup:ReplicationGroup', 'replicationGroupId']],
  'Cluster Name': [['msk/cluster:Cluster', 'clusterName']],
  BackupVaultName: [['backup/vault:Vault', 'name']],
  ClusterName: [['eks/cluster:Cluster', 'name']],
  BucketName: [['s3/bucket:Bucket', 'bucket']],
  DestinationBucket: [['s3/bucket:Bucket', 'bucket']],
  SourceBucket: [['s3/bucket:Bucket', 'bucket']],
  TopicName: [['sns/topic:Topic', 'name']],
  Broker: [['mq/broker:Broker', 'brokerName']],
  DeliveryStreamName: [['kinesis/firehoseDeliveryStream:FirehoseDeliveryStream', 'name']],
};

/** What RDS and ElastiCache append to the name of a cluster for its machines. */
const APPENDED = /(-instance-\d+|-\d{4}-\d{3})$/;

/** Dimensions of alarms that mean what is not there, each once. */
export function unknownDimensions(resources: readonly PlannedResource[]): readonly string[] {
  const alarms = resources.filter(({ type }) => type === METRIC);
  const meant = alarms.flatMap(alarm => [...dimensionsOf(alarm)].map(([name, value]) => `${name} ${value}`));
  const there = new Set(
    Object.entries(NAMES).flatMap(([name, places]) =>
      places.flatMap(([type, property]) => resources.filter(resource => resource.type === `aws:${type}`).map(({ inputs }) => `${name} ${inputs[property]}`)),
    ),
  );
  const judged = meant.filter(dimension => Object.keys(NAMES).some(name => dimension.startsWith(`${name} `)));
  return [...new Set(judged.filter(dimension => !there.has(dimension) && !there.has(dimension.replace(APPENDED, ''))))];
}

function* dimensionsOf({ inputs }: PlannedResource): Generator<readonly [string, PlanValue]> {
  const queries = listOf(inputs.metricQueries);
  for (const one of [inputs, ...queries.map(query => valueAt(query, 'metric') ?? null)]) {
    const dimensions = valueAt(one, 'dimensions');
    if (typeof dimensions === 'object' && dimensions !== null) yield* Object.entries(dimensions as Readonly<Record<string, PlanValue>>);
  }
  for (const query of queries) {
    const [, cluster] = /"Cluster Name" = '([^']+)'/.exec(String(valueAt(query, 'expression'))) ?? [];
    if (cluster !== undefined) yield ['Cluster Name', cluster];
  }
}

function listOf(value: PlanValue | undefined): readonly PlanValue[] {
  return Array.isArray(value) ? value : [];
}
