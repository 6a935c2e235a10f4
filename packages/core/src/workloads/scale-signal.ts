import { given, made } from '../given/given';
import type { Secret } from '../secrets/secret';
import type { Queue } from '../stores/queue';
import type { Redis } from '../stores/redis';
import type { Topic } from '../stores/topic';
import { type Duration, type Percent, percent } from '../units';

/** One key of a declared secret. */
export interface SecretKey {
  readonly secret: Secret;
  readonly key: string;
}

/** A key of a secret, for what takes a value by reference: `keyOf(broker, 'uri')`. */
export function keyOf<Key extends string>(secret: Secret<Key>, key: NoInfer<Key>): SecretKey {
  return { secret, key };
}

/** Who logs in to read how much work waits. */
export interface SignalLogin {
  readonly username: SecretKey;
  readonly password: SecretKey;
}

interface PerPod {
  /** How much of it one pod can see to: there are as many pods as it takes. */
  readonly perPod: number;
}

export interface KafkaLagProps extends PerPod {
  /** The topic whose messages wait; the workload must consume it. */
  readonly topic: Topic;
  /**
   * The consumer group that works it off: the name of the workload, or a name that begins with it and a hyphen.
   * @default the name of the workload
   */
  readonly group?: string;
  /**
   * Whether there may be more pods than the topic has partitions. Those beyond them wait for one to fail.
   * @default false
   */
  readonly idleConsumers?: boolean;
  /**
   * How KEDA logs in to a cluster that exists already, by SCRAM-SHA-512 over TLS. On one that the platform makes it has an identity of the cloud.
   * @default none: over TLS without a login
   */
  readonly login?: SignalLogin;
}

/** The messages of a topic that a consumer group has not seen to. */
export interface KafkaLag extends Omit<KafkaLagProps, 'idleConsumers'> {
  readonly kind: 'kafka-lag';
  readonly idleConsumers: boolean;
}

export interface RedisListProps extends PerPod {
  /** The cache in which it stands; the workload must read or write it. It must exist already: one that the platform makes on AWS knows no passwords. */
  readonly store: Redis;
  /** The key of the list. */
  readonly list: string;
  /** How KEDA logs in. */
  readonly login: SignalLogin;
}

/** The length of a list in Redis. */
export interface RedisList extends RedisListProps {
  readonly kind: 'redis-list';
}

export interface RedisStreamProps extends PerPod {
  /** The cache in which it stands; the workload must read or write it. It must exist already: one that the platform makes on AWS knows no passwords. */
  readonly store: Redis;
  /** The key of the stream. */
  readonly stream: string;
  /**
   * The consumer group that works it off.
   * @default the name of the workload
   */
  readonly group?: string;
  /** How KEDA logs in. */
  readonly login: SignalLogin;
}

/** What a consumer group of a stream in Redis has been given and has not acknowledged. */
export interface RedisStream extends RedisStreamProps {
  readonly kind: 'redis-stream';
}

export interface RabbitQueueProps extends PerPod {
  /** The queue, which the workload must consume. Its broker must exist already: one that the platform makes on AWS knows no passwords. */
  readonly queue: Queue;
  /** Where the broker answers, with a login in it, as `amqps://user:password@host:5671` or `https://...`. */
  readonly address: SecretKey;
}

/** The messages in a queue of RabbitMQ. */
export interface RabbitQueue extends RabbitQueueProps {
  readonly kind: 'rabbit-queue';
}

export interface FigureProps extends PerPod {
  /** The name of the figure among the workload's metrics: `active_appointments`. */
  readonly metric: string;
  /**
   * Whether each pod counts its own share, so that they are added up, or every pod shows the same total.
   * @default 'share'
   */
  readonly shows?: 'share' | 'total';
}

/** A figure of the workload's own that says how much work there is, such as active appointments. */
export interface Figure extends Required<FigureProps> {
  readonly kind: 'figure';
}

