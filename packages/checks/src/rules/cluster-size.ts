import type { Inventory, Kafka, Redis } from '@clinfra/core';
import { brokersOn } from '../brokers';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';
import { isWhole } from '../whole';

const MOST_BROKERS = 30;
const MOST_CACHE_NODES = 500;

export const clusterSize = rule(
  'cluster-size',
  'a topic has no more copies than its cluster has brokers, and no cluster more machines than the cloud admits',
  function* ({ inventory }) {
    for (const store of inventory.stores) {
      if (store.existing) continue;
      if (store.kind === 'kafka') yield* brokers(store, inventory);
      if (store.kind === 'redis') yield* cacheNodes(store);
    }
  },
);

function* brokers(kafka: Kafka, inventory: Inventory): Generator<Fault> {
  const { path, brokersPerZone, topics } = kafka;
  if (!isWhole(brokersPerZone) || brokersPerZone < 1) return;
  for (const site of sitesOf(inventory, kafka)) {
    const { number, where } = brokersOn(site, kafka);
    if (number > MOST_BROKERS) yield error(`${path}.brokersPerZone`, `make at most ${MOST_BROKERS} brokers`, `${number}, ${where}`, 'lower it');
    for (const topic of topics) {
      if (!isWhole(topic.replicas) || topic.replicas <= number || number < 1) continue;
      yield error(`${topic.path}.replicas`, `be at most the brokers (${number}, ${where})`, show(topic.replicas), 'lower it, or add brokers');
    }
  }
}

function* cacheNodes({ path, shards, replicas }: Redis): Generator<Fault> {
  if (!isWhole(shards) || !isWhole(replicas)) return;
  const nodes = shards * (1 + replicas);
  // More shards than that alone are a figure out of range.
  if (shards > MOST_CACHE_NODES || nodes <= MOST_CACHE_NODES) return;
  yield error(
    `${path}.shards`,
    `make at most ${MOST_CACHE_NODES} nodes with their replicas`,
    `${nodes}, ${shards} times ${1 + replicas}`,
    'lower shards or replicas',
  );
}
