import {
  cluster,
  DataTier,
  figure,
  gib,
  kafkaLag,
  keyOf,
  latency,
  percent,
  poolUse,
  rabbitQueue,
  redisList,
  redisStream,
  Secret,
  Site,
  seconds,
  Worker,
} from '@clinfra/core';
import { aDomain, anEmptyPlatform, aPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, renderedDomain } from './rendered';
import { AUTOSCALERS, scaled, siteBeside, triggers } from './scaled';

describe('a lag of Kafka', () => {
  it('[A3] is read from the brokers that the pods themselves know, in the group of the worker, by an identity and no key', () => {
    const objects = scaled({}, topic => ({ min: 0, signals: [kafkaLag({ topic, perPod: 100 })] }));
    expect(triggers(objects, 'indexer').at(-1)).toEqual({
      type: 'kafka',
      metadata: {
        bootstrapServersFromEnv: 'EVENTS_BROKERS',
        consumerGroup: 'indexer',
        topic: 'clinical-events',
        lagThreshold: '100',
        version: '2.8.0',
        tls: 'enable',
        sasl: 'oauthbearer',
        saslTokenProvider: 'aws_msk_iam',
        awsRegion: 'eu-west-1',
      },
      authenticationRef: { name: 'indexer-signal-0' },
    });
    expect(at(objects.get('TriggerAuthentication', 'indexer-signal-0'), 'spec')).toEqual({ podIdentity: { provider: 'aws', identityOwner: 'keda' } });
    expect(at(objects.get('ScaledObject', 'indexer'), 'spec')).toMatchObject({
      minReplicaCount: 0,
      cooldownPeriod: 300,
      fallback: { failureThreshold: 3, replicas: 1, behavior: 'currentReplicasIfHigher' },
    });
  });

  it('[A3] lets more pods than partitions wait only where that is declared', () => {
    const [, , lag] = triggers(
      scaled({}, topic => ({ signals: [kafkaLag({ topic, perPod: 5, group: 'indexer-again', idleConsumers: true })] })),
      'indexer',
    );
    expect(lag).toMatchObject({ metadata: { allowIdleConsumers: 'true', consumerGroup: 'indexer-again' } });
  });
});

describe('a queue on a cluster that exists', () => {
  it('[A3] is read with values that are taken from secrets by reference and stand in no manifest', () => {
    const platform = anEmptyPlatform();
    const hosting = cluster({ context: 'ward', jurisdiction: 'IE' });
    const site = new Site(platform, 'cork', { hosting, zones: ['a', 'b', 'c'], ...AUTOSCALERS });
    const domain = aDomain(platform, 'tests');
    const tier = new DataTier(platform, 'stores');
    const store = tier.redis('jobs', { holds: ['operational'], existing: { host: 'jobs.example', cidr: '10.9.0.0/28' } });
    const kafka = tier.kafka('bus', { holds: ['operational'], storage: gib(20), existing: { host: 'bus.example', cidr: '10.9.1.0/28' } });
    const topic = kafka.topic('letters', { partitions: 8, key: 'id', holds: ['operational'] });
    const broker = tier.rabbitmq('dispatch', { holds: ['operational'], virtualHost: '/', existing: { host: 'dispatch.example', cidr: '10.9.2.0/28' } });
    const requests = broker.queue('requests', { holds: ['operational'] });
    const secret = new Secret(platform, 'queues', { keys: ['user', 'password', 'uri', 'unused'] });
    const login = { username: keyOf(secret, 'user'), password: keyOf(secret, 'password') };
    const signals = [
      redisList({ store, list: 'letters', perPod: 50, login }),
      redisStream({ store, stream: 'scans', perPod: 20, login }),
      rabbitQueue({ queue: requests, perPod: 100, address: keyOf(secret, 'uri') }),
      kafkaLag({ topic, perPod: 10, login }),
    ];
    new Worker(domain, 'clerk', { image: 'i:1', scale: { min: 1, max: 8, signals, fallback: { failures: 5, pods: 4 } } })
      .reads(store)
      .consumes(topic, requests);
    const objects = renderedDomain(platform, domain, site);
    const [, , list, stream, queue, lag] = triggers(objects, 'clerk');
    const place = { hostsFromEnv: 'JOBS_READER_HOST', portsFromEnv: 'JOBS_PORT', enableTLS: 'true' };
    expect(list).toMatchObject({ type: 'redis-cluster', metadata: { ...place, listName: 'letters', listLength: '50' } });
    expect(stream).toMatchObject({
      type: 'redis-cluster-streams',
      metadata: { ...place, stream: 'scans', consumerGroup: 'clerk', lagCount: '20', activationLagCount: '0' },
    });
    expect(queue).toMatchObject({ type: 'rabbitmq', metadata: { queueName: 'requests', vhostName: '/', mode: 'QueueLength', value: '100' } });
    expect(lag).toMatchObject({ type: 'kafka', metadata: { tls: 'enable', sasl: 'scram_sha512', bootstrapServersFromEnv: 'BUS_BROKERS' } });
    expect(at(objects.get('TriggerAuthentication', 'clerk-signal-2'), 'spec')).toEqual({
      secretTargetRef: [{ parameter: 'host', name: 'secret-queues', key: 'uri' }],
    });
    expect(at(objects.get('TriggerAuthentication', 'clerk-signal-3'), 'spec', 'secretTargetRef')).toEqual([
      { parameter: 'username', name: 'secret-queues', key: 'user' },
      { parameter: 'password', name: 'secret-queues', key: 'password' },
    ]);
    const copied = at(objects.get('ExternalSecret', 'secret-queues'), 'spec', 'data') as readonly { secretKey: string }[];
    expect(copied.map(({ secretKey }) => secretKey)).toEqual(['user', 'password', 'uri']);
    expect(at(objects.get('ScaledObject', 'clerk'), 'spec', 'fallback')).toEqual({ failureThreshold: 5, replicas: 4, behavior: 'currentReplicasIfHigher' });
  });
});

