import type { Kafka, Site, StoreSize, Topic } from '@clinfra/core';

/** The machines of a broker. */
export const BROKER_CLASSES = {
  small: 'kafka.t3.small',
  medium: 'kafka.m7g.large',
  large: 'kafka.m7g.xlarge',
  xlarge: 'kafka.m7g.2xlarge',
} as const satisfies Record<StoreSize, string>;

/** The version that AWS recommends for clusters with changing topics. */
export const KAFKA_VERSION = '3.8.x';

/** MSK spreads over two zones or three, never one, never more. */
const MIN_ZONES = 2;
const MAX_ZONES = 3;

/** Over how many zones the brokers of a site stand. */
export function brokerZones(zones: Site['zones']): number {
  return Math.min(Math.max(zones.length, MIN_ZONES), MAX_ZONES);
}

/** The settings of every broker. Topics are declared, so none appears because somebody mistyped a name. */
export function brokerProperties(brokers: number): string {
  const properties = {
    'auto.create.topics.enable': 'false',
    'default.replication.factor': String(Math.min(brokers, 3)),
    'min.insync.replicas': String(inSync(Math.min(brokers, 3))),
    'unclean.leader.election.enable': 'false',
  };
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** A topic as MSK makes it. With three copies two must have a message before it counts as written. */
export function topicSettings(topic: Pick<Topic, 'name' | 'partitions' | 'replicas' | 'retention'>) {
  const configs = {
    'cleanup.policy': 'delete',
    'min.insync.replicas': String(inSync(topic.replicas)),
    'retention.ms': String(topic.retention.toMilliseconds()),
  };
  return { name: topic.name, partitionCount: topic.partitions, replicationFactor: topic.replicas, configs: JSON.stringify(configs) };
}

function inSync(copies: number): number {
  return copies >= 3 ? 2 : 1;
}

export function brokerCount(kafka: Pick<Kafka, 'brokersPerZone'>, zones: Site['zones']): number {
  return brokerZones(zones) * kafka.brokersPerZone;
}
