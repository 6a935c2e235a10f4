import {
  cluster,
  DataTier,
  figure,
  gib,
  Inventory,
  kafkaLag,
  keyOf,
  latency,
  minutes,
  percent,
  poolUse,
  rabbitQueue,
  redisList,
  redisStream,
  type Scale,
  Secret,
  Site,
  type SiteProps,
  seconds,
  vault,
  Worker,
} from '@clinfra/core';
import { renderCluster } from '@clinfra/kubernetes';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { aDomain, anEmptyPlatform, aPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, type Rendered, renderedDomain } from './rendered';

const AUTOSCALERS: Partial<SiteProps> = {
  prometheus: { namespace: 'watch', selects: { release: 'prometheus' } },
  keda: {},
  metricsAdapter: {},
  secrets: vault({ server: 'https://vault.example:8200', role: 'ward' }),
};

/** A service `labs` and a worker `indexer` with these scales, on a site in AWS with everything that scales. */
function scaled(labs: Partial<Scale>, indexer: (topic: Ward['events']) => Partial<Scale> = () => ({}), site: Partial<SiteProps> = AUTOSCALERS): Rendered {
  const ward = aPlatform();
  const { hosting, zones } = ward.site;
  const own = new Site(ward.platform, 'cork', { hosting, zones: [zones[0] ?? '', ...zones.slice(1)], ...site });
  const domain = aDomain(ward.platform, 'tests', { sites: [own] });
  new DataTier(ward.platform, 'others', { sites: [own] });
  aService(domain, 'labs', { metrics: {}, scale: { min: 2, max: 9, ...labs } });
  new Worker(domain, 'indexer', { image: 'i:1', scale: { min: 2, max: 4, ...indexer(ward.events) } }).consumes(ward.events);
  return renderedDomain(ward.platform, domain, own);
}

type Ward = ReturnType<typeof aPlatform>;

const triggers = (objects: Rendered, name: string) => at(objects.get('ScaledObject', name), 'spec', 'triggers') as readonly Readonly<Record<string, unknown>>[];

