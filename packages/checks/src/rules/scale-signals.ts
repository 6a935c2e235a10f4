import {
  type ClinicalService,
  Duration,
  type Inventory,
  type KafkaLag,
  keysOfSignals,
  Percent,
  Queue,
  type RabbitQueue,
  Redis,
  type RedisList,
  type RedisStream,
  type RequestRate,
  Secret,
  type Signal,
  Topic,
  type Worker,
} from '@clinfra/core';
import { scaledOf } from '../declarations';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show, showOn } from '../show';
import { sitesOf } from '../standing';
import { isBlank, isText } from '../text';
import { isWhole } from '../whole';

type Scaled = ClinicalService | Worker;

export const scaleSignals = rule(
  'scale-signals',
  'what asks for pods is work of the workload itself, can be read where it stands, and is divided by what one pod sees to',
  function* ({ inventory }) {
    for (const workload of scaledOf(inventory)) {
      const path = `${workload.path}.scale`;
      if (workload.scale.requests) yield* counter(`${path}.requests.counter`, workload.scale.requests);
      for (const [index, signal] of workload.scale.signals.entries()) yield* one(`${path}.signals[${index}]`, workload, signal, inventory);
    }
  },
);

const METRIC = /^[A-Za-z_:][A-Za-z0-9_:]*$/;

function* counter(path: string, { counter: name }: Required<RequestRate>): Generator<Fault> {
  if (!isText(name, METRIC) || !name.endsWith('_total'))
    yield error(path, 'be the name of a metric that ends in _total', show(name), 'write it as http_requests_total');
}

function* one(path: string, workload: Scaled, signal: Signal, inventory: Inventory): Generator<Fault> {
  yield* logins(path, signal, inventory);
  switch (signal?.kind) {
    case 'kafka-lag':
      yield* perPod(path, signal.perPod);
      yield* lag(path, workload, signal, inventory);
      return;
    case 'redis-list':
    case 'redis-stream':
      yield* perPod(path, signal.perPod);
      yield* cache(path, workload, signal, inventory);
      return;
    case 'rabbit-queue':
      yield* perPod(path, signal.perPod);
      yield* queue(path, workload, signal, inventory);
      return;
    case 'figure':
      if (!(typeof signal.perPod === 'number' && Number.isFinite(signal.perPod) && signal.perPod > 0))
        yield error(`${path}.perPod`, 'be a number above zero', show(signal.perPod), 'write how much one pod sees to');
      yield* metric(`${path}.metric`, signal.metric);
      return;
    case 'pool-use':
      yield* metric(`${path}.inUse`, signal.inUse);
      yield* metric(`${path}.size`, signal.size);
      yield* share(`${path}.target`, signal.target, 'percent(75)');
      return;
    case 'latency':
      yield* metric(`${path}.histogram`, signal.histogram);
      yield* share(`${path}.percentile`, signal.percentile, 'percent(95)');
      if (!(signal.target instanceof Duration && (signal.target.problem || !signal.target.isZero)))
        yield error(`${path}.target`, 'be a length of time above zero', show(signal.target), 'write it as seconds(0.2)');
      return;
    default:
      yield error(path, 'be a signal', show(signal), 'make it by kafkaLag, redisList, redisStream, rabbitQueue, figure, poolUse or latency');
  }
}

function* perPod(path: string, value: unknown): Generator<Fault> {
  if (!isWhole(value) || value < 1) yield error(`${path}.perPod`, 'be a whole number of at least 1', show(value), 'write how much one pod sees to');
}

function* metric(path: string, name: unknown): Generator<Fault> {
  if (!isText(name, METRIC)) yield error(path, 'be the name of a metric', show(name), 'write it as active_appointments');
}

function* share(path: string, value: unknown, example: string): Generator<Fault> {
  if (value instanceof Percent && value.problem) return;
  const number = value instanceof Percent ? value.toNumber() : 0;
  if (number <= 0 || number >= 100) yield error(path, 'be a share above 0% and below 100%', show(value), `write it as ${example}`);
}