export interface PoolUseProps {
  /** The metric that counts a pod's connections in use. */
  readonly inUse: string;
  /** The metric that says how many a pod may have. */
  readonly size: string;
  /** The use above which pods are added, so that each has connections to spare. The stores must admit them all. */
  readonly target: Percent;
}

/** How much of the pods' pools of connections is in use. */
export interface PoolUse extends PoolUseProps {
  readonly kind: 'pool-use';
}

export interface LatencyProps {
  /** How long an answer may take. */
  readonly target: Duration;
  /**
   * The share of answers that must not take longer.
   * @default percent(95)
   */
  readonly percentile?: Percent;
  /**
   * The histogram of the time that answers take, in seconds, without its suffix `_bucket`.
   * @default 'http_request_duration_seconds'
   */
  readonly histogram?: string;
}

/** How long answers take. */
export interface Latency extends Required<LatencyProps> {
  readonly kind: 'latency';
}

/** What tells that more pods are wanted, beside their processor time and memory. Where there are several, the one that wants most counts. */
export type Signal = KafkaLag | RedisList | RedisStream | RabbitQueue | Figure | PoolUse | Latency;

/** Pods by the messages of a topic that wait: `kafkaLag({ topic, perPod: 100 })`. */
export function kafkaLag(declared: KafkaLagProps): KafkaLag {
  const props = given('KafkaLagProps', declared);
  return made(props, { kind: 'kafka-lag', ...props, idleConsumers: props.idleConsumers ?? false });
}

/** Pods by the length of a list: `redisList({ store, list: 'letters', perPod: 50, login })`. */
export function redisList(declared: RedisListProps): RedisList {
  const props = given('RedisListProps', declared);
  return made(props, { kind: 'redis-list', ...props });
}

/** Pods by what waits in a stream: `redisStream({ store, stream: 'scans', perPod: 20, login })`. */
export function redisStream(declared: RedisStreamProps): RedisStream {
  const props = given('RedisStreamProps', declared);
  return made(props, { kind: 'redis-stream', ...props });
}

/** Pods by the length of a queue: `rabbitQueue({ queue: requests, perPod: 100, address: keyOf(broker, 'uri') })`. */
export function rabbitQueue(declared: RabbitQueueProps): RabbitQueue {
  const props = given('RabbitQueueProps', declared);
  return made(props, { kind: 'rabbit-queue', ...props });
}

/** Pods by a figure of the workload's own: `figure({ metric: 'active_appointments', perPod: 50 })`. */
export function figure(declared: FigureProps): Figure {
  const props = given('FigureProps', declared);
  return made(props, { kind: 'figure', ...props, shows: props.shows ?? 'share' });
}

/** Pods by the use of their connections: `poolUse({ inUse: 'db_pool_in_use', size: 'db_pool_size', target: percent(75) })`. */
export function poolUse(declared: PoolUseProps): PoolUse {
  const props = given('PoolUseProps', declared);
  return made(props, { kind: 'pool-use', ...props });
}

/** Pods by how long answers take: `latency({ target: seconds(0.2) })`. */
export function latency(declared: LatencyProps): Latency {
  const props = given('LatencyProps', declared);
  const { target, percentile = percent(95), histogram = 'http_request_duration_seconds' } = props;
  return made(props, { kind: 'latency', target, percentile, histogram });
}

/** The keys of secrets with which signals are read; one that a caller without types left out is none. */
export function keysOfSignals(signals: readonly Signal[]): readonly SecretKey[] {
  return signals.flatMap(keysOf).filter(key => key !== undefined);
}

function keysOf(signal: Signal): readonly SecretKey[] {
  if (signal?.kind === 'rabbit-queue') return [signal.address];
  const login = signal?.kind === 'kafka-lag' || signal?.kind === 'redis-list' || signal?.kind === 'redis-stream' ? signal.login : undefined;
  return login ? [login.username, login.password] : [];
}