describe('a workload with a sidecar', () => {
  const MESHED = { ...AUTOSCALERS, mesh: {} };

  it('[A1] is measured by its own container, by either autoscaler', () => {
    expect(at(scaled({}, undefined, MESHED).get('HorizontalPodAutoscaler', 'labs'), 'spec', 'metrics')).toEqual([
      { type: 'ContainerResource', containerResource: { container: 'labs', name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
      { type: 'ContainerResource', containerResource: { container: 'labs', name: 'memory', target: { type: 'Utilization', averageUtilization: 80 } } },
    ]);
    const lagging = (site: Partial<SiteProps>) =>
      triggers(
        scaled({}, events => ({ signals: [kafkaLag({ topic: events, perPod: 10 })] }), site),
        'indexer',
      ).slice(0, 2);
    expect(lagging(MESHED).map(({ metadata }) => at(metadata, 'containerName'))).toEqual(['indexer', 'indexer']);
    expect(lagging(AUTOSCALERS).map(({ metadata }) => at(metadata, 'containerName'))).toEqual([undefined, undefined]);
  });
});

describe('requests as a measure', () => {
  it('[A1] are a thousand a second for each pod, known to the autoscaler of Kubernetes by the metrics adapter', () => {
    const metrics = at(scaled({ requests: {} }).get('HorizontalPodAutoscaler', 'labs'), 'spec', 'metrics') as readonly unknown[];
    expect(metrics).toHaveLength(3);
    expect(metrics[2]).toEqual({
      type: 'Pods',
      pods: { metric: { name: 'http_requests_per_second' }, target: { type: 'AverageValue', averageValue: '1000' } },
    });
  });

  it('[A1] are known to KEDA by a question to Prometheus, which means the same', () => {
    const [, , requests] = triggers(
      scaled({ requests: { perPod: 400, counter: 'grpc_calls_total' }, hours: [{ from: '08:00', until: '20:00', min: 3 }] }),
      'labs',
    );
    expect(requests).toEqual({
      type: 'prometheus',
      metadata: {
        serverAddress: 'http://prometheus-operated.watch.svc.cluster.local:9090',
        query: 'sum(rate(grpc_calls_total{namespace="tests",job="labs"}[2m]))',
        threshold: '400',
        ignoreNullValues: 'false',
      },
    });
  });
});

describe('the speed of scaling', () => {
  it('[A1] is what is declared, on both kinds of autoscaler', () => {
    const speed = {
      up: { after: seconds(0), percent: percent(100), pods: 4, every: seconds(30) },
      down: { after: minutes(10), percent: percent(50), pods: 1 },
    };
    const expected = {
      scaleUp: {
        stabilizationWindowSeconds: 0,
        selectPolicy: 'Max',
        policies: [
          { type: 'Percent', value: 100, periodSeconds: 30 },
          { type: 'Pods', value: 4, periodSeconds: 30 },
        ],
      },
      scaleDown: {
        stabilizationWindowSeconds: 600,
        selectPolicy: 'Max',
        policies: [
          { type: 'Percent', value: 50, periodSeconds: 60 },
          { type: 'Pods', value: 1, periodSeconds: 60 },
        ],
      },
    };
    expect(at(scaled(speed).get('HorizontalPodAutoscaler', 'labs'), 'spec', 'behavior')).toEqual(expected);
    const keda = scaled({ ...speed, hours: [{ from: '08:00', until: '20:00', min: 3 }] }).get('ScaledObject', 'labs');
    expect(at(keda, 'spec', 'advanced', 'horizontalPodAutoscalerConfig')).toEqual({ name: 'labs', behavior: expected });
  });

  it('[A7] takes pods away only while they use less than the lower threshold, and between the two leaves their number as it is', () => {
    const objects = scaled({ cpu: percent(70), down: { below: percent(40), after: minutes(10) } });
    expect(triggers(objects, 'labs').at(-1)).toEqual({
      type: 'prometheus',
      metricType: 'Value',
      metadata: {
        serverAddress: 'http://prometheus-operated.watch.svc.cluster.local:9090',
        query:
          'sum(rate(container_cpu_usage_seconds_total{namespace="tests",container="labs"}[5m])) / ' +
          'sum(kube_pod_container_resource_requests{namespace="tests",container="labs",resource="cpu"}) >= bool 0.4',
        threshold: '1',
        ignoreNullValues: 'false',
      },
    });
    expect(at(objects.get('ScaledObject', 'labs'), 'spec', 'advanced', 'horizontalPodAutoscalerConfig', 'behavior', 'scaleDown')).toMatchObject({
      stabilizationWindowSeconds: 600,
    });
    expect(at(objects.get('ScaledObject', 'labs'), 'spec')).not.toHaveProperty('fallback');
  });
});

describe('hours', () => {
  it('[A2] keep more pods at the least, by the clock of the platform, and the fewest for the rest of the day', () => {
    const objects = scaled({ hours: [{ from: '08:00', until: '20:00', min: 3 }] });
    expect(objects.get('ScaledObject', 'labs')).toMatchObject({
      apiVersion: 'keda.sh/v1alpha1',
      metadata: { annotations: { 'scaledobject.keda.sh/transfer-hpa-ownership': 'true' } },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'labs', envSourceContainerName: 'labs' },
        minReplicaCount: 2,
        maxReplicaCount: 9,
      },
    });
    expect(triggers(objects, 'labs')).toEqual([
      { type: 'cpu', metricType: 'Utilization', metadata: { value: '70' } },
      { type: 'memory', metricType: 'Utilization', metadata: { value: '80' } },
      { type: 'cron', metadata: { timezone: 'Europe/Dublin', start: '0 8 * * *', end: '0 20 * * *', desiredReplicas: '3' } },
    ]);
    expect(at(objects.get('ScaledObject', 'labs'), 'spec')).not.toHaveProperty('fallback');
  });

  it('[A2] that end after midnight end on the day after each of their days', () => {
    const [, , night] = triggers(scaled({ hours: [{ from: '22:30', until: '06:15', days: ['friday', 'saturday'], min: 4 }] }), 'labs');
    expect(night).toMatchObject({ metadata: { start: '30 22 * * 5,6', end: '15 6 * * 0,6', desiredReplicas: '4' } });
  });
});