function* lag(path: string, workload: Scaled, { topic, group }: KafkaLag, inventory: Inventory): Generator<Fault> {
  if (!(topic instanceof Topic) || topic.node.root !== inventory.platform) {
    yield error(
      `${path}.topic`,
      `be a topic declared on platform ${inventory.platform.name}`,
      showOn(inventory.platform, topic),
      'pass what was declared there',
    );
  } else if (!workload.relations.some(({ kind, to }) => kind === 'consumes' && to === topic)) {
    yield error(`${path}.topic`, 'be a topic that the workload consumes', show(topic), 'let it consume the topic, or leave the signal out');
  }
  // The policy by which it may join a group in the cloud names no other groups.
  if (group !== undefined && group !== workload.name && !isText(group, new RegExp(`^${workload.name}-[A-Za-z0-9._-]+$`)))
    yield error(`${path}.group`, `be ${workload.name}, or begin with ${workload.name}-`, show(group), 'rename the consumer group');
}

function* cache(path: string, workload: Scaled, signal: RedisList | RedisStream, inventory: Inventory): Generator<Fault> {
  const { store } = signal;
  const key = signal.kind === 'redis-list' ? (['list', signal.list] as const) : (['stream', signal.stream] as const);
  if (isBlank(key[1])) yield error(`${path}.${key[0]}`, 'be a key in the cache', show(key[1]), 'name the key');
  if (!(store instanceof Redis) || store.node.root !== inventory.platform) {
    yield error(
      `${path}.store`,
      `be a Redis declared on platform ${inventory.platform.name}`,
      showOn(inventory.platform, store),
      'pass what was declared there',
    );
  } else if (!workload.relations.some(({ to }) => to === store)) {
    yield error(`${path}.store`, 'be a cache that the workload reads or writes', show(store), 'let it read or write the cache, or leave the signal out');
  } else if (store.existing === undefined && sitesOf(inventory, store).some(({ hosting }) => hosting.kind === 'aws')) {
    yield error(
      `${path}.store`,
      'be a cache to which KEDA can log in',
      `${show(store)}, which is made on AWS and knows identities alone`,
      'show its length as a metric of the workload, and use figure(...)',
    );
  }
}

function* queue(path: string, workload: Scaled, { queue: waiting }: RabbitQueue, inventory: Inventory): Generator<Fault> {
  const place = `${path}.queue`;
  if (!(waiting instanceof Queue) || waiting.node.root !== inventory.platform) {
    yield error(place, `be a queue declared on platform ${inventory.platform.name}`, showOn(inventory.platform, waiting), 'pass what was declared there');
  } else if (!workload.relations.some(({ kind, to }) => kind === 'consumes' && to === waiting)) {
    yield error(place, 'be a queue that the workload consumes', show(waiting), 'let it consume the queue, or leave the signal out');
  } else if (waiting.broker.existing === undefined && sitesOf(inventory, waiting).some(({ hosting }) => hosting.kind === 'aws')) {
    const got = `${show(waiting)}, whose broker is made on AWS and knows identities alone`;
    yield error(place, 'be a queue of a broker to which KEDA can log in', got, 'show its length as a metric of the workload, and use figure(...)');
  }
}

function* logins(path: string, signal: Signal, { platform }: Inventory): Generator<Fault> {
  if (signal?.kind === 'rabbit-queue' ? signal.address === undefined : signal?.kind?.startsWith('redis') && !('login' in signal && signal.login)) {
    const name = signal.kind === 'rabbit-queue' ? 'address' : 'login';
    yield error(`${path}.${name}`, 'be given by reference to a secret', 'nothing', "write it with keyOf(secret, 'key')");
    return;
  }
  for (const { secret, key } of signal ? keysOfSignals([signal]) : []) {
    if (!(secret instanceof Secret) || secret.node.root !== platform)
      yield error(path, `take a secret declared on platform ${platform.name}`, showOn(platform, secret), 'pass a Secret that was declared there');
    else if (!secret.keys.includes(key))
      yield error(path, `take a key of ${show(secret)} (${secret.keys.join(', ')})`, show(key), 'correct it, or add the key to the secret');
  }
}
