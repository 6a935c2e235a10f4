import { Duration, days, type Inventory, type Kafka, type StoreSize, type Topic } from '@clinfra/core';
import { brokersOn } from '../brokers';
import { error, type Fault, warning } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';
import { isBlank } from '../text';
import { isWhole } from '../whole';

/** The partitions that MSK advises a broker to carry at most, copies counted; beyond them it can no longer be changed or upgraded. */
const MOST_PARTITIONS = { small: 300, medium: 1000, large: 1000, xlarge: 2000 } as const satisfies Record<StoreSize, number>;
/** What brokers keep on their own disks at most: longer is what the cheaper storage is for. */
const LONGEST_ON_DISK = days(30);

export const kafka = rule(
  'kafka',
  'a Kafka cluster carries its topics: no broker more partitions than it can, no disk more time than it should, no topic loses what it said was written, and passwords can come to its clients',
  function* ({ inventory }) {
    for (const store of inventory.stores) {
      if (store.kind !== 'kafka') continue;
      yield* logins(store, inventory);
      if (store.existing) continue;
      for (const topic of store.topics) yield* durability(topic);
      yield* storage(store);
      yield* machines(store, inventory);
    }
  },
);

function* logins(store: Kafka, inventory: Inventory): Generator<Fault> {
  const { path, authentication, existing, passwords } = store;
  const place = `${path}.authentication`;
  if (authentication !== 'scram') {
    if (passwords !== 1)
      yield error(`${path}.passwords`, 'be left out where clients have none', show(passwords), "leave it out, or set authentication 'scram'");
  } else if (existing) {
    const must = "be left out for a cluster that exists already, whose users are its owner's";
    yield error(place, must, show(authentication), 'leave it out, and let workloads use a secret');
  } else {
    for (const { path: site, hosting, secrets } of sitesOf(inventory, store)) {
      if (hosting?.kind !== 'aws' || secrets?.kind === 'secrets-manager') continue;
      const got = `${site}, which ${secrets === undefined ? 'names no source' : 'takes secrets from elsewhere'}`;
      yield error(place, 'be where secrets come from Secrets Manager', got, 'give that site secrets: secretsManager(), and run External Secrets there');
    }
  }
}

function* durability({ path, replicas, minInSyncReplicas, key }: Topic): Generator<Fault> {
  if (isBlank(key)) yield error(`${path}.key`, 'say by what messages keep their order', show(key), 'write it as patient_id');
  if (!isWhole(minInSyncReplicas) || !isWhole(replicas) || replicas < 1) return;
  const place = `${path}.minInSyncReplicas`;
  if (minInSyncReplicas > replicas) yield error(place, `be at most the replicas (${replicas})`, show(minInSyncReplicas), 'lower it, or add replicas');
  else if (minInSyncReplicas === replicas && replicas > 1) {
    yield warning(place, `be less than the replicas (${replicas}), so that one broker may fail`, show(minInSyncReplicas), 'lower it, or add replicas');
  }
}

function* storage({ path, storage: size, storageLimit, tieredStorage, topics }: Kafka): Generator<Fault> {
  if (storageLimit && size?.amount > storageLimit.amount)
    yield error(`${path}.storageLimit`, `be at least storage (${size})`, show(storageLimit), 'let the disks grow');
  if (tieredStorage) return;
  for (const topic of topics) {
    if (topic.cleanup !== 'delete' || !(topic.retention instanceof Duration) || !topic.retention.exceeds(LONGEST_ON_DISK)) continue;
    const must = `be at most ${LONGEST_ON_DISK} on the disks of brokers`;
    yield error(`${topic.path}.retention`, must, show(topic.retention), `set tieredStorage on ${path}, or keep messages shorter`);
  }
}

function* machines(store: Kafka, inventory: Inventory): Generator<Fault> {
  const { path, size, version, tieredStorage } = store;
  const sites = sitesOf(inventory, store).filter(({ hosting }) => hosting.kind === 'aws');
  if (sites.length === 0) return;
  if (size === 'small') {
    if (tieredStorage) yield error(`${path}.size`, 'be medium or larger with tiered storage', show(size), 'choose a larger size');
    else if (version !== '3.8') yield error(`${path}.size`, `be medium or larger with Kafka ${version}`, show(size), "choose a larger size, or version '3.8'");
  }
  const most: number | undefined = MOST_PARTITIONS[size];
  const copies = store.topics.reduce((sum, { partitions, replicas }) => sum + partitions * replicas, 0);
  for (const site of sites) {
    const { number, where } = brokersOn(site, store);
    const each = Math.ceil(copies / number);
    if (most === undefined || !isWhole(each) || each <= most) continue;
    const got = `${each}, ${copies} copies of partitions on ${where}`;
    yield error(`${path}.topics`, `put at most ${most} partitions on a broker of size ${size}`, got, 'take fewer partitions, more brokers or a larger size');
  }
}