describe('one workload', () => {
  it('[A1] has one autoscaler, of Kubernetes or of KEDA, and no number of pods in its Deployment', () => {
    const plain = scaled({});
    expect([plain.names('HorizontalPodAutoscaler'), plain.names('ScaledObject')]).toEqual([['labs', 'indexer'], []]);
    const keda = scaled({ hours: [{ from: '08:00', until: '20:00', min: 3 }] });
    expect([keda.names('HorizontalPodAutoscaler'), keda.names('ScaledObject')]).toEqual([['indexer'], ['labs']]);
    for (const objects of [plain, keda]) expect(at(objects.get('Deployment', 'labs'), 'spec')).not.toHaveProperty('replicas');
  });

  it('goes by neither processor time nor memory where both are off', () => {
    const types = triggers(scaled({ cpu: 'off', memory: 'off', signals: [figure({ metric: 'open_cases', perPod: 12.5, shows: 'total' })] }), 'labs');
    expect(types.map(({ type, metadata }) => [type, at(metadata, 'query'), at(metadata, 'threshold')])).toEqual([
      ['prometheus', 'max(open_cases{namespace="tests",job="labs"})', '12.5'],
    ]);
    const hpa = scaled({ memory: 'off' }).get('HorizontalPodAutoscaler', 'labs');
    expect(at(hpa, 'spec', 'metrics')).toHaveLength(1);
  });
});

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
    const secret = new Secret(platform, 'queues', { keys: ['user', 'password', 'uri', 'unused'] });
    const login = { username: keyOf(secret, 'user'), password: keyOf(secret, 'password') };
    const signals = [
      redisList({ store, list: 'letters', perPod: 50, login }),
      redisStream({ store, stream: 'scans', perPod: 20, login }),
      rabbitQueue({ queue: 'requests', perPod: 100, address: keyOf(secret, 'uri') }),
      kafkaLag({ topic, perPod: 10, login }),
    ];
    new Worker(domain, 'clerk', { image: 'i:1', scale: { min: 1, max: 8, signals, fallback: { failures: 5, pods: 4 } } }).reads(store).consumes(topic);
    const objects = renderedDomain(platform, domain, site);
    const [, , list, stream, queue, lag] = triggers(objects, 'clerk');
    const place = { hostsFromEnv: 'JOBS_READER_HOST', portsFromEnv: 'JOBS_PORT', enableTLS: 'true' };
    expect(list).toMatchObject({ type: 'redis-cluster', metadata: { ...place, listName: 'letters', listLength: '50' } });
    expect(stream).toMatchObject({
      type: 'redis-cluster-streams',
      metadata: { ...place, stream: 'scans', consumerGroup: 'clerk', lagCount: '20', activationLagCount: '0' },
    });
    expect(queue).toMatchObject({ type: 'rabbitmq', metadata: { queueName: 'requests', mode: 'QueueLength', value: '100' } });
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

describe('recommendations', () => {
  const vertical = (objects: Rendered, name: string) => objects.get('VerticalPodAutoscaler', name);

  it('[A4] are shown and not applied beside an autoscaler, from what the size requests to the largest of the domain', () => {
    const objects = scaled({}, undefined, { ...AUTOSCALERS, verticalPodAutoscaler: {} });
    expect(vertical(objects, 'labs')).toMatchObject({
      apiVersion: 'autoscaling.k8s.io/v1',
      spec: {
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'labs' },
        updatePolicy: { updateMode: 'Off' },
        resourcePolicy: {
          containerPolicies: [
            {
              containerName: 'labs',
              controlledResources: ['cpu', 'memory'],
              minAllowed: { cpu: '250m', memory: '512Mi' },
              maxAllowed: { cpu: '2', memory: '4Gi' },
            },
            { containerName: '*', mode: 'Off' },
          ],
        },
      },
    });
    expect(objects.names('VerticalPodAutoscaler')).toEqual(['labs', 'indexer']);
    expect(scaled({}).names('VerticalPodAutoscaler')).toEqual([]);
  });

  it('[A4] are applied to a number of pods that stays, as it is declared', () => {
    const modes = (['at-start', 'restart', 'in-place'] as const).map(apply => {
      const { platform, site } = aPlatform();
      const { hosting, zones } = site;
      const own = new Site(platform, 'cork', { hosting, zones: [zones[0] ?? '', ...zones.slice(1)], verticalPodAutoscaler: {} });
      const domain = aDomain(platform, 'tests', { sites: [own] });
      aService(domain, 'labs', { scale: { min: 2, max: 2 }, sizing: { apply } });
      return at(vertical(renderedDomain(platform, domain, own), 'labs'), 'spec', 'updatePolicy', 'updateMode');
    });
    expect(modes).toEqual(['Initial', 'Recreate', 'InPlaceOrRecreate']);
  });
});

