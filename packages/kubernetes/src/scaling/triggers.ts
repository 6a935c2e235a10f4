import { type ClinicalService, type KafkaLag, type RabbitQueue, type Redis, type Signal, variableName, type Worker } from '@clinfra/core';
import type { SiteView } from '../site-view';
import type { Uses } from '../workload/uses';
import { prometheusUrl } from './prometheus-url';
import { figureQuery, holdQuery, latencyQuery, poolQuery, requestsQuery, share } from './queries';
import { hoursTrigger } from './schedule';
import { authenticationName, needsLogin } from './trigger-authentication';

type Scaled = ClinicalService | Worker;

/** What KEDA watches. */
export interface Trigger {
  readonly type: string;
  /** Absent where the whole is divided by what one pod sees to. */
  readonly metricType?: 'Utilization' | 'Value';
  readonly metadata: Record<string, string>;
  readonly authenticationRef?: { readonly name: string };
}

/** The newest of Kafka's protocols that KEDA is sure to speak; its own default is one that Kafka 4 has given up. */
const KAFKA_PROTOCOL = '2.8.0';

/** Everything that a scale declares, as KEDA watches it. */
export function triggersOf(view: SiteView, workload: Scaled, uses: Uses): readonly Trigger[] {
  const { cpu, memory, requests, hours, signals, down } = workload.scale;
  const { below } = down;
  // What a sidecar takes is no measure of the workload.
  const container = view.site.mesh ? { containerName: workload.name } : {};
  return [
    ...(cpu === 'off' ? [] : [utilization('cpu', cpu.toNumber(), container)]),
    ...(memory === 'off' ? [] : [utilization('memory', memory.toNumber(), container)]),
    ...(requests === undefined ? [] : [prometheus(view, requestsQuery(workload, requests.counter), String(requests.perPod))]),
    ...hours.map(one => hoursTrigger(one, view.locale)),
    ...signals.map((signal, index) => signalTrigger(view, workload, uses, signal, index)),
    ...(below === undefined ? [] : [level(prometheus(view, holdQuery(workload, below), '1'))]),
  ];
}

function utilization(type: 'cpu' | 'memory', percent: number, container: Record<string, string>): Trigger {
  return { type, metricType: 'Utilization', metadata: { value: String(Math.round(percent)), ...container } };
}

/** What Prometheus cannot say is an error and not zero, or pods would be taken away because their figures got lost. */
function prometheus(view: SiteView, query: string, threshold: string): Trigger {
  return { type: 'prometheus', metadata: { serverAddress: prometheusUrl(view.site), query, threshold, ignoreNullValues: 'false' } };
}

/** A level that is to be held, whatever the number of pods, and no amount that they share. */
function level(trigger: Trigger): Trigger {
  return { type: trigger.type, metricType: 'Value', metadata: trigger.metadata };
}

function signalTrigger(view: SiteView, workload: Scaled, uses: Uses, signal: Signal, index: number): Trigger {
  const trigger = watched(view, workload, uses, signal);
  return needsLogin(view, signal) ? { ...trigger, authenticationRef: { name: authenticationName(workload, index) } } : trigger;
}

function watched(view: SiteView, workload: Scaled, uses: Uses, signal: Signal): Trigger {
  switch (signal.kind) {
    case 'kafka-lag':
      return { type: 'kafka', metadata: kafka(view, workload, signal) };
    case 'redis-list':
      return { type: 'redis-cluster', metadata: { ...redis(signal.store, uses), listName: signal.list, listLength: String(signal.perPod) } };
    case 'redis-stream': {
      const { stream, group = workload.name, perPod } = signal;
      const entries = { stream, consumerGroup: group, lagCount: String(perPod), activationLagCount: '0' };
      return { type: 'redis-cluster-streams', metadata: { ...redis(signal.store, uses), ...entries } };
    }
    case 'rabbit-queue':
      return { type: 'rabbitmq', metadata: rabbit(signal) };
    case 'figure':
      return prometheus(view, figureQuery(workload, signal), String(signal.perPod));
    case 'pool-use':
      return level(prometheus(view, poolQuery(workload, signal), share(signal.target)));
    case 'latency':
      return level(prometheus(view, latencyQuery(workload, signal), String(signal.target.toMilliseconds() / 1000)));
  }
}

/** The brokers are read from the environment of the pods, where they stand by reference: they may be known only after apply. */
function kafka(view: SiteView, workload: Scaled, { topic, group = workload.name, perPod, idleConsumers, login }: KafkaLag): Record<string, string> {
  const { hosting } = view.site;
  const iam =
    view.takesIdentity({ store: topic.kafka, administers: false }) && hosting.kind === 'aws'
      ? { sasl: 'oauthbearer', saslTokenProvider: 'aws_msk_iam', awsRegion: hosting.region }
      : undefined;
  return {
    bootstrapServersFromEnv: `${variableName(topic.kafka.name)}_BROKERS`,
    consumerGroup: group,
    topic: topic.name,
    lagThreshold: String(perPod),
    ...(idleConsumers ? { allowIdleConsumers: 'true' } : undefined),
    version: KAFKA_PROTOCOL,
    tls: 'enable',
    ...(iam ?? (login || view.givesPasswords(topic.kafka) ? { sasl: 'scram_sha512' } : undefined)),
  };
}

function rabbit({ queue: { name, broker }, perPod }: RabbitQueue): Record<string, string> {
  return { queueName: name, vhostName: broker.virtualHost, mode: 'QueueLength', value: String(perPod) };
}

function redis(store: Redis, { stores }: Uses): Record<string, string> {
  const variable = variableName(store.name);
  const writes = stores.some(use => use.store === store && use.writes);
  return { hostsFromEnv: `${variable}_${writes ? 'HOST' : 'READER_HOST'}`, portsFromEnv: `${variable}_PORT`, enableTLS: 'true' };
}