describe('what pods show of themselves', () => {
  it('[A3] scales by active appointments, by the use of their connections and by how long answers take', () => {
    const signals = [
      figure({ metric: 'active_appointments', perPod: 50 }),
      poolUse({ inUse: 'db_pool_in_use', size: 'db_pool_size', target: percent(75) }),
      latency({ target: seconds(0.2), percentile: percent(99.9) }),
    ];
    const [, , appointments, pool, slow] = triggers(scaled({ signals }), 'labs');
    const own = '{namespace="tests",job="labs"}';
    expect(appointments).toMatchObject({ metadata: { query: `sum(active_appointments${own})`, threshold: '50' } });
    expect(appointments).not.toHaveProperty('metricType');
    expect(pool).toMatchObject({ metricType: 'Value', metadata: { query: `sum(db_pool_in_use${own}) / sum(db_pool_size${own})`, threshold: '0.75' } });
    expect(slow).toMatchObject({
      metricType: 'Value',
      metadata: {
        query:
          `(histogram_quantile(0.999, sum by (le) (rate(http_request_duration_seconds_bucket${own}[2m]))) >= 0)` +
          ` or (sum(rate(http_request_duration_seconds_count${own}[2m])) * 0)`,
        threshold: '0.2',
      },
    });
  });
});

describe('what scaling needs of the network', () => {
  it('[M1] lets KEDA and the adapter ask Prometheus, and KEDA the stores that it reads, where they run in a domain, and nobody else', () => {
    const { platform, site, events } = aPlatform();
    const own = siteBeside(platform, site);
    const [watch, keda] = [aDomain(platform, 'watch', { sites: [own] }), aDomain(platform, 'keda', { sites: [own] })];
    const domain = aDomain(platform, 'tests', { sites: [own] });
    aService(domain, 'labs', { metrics: {}, scale: { min: 2, max: 9, requests: {} } });
    const signals = [kafkaLag({ topic: events, perPod: 5 }), figure({ metric: 'waiting', perPod: 5 })];
    new Worker(domain, 'indexer', { image: 'i:1', metrics: { port: 9464 }, scale: { min: 2, max: 4, signals } }).consumes(events);
    const pods = (namespace: string, name: string) => ({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
    });
    const ports = [{ protocol: 'TCP', port: 9090 }];
    const watching = renderedDomain(platform, watch, own);
    expect(at(watching.get('NetworkPolicy', 'prometheus-answers'), 'spec')).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [pods('keda', 'keda-operator'), pods('watch', 'prometheus-adapter')], ports }],
    });
    expect(at(watching.get('NetworkPolicy', 'prometheus-adapter-asks'), 'spec', 'egress')).toEqual([{ to: [pods('watch', 'prometheus')], ports }]);
    const [prometheus, kafka, identity] = at(
      renderedDomain(platform, keda, own).get('NetworkPolicy', 'keda-operator-asks'),
      'spec',
      'egress',
    ) as readonly unknown[];
    expect(prometheus).toEqual({ to: [pods('watch', 'prometheus')], ports });
    expect(kafka).toMatchObject({ ports: [{ protocol: 'TCP', port: 9098 }] });
    expect(identity).toEqual({ to: [{ ipBlock: { cidr: '169.254.170.23/32' } }], ports: [{ protocol: 'TCP', port: 80 }] });
    expect(renderedDomain(platform, domain, own).names('NetworkPolicy')).not.toContain('prometheus-answers');
  });
});