describe('the metrics adapter', () => {
  /** The parts of a rule as the adapter documents them. */
  const RULES = {
    type: 'object',
    required: ['rules'],
    additionalProperties: false,
    properties: {
      rules: {
        type: 'array',
        items: {
          type: 'object',
          required: ['seriesQuery', 'resources', 'metricsQuery'],
          additionalProperties: false,
          properties: {
            seriesQuery: { type: 'string', minLength: 1 },
            seriesFilters: { type: 'array' },
            resources: {
              type: 'object',
              additionalProperties: false,
              properties: {
                template: { type: 'string' },
                namespaced: { type: 'boolean' },
                overrides: {
                  type: 'object',
                  additionalProperties: {
                    type: 'object',
                    required: ['resource'],
                    additionalProperties: false,
                    properties: { group: { type: 'string' }, resource: { type: 'string' } },
                  },
                },
              },
            },
            name: { type: 'object', additionalProperties: false, properties: { matches: { type: 'string' }, as: { type: 'string' } } },
            metricsQuery: { type: 'string', pattern: '<<\\.Series>>.*<<\\.LabelMatchers>>.*<<\\.GroupBy>>' },
          },
        },
      },
    },
  };
  const isConfig = new Ajv().compile(RULES);

  it('[A1] gets a rule for each counter by which somebody scales, in the form that it documents', () => {
    const { platform, site } = aPlatform();
    const own = siteBeside(platform, site);
    const domain = aDomain(platform, 'watch', { sites: [own] });
    aService(domain, 'labs', { metrics: {}, scale: { min: 2, max: 9, requests: {} } });
    aService(domain, 'scans', { metrics: { interval: seconds(60) }, scale: { min: 2, max: 9, requests: {} } });
    const rules = at(renderedDomain(platform, domain, own).get('ConfigMap', 'metrics-adapter-rules'), 'data', 'config.yaml') as string;
    const config: unknown = parse(rules);
    expect(isConfig(config)).toBe(true);
    expect(config).toEqual({
      rules: [
        {
          seriesQuery: 'http_requests_total{namespace!="",pod!=""}',
          resources: { overrides: { namespace: { resource: 'namespace' }, pod: { resource: 'pod' } } },
          name: { matches: '^http_requests_total$', as: 'http_requests_per_second' },
          metricsQuery: 'sum(rate(<<.Series>>{<<.LabelMatchers>>}[4m])) by (<<.GroupBy>>)',
        },
      ],
    });
  });

  it('is judged by that form, which refuses what the adapter does not know', () => {
    expect(isConfig({ rules: [{ seriesQuery: 'a', resources: {}, query: 'b', metricsQuery: '<<.Series>> <<.LabelMatchers>> <<.GroupBy>>' }] })).toBe(false);
    expect(isConfig({ rules: [{ seriesQuery: 'a', resources: {}, metricsQuery: 'sum(a)' }] })).toBe(false);
  });

  it('has its rules among what stands in no namespace of the platform, where it runs beside it', () => {
    const { platform, site } = aPlatform();
    const own = siteBeside(platform, site, { ...AUTOSCALERS, addOns: 'preinstalled' });
    aService(aDomain(platform, 'tests', { sites: [own] }), 'labs', { metrics: {}, scale: { min: 2, max: 9, requests: {} } });
    const rules = renderCluster(new Inventory(platform), own).filter(({ kind }) => kind === 'ConfigMap');
    expect(rules.map(({ metadata }) => [metadata.namespace, metadata.name])).toEqual([['watch', 'metrics-adapter-rules']]);
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

function siteBeside(platform: Ward['platform'], { hosting, zones }: Site, props: Partial<SiteProps> = AUTOSCALERS): Site {
  return new Site(platform, 'cork', { hosting, zones: [zones[0] ?? '', ...zones.slice(1)], ...props });
}
