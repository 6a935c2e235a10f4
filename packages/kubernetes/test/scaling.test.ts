import { figure, kafkaLag, minutes, percent, Site, type SiteProps, seconds } from '@clinfra/core';
import { aDomain, aPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, type Rendered, renderedDomain } from './rendered';
import { AUTOSCALERS, scaled, triggers } from './scaled';

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
