import type { Kafka, KafkaMonitoring, KafkaVersion, Site, StoreSize, Topic, TopicCleanup } from '@clinfra/core';
import type { SiteFacts } from '../../site-facts';

/** The machines of a broker. */
export const BROKER_CLASSES = {
  small: 'kafka.t3.small',
  medium: 'kafka.m7g.large',
  large: 'kafka.m7g.xlarge',
  xlarge: 'kafka.m7g.2xlarge',
} as const satisfies Record<StoreSize, string>;

/** As MSK spells the versions; it chooses the last figure. */
export const KAFKA_VERSIONS = { '3.8': '3.8.x', '3.9': '3.9.x', '4.0': '4.0.x.kraft', '4.1': '4.1.x.kraft' } as const satisfies Record<KafkaVersion, string>;

const MONITORING = {
  broker: 'PER_BROKER',
  topic: 'PER_TOPIC_PER_BROKER',
  partition: 'PER_TOPIC_PER_PARTITION',
} as const satisfies Record<KafkaMonitoring, string>;

const CLEANUP = { delete: 'delete', compact: 'compact', 'compact-and-delete': 'compact,delete' } as const satisfies Record<TopicCleanup, string>;

/** Where Prometheus finds the figures of Kafka and of the broker's machine. */
export const EXPORTER_PORTS: { readonly from: number; readonly to: number } = { from: 11_001, to: 11_002 };

/** The share of a disk in use at which it grows. */
const FULL = 60;

/** How many times as large a disk becomes where nothing else is said, and the largest that MSK has, in GiB. */
const GROWTH = 4;
const LARGEST_DISK = 16_384;

/** The name of a Kafka cluster in its account and region. */
export function kafkaName(facts: SiteFacts, { name }: Pick<Kafka, 'name'>): string {
  return facts.physicalName([name], 64);
}

/** MSK spreads over two zones or three, never one, never more. */
const MIN_ZONES = 2;
const MAX_ZONES = 3;

/** Over how many zones the brokers of a site stand. */
export function brokerZones(zones: Site['zones']): number {
  return Math.min(Math.max(zones.length, MIN_ZONES), MAX_ZONES);
}

/**
 * The settings of every broker. Topics are declared, so none appears because somebody mistyped a name. Where clients have passwords, what no ACL allows is refused; this
 * counts for no identity of AWS, so that who writes the ACLs needs none.
 */
export function brokerProperties({ givesPasswords }: Pick<Kafka, 'givesPasswords'>, brokers: number): string {
  const properties = {
    ...(givesPasswords && { 'allow.everyone.if.no.acl.found': 'false' }),
    'auto.create.topics.enable': 'false',
    'default.replication.factor': String(Math.min(brokers, 3)),
    'min.insync.replicas': brokers >= 3 ? '2' : '1',
    'unclean.leader.election.enable': 'false',
  };
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** What a broker tells, and to whom: CloudWatch always, Prometheus where the site has one. */
export function monitoringSettings({ monitoring }: Pick<Kafka, 'monitoring'>, { prometheus }: Pick<Site, 'prometheus'>) {
  const on = { enabledInBroker: true };
  return {
    enhancedMonitoring: MONITORING[monitoring],
    ...(prometheus && { openMonitoring: { prometheus: { jmxExporter: on, nodeExporter: on } } }),
  };
}

/** How far the brokers' disks grow and when; they never shrink. */
export function storageGrowth({ storage, storageLimit = storage.times(GROWTH) }: Pick<Kafka, 'storage' | 'storageLimit'>) {
  const scaled = { serviceNamespace: 'kafka', scalableDimension: 'kafka:broker-storage:VolumeSize' };
  return {
    // The fewest that MSK takes is one, whatever the disks have.
    target: { ...scaled, minCapacity: 1, maxCapacity: Math.min(storageLimit.toAwsGibibytes(), LARGEST_DISK) },
    policy: {
      ...scaled,
      policyType: 'TargetTrackingScaling',
      targetTrackingScalingPolicyConfiguration: {
        disableScaleIn: true,
        targetValue: FULL,
        predefinedMetricSpecification: { predefinedMetricType: 'KafkaBrokerStorageUtilization' },
      },
    },
  };
}

type TopicSettings = Pick<Topic, 'name' | 'partitions' | 'replicas' | 'minInSyncReplicas' | 'cleanup' | 'retention' | 'localRetention' | 'tiered'>;

/** A topic as MSK makes it. */
export function topicSettings(topic: TopicSettings) {
  const configs = {
    'cleanup.policy': CLEANUP[topic.cleanup],
    ...(topic.tiered && { 'local.retention.ms': String(topic.localRetention.toMilliseconds()) }),
    'min.insync.replicas': String(topic.minInSyncReplicas),
    ...(topic.tiered && { 'remote.storage.enable': 'true' }),
    'retention.ms': String(topic.retention.toMilliseconds()),
  };
  return { name: topic.name, partitionCount: topic.partitions, replicationFactor: topic.replicas, configs: JSON.stringify(configs) };
}

export function brokerCount(kafka: Pick<Kafka, 'brokersPerZone'>, zones: Site['zones']): number {
  return brokerZones(zones) * kafka.brokersPerZone;
}
