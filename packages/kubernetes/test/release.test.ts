import {
  blueGreen,
  type ClinicalServiceProps,
  canary,
  cluster,
  hours,
  minutes,
  percent,
  type Release,
  ReleaseTask,
  Site,
  seconds,
  type Traffic,
} from '@clinfra/core';
import { AFTER } from '@clinfra/kubernetes';
import { aDomain, anEmptyPlatform, aService } from '../../../test/fixtures/a-platform';
import { isPromQl } from '../../../test/fixtures/promql';
import { at, containerOf, podOf, type Rendered, renderedDomain } from './rendered';

const STAGES = [{ weight: 10, pause: hours(1) }, { weight: 25, pause: hours(1) }, { weight: 50, pause: 'approval' }, { weight: 100 }] as const;

/** A service `ehr` that is released in some way, with another beside it that is not. */
function released(release: Release, props: Partial<ClinicalServiceProps> = {}): Rendered {
  const platform = anEmptyPlatform();
  const { hosting, zones } = SITE;
  const prometheus = { namespace: 'watch', selects: { release: 'prometheus' } };
  const site = new Site(platform, 'dublin', { hosting, zones, prometheus, argoRollouts: true, mesh: {} });
  const clinical = aDomain(platform, 'clinical');
  const ehr = aService(clinical, 'ehr', { metrics: { port: 9464 }, release, ...props });
  aService(clinical, 'lab');
  new ReleaseTask(clinical, 'migrate', { image: 'registry.example/migrations:1.0.0', before: [ehr] });
  return renderedDomain(platform, clinical, site);
}

const SITE = {
  hosting: cluster({ context: 'ward', jurisdiction: 'IE' }),
  zones: ['rack-a', 'rack-b', 'rack-c'],
} as const;

describe('a service that is released by Argo Rollouts', () => {
  it('[Y1] has a Rollout instead of a Deployment, with the same pods', () => {
    const pods = (objects: Rendered, kind: string) => at(objects.get(kind, 'ehr'), 'spec', 'template');
    const rolling = released({ kind: 'rolling' });
    const bluegreen = released(blueGreen());
    expect(bluegreen.names('Deployment')).toEqual(['lab']);
    expect(rolling.names('Rollout')).toEqual([]);
    const spread = (version: string) => JSON.stringify(pods(rolling, 'Deployment')).replaceAll('"pod-template-hash"', `"${version}"`);
    expect(JSON.stringify(pods(bluegreen, 'Rollout'))).toBe(spread('rollouts-pod-template-hash'));
  });

  it('[V1] spreads the pods of each version by the label that Argo Rollouts puts on them, for a Deployment puts another', () => {
    const keys = (objects: Rendered, kind: string) =>
      (at(podOf(objects.get(kind, 'ehr')), 'topologySpreadConstraints') as { matchLabelKeys: string[] }[]).map(({ matchLabelKeys }) => matchLabelKeys);
    expect(keys(released(blueGreen()), 'Rollout')).toEqual([['rollouts-pod-template-hash'], ['rollouts-pod-template-hash']]);
    expect(keys(released({ kind: 'rolling' }), 'Deployment')).toEqual([['pod-template-hash'], ['pod-template-hash']]);
  });

  it('[A1] is scaled by its Rollout, which states no number of pods where an autoscaler owns it', () => {
    const objects = released(blueGreen());
    expect(at(objects.get('HorizontalPodAutoscaler', 'ehr'), 'spec', 'scaleTargetRef')).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      name: 'ehr',
    });
    expect(at(objects.get('Rollout', 'ehr'), 'spec')).not.toHaveProperty('replicas');
    expect(at(released(blueGreen(), { scale: { min: 3, max: 3 } }).get('Rollout', 'ehr'), 'spec', 'replicas')).toBe(3);
  });

  it('[V2] keeps its disruption budget, whose label the pods of both versions carry', () => {
    const objects = released(blueGreen());
    const labels = at(objects.get('Rollout', 'ehr'), 'spec', 'template', 'metadata', 'labels');
    expect(labels).toMatchObject(at(objects.get('PodDisruptionBudget', 'ehr'), 'spec', 'selector', 'matchLabels') as object);
  });

  it('[M1] is let in and out by the policies of the service alone, in both versions', () => {
    const objects = released(blueGreen());
    const labels = at(objects.get('Rollout', 'ehr'), 'spec', 'template', 'metadata', 'labels');
    expect(labels).toMatchObject(at(objects.get('NetworkPolicy', 'ehr'), 'spec', 'podSelector', 'matchLabels') as object);
    expect(at(objects.get('NetworkPolicy', 'default-deny'), 'spec', 'podSelector')).toEqual({});
    expect(objects.names('NetworkPolicy')).toEqual(released({ kind: 'rolling' }).names('NetworkPolicy'));
  });

  it('[O1] gives the figures of each pod once, with the version that it is of', () => {
    const objects = released(blueGreen());
    expect(objects.names('ServiceMonitor')).toEqual([]);
    expect(objects.get('PodMonitor', 'ehr').spec).toEqual({
      jobLabel: 'app.kubernetes.io/name',
      podTargetLabels: ['rollouts-pod-template-hash'],
      selector: { matchLabels: { 'app.kubernetes.io/name': 'ehr' } },
      podMetricsEndpoints: [{ port: 'metrics', path: '/metrics', interval: '30s' }],
    });
    const own = released(blueGreen(), { metrics: {} });
    expect(at(own.get('PodMonitor', 'ehr'), 'spec', 'podMetricsEndpoints', 0, 'port')).toBe('http');
    expect(at(containerOf(own.get('Rollout', 'ehr')), 'ports', 0, 'name')).toBe('http');
  });

  it('[W7] waits for the Jobs before its release', () => {
    const objects = released(blueGreen());
    expect(at(objects.get('Rollout', 'ehr'), 'metadata', 'annotations', AFTER)).toBe(objects.names('Job')[0]);
  });

  it('gives up a version that makes no progress, and goes back to a recent one without its stages', () => {
    expect(at(released(blueGreen()).get('Rollout', 'ehr'), 'spec')).toMatchObject({
      progressDeadlineAbort: true,
      progressDeadlineSeconds: expect.any(Number),
      rollbackWindow: { revisions: 3 },
      revisionHistoryLimit: 5,
    });
  });
});

describe('a blue-green release', () => {
  const strategy = (release: Release) => at(released(release).get('Rollout', 'ehr'), 'spec', 'strategy');

  it('[Y3] has a preview beside the service, and one switch by a person', () => {
    const objects = released(blueGreen());
    expect(strategy(blueGreen())).toEqual({
      blueGreen: {
        activeService: 'ehr',
        previewService: 'ehr-preview',
        autoPromotionEnabled: false,
        scaleDownDelaySeconds: 300,
        scaleDownDelayRevisionLimit: 1,
      },
    });
    const [active, preview] = ['ehr', 'ehr-preview'].map(name => objects.get('Service', name).spec);
    expect(preview).toEqual(active);
    expect(preview).toMatchObject({ selector: { 'app.kubernetes.io/name': 'ehr' } });
  });

  it('[Y3] switches by itself, and keeps the old version for as long as it is told to', () => {
    expect(strategy(blueGreen({ promotion: 'automatic', scaleDownDelay: minutes(15) }))).toMatchObject({
      blueGreen: { autoPromotionEnabled: true, scaleDownDelaySeconds: 900 },
    });
  });

  it('[Y3] is judged before the switch and after it', () => {
    const judged = (templateName: string) => ({ templates: [{ templateName }], args: [{ name: 'version', valueFrom: { podTemplateHashValue: 'Latest' } }] });
    expect(strategy(blueGreen({ analysis: {} }))).toMatchObject({
      blueGreen: { prePromotionAnalysis: judged('ehr-preview'), postPromotionAnalysis: judged('ehr-active') },
    });
    expect(released(blueGreen({ analysis: {} })).names('AnalysisTemplate')).toEqual(['ehr-preview', 'ehr-active']);
    expect(released(blueGreen()).names('AnalysisTemplate')).toEqual([]);
  });
});

describe('a canary', () => {
  const strategyOf = (release: Release, props: Partial<ClinicalServiceProps> = {}) =>
    at(released(release, props).get('Rollout', 'ehr'), 'spec', 'strategy', 'canary') as { steps: unknown[]; analysis: { startingStep: number } };

  it('[Y2] goes by the stages that are declared', () => {
    expect(strategyOf(canary({ stages: STAGES, split: 'replicas' })).steps).toEqual([
      { setWeight: 10 },
      { pause: { duration: '1h' } },
      { setWeight: 25 },
      { pause: { duration: '1h' } },
      { setWeight: 50 },
      { pause: {} },
      { setWeight: 100 },
    ]);
  });

  it('[Y2] without a mesh adds and takes pods as any update of the service', () => {
    const split = canary({ stages: STAGES, split: 'replicas' });
    expect(strategyOf(split)).toMatchObject({ maxSurge: 1, maxUnavailable: 0 });
    expect(strategyOf(split)).not.toHaveProperty('trafficRouting');
    expect(strategyOf(split, { availability: { rolling: { surge: percent(25) } } })).toMatchObject({ maxSurge: '25%' });
  });

  it('[Y2] leaves the weights to the mesh, and lets in whoever asks by the header once there is a pod to answer', () => {
    const strategy = strategyOf(canary({ stages: STAGES, header: 'x-canary', analysis: {} }));
    expect(strategy).toMatchObject({
      trafficRouting: {
        managedRoutes: [{ name: 'canary-opt-in' }],
        istio: {
          virtualService: { name: 'ehr', routes: ['primary-reads', 'primary'] },
          destinationRule: { name: 'ehr', canarySubsetName: 'canary', stableSubsetName: 'stable' },
        },
      },
    });
    expect(strategy.steps.slice(0, 3)).toEqual([
      { setWeight: 10 },
      { setHeaderRoute: { name: 'canary-opt-in', match: [{ headerName: 'x-canary', headerValue: { exact: 'true' } }] } },
      { pause: { duration: '1h' } },
    ]);
  });

  it('[M3] leads a role that a header names to the new version while it is released, and another to the proven one always', () => {
    const traffic: Traffic = {
      routes: [
        { headers: { 'x-user-role': 'physician' }, to: 'canary' },
        { headers: { 'x-user-role': 'nurse', 'x-ward': 'emergency' }, to: 'stable' },
      ],
    };
    const objects = released(canary({ stages: STAGES, header: 'x-canary', analysis: {} }), { traffic });
    const strategy = at(objects.get('Rollout', 'ehr'), 'spec', 'strategy', 'canary');
    expect(at(strategy, 'trafficRouting', 'managedRoutes')).toEqual([{ name: 'canary-opt-in' }, { name: 'header-1' }]);
    expect(at(strategy, 'trafficRouting', 'istio', 'virtualService', 'routes')).toEqual(['primary-reads', 'primary']);
    expect(at(strategy, 'steps', 0)).toEqual({ setWeight: 10 });
    expect(at(strategy, 'steps', 2)).toEqual({
      setHeaderRoute: { name: 'header-1', match: [{ headerName: 'x-user-role', headerValue: { exact: 'physician' } }] },
    });
    const http = at(objects.get('VirtualService', 'ehr'), 'spec', 'http') as { name: string; match: object[]; route: object[] }[];
    expect(http.map(({ name }) => name)).toEqual(['header-2-reads', 'header-2', 'primary-reads', 'primary']);
    expect(http[1]).toMatchObject({
      match: [{ headers: { 'x-user-role': { exact: 'nurse' }, 'x-ward': { exact: 'emergency' } } }],
      route: [{ destination: { host: 'ehr.clinical.svc.cluster.local', subset: 'stable' } }],
    });
  });

  it('[Y2] finds routes and subsets of the mesh as it names them, with every request at the proven version', () => {
    const objects = released(canary({ stages: STAGES }));
    const { virtualService, destinationRule } = at(objects.get('Rollout', 'ehr'), 'spec', 'strategy', 'canary', 'trafficRouting', 'istio') as {
      virtualService: { name: string; routes: string[] };
      destinationRule: { name: string; canarySubsetName: string; stableSubsetName: string };
    };
    const http = at(objects.get('VirtualService', virtualService.name), 'spec', 'http') as { name: string; route: object[] }[];
    const host = 'ehr.clinical.svc.cluster.local';
    expect(http.map(({ name }) => name)).toEqual(virtualService.routes);
    for (const { route } of http) {
      expect(route).toEqual([
        { destination: { host, subset: destinationRule.stableSubsetName }, weight: 100 },
        { destination: { host, subset: destinationRule.canarySubsetName }, weight: 0 },
      ]);
    }
    const subsets = at(objects.get('DestinationRule', destinationRule.name), 'spec', 'subsets') as { name: string }[];
    expect(subsets.map(({ name }) => name)).toEqual([destinationRule.stableSubsetName, destinationRule.canarySubsetName]);
    const plain = released(blueGreen());
    expect(at(plain.get('DestinationRule', 'ehr'), 'spec')).not.toHaveProperty('subsets');
  });

  it('[Y2] is judged from the moment at which it has requests', () => {
    expect(strategyOf(canary({ stages: STAGES, analysis: {} })).analysis).toEqual({
      startingStep: 1,
      templates: [{ templateName: 'ehr-canary' }],
      args: [{ name: 'version', valueFrom: { podTemplateHashValue: 'Latest' } }],
    });
  });
});

interface Metric {
  readonly name: string;
  readonly successCondition: string;
  readonly failureCondition?: string;
  readonly provider: { readonly prometheus: { readonly address: string; readonly query: string } };
}

function metricsOf(objects: Rendered, template: string): readonly Metric[] {
  return at(objects.get('AnalysisTemplate', template), 'spec', 'metrics') as readonly Metric[];
}

describe('what a release is judged by', () => {
  const limits = { errors: percent(2), latency: { share: percent(99), within: minutes(0.01) }, interval: seconds(30), failures: 4, silent: 2, measurements: 7 };

  it('[Y2] is the share of failed answers and the time to answer of the new pods alone, asked of the Prometheus of the site', () => {
    const [errors, latency] = metricsOf(released(canary({ stages: STAGES, analysis: limits })), 'ehr-canary');
    const pods = 'namespace="clinical", job="ehr", rollouts_pod_template_hash="{{args.version}}"';
    expect(errors).toEqual({
      name: 'error-share',
      interval: '30s',
      initialDelay: '2m',
      failureLimit: 3,
      inconclusiveLimit: 2,
      successCondition: 'len(result) > 0 && result[0] <= 0.02',
      failureCondition: 'len(result) > 0 && result[0] > 0.02',
      provider: {
        prometheus: {
          address: 'http://prometheus-operated.watch.svc.cluster.local:9090',
          query: `(sum(rate(http_requests_total{${pods}, status=~"5.."}[2m])) or vector(0)) / sum(rate(http_requests_total{${pods}}[2m]))`,
        },
      },
    });
    expect(latency).toMatchObject({
      successCondition: 'len(result) > 0 && result[0] <= 0.6',
      provider: { prometheus: { query: `histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{${pods}}[2m])))` } },
    });
  });

  it('[Y3] before a switch is whether every new pod answers, and no request at all is no fault', () => {
    const objects = released(blueGreen({ analysis: limits }));
    const [answers, errors] = metricsOf(objects, 'ehr-preview');
    expect(answers).toMatchObject({ name: 'answers', count: 7, successCondition: 'len(result) > 0 && result[0] == 1' });
    expect(answers?.provider.prometheus.query).toMatch(/^min\(up\{/);
    expect(errors?.successCondition).toBe('len(result) == 0 || isNaN(result[0]) || result[0] <= 0.02');
    expect(errors).not.toHaveProperty('failureCondition');
    expect(metricsOf(objects, 'ehr-active').map(({ name }) => name)).toEqual(['error-share', 'latency']);
    expect(metricsOf(objects, 'ehr-active')[0]).toMatchObject({ count: 7, failureCondition: 'len(result) > 0 && result[0] > 0.02' });
  });

  it('[Y2] counts the outcomes of gRPC as gRPC names them', () => {
    const [errors] = metricsOf(released(canary({ stages: STAGES, analysis: {} }), { protocol: 'grpc' }), 'ehr-canary');
    expect(errors?.provider.prometheus.query).toContain('grpc_code=~"Unknown|DeadlineExceeded|Internal|Unavailable|DataLoss"');
  });

  it('[Y2] is asked in PromQL', () => {
    const queries = (['http', 'grpc'] as const).flatMap(protocol => [
      ...metricsOf(released(canary({ stages: STAGES, analysis: {} }), { protocol }), 'ehr-canary'),
      ...metricsOf(released(blueGreen({ analysis: {} }), { protocol }), 'ehr-preview'),
      ...metricsOf(released(blueGreen({ analysis: {} }), { protocol }), 'ehr-active'),
    ]);
    expect(queries).toHaveLength(14);
    for (const { provider } of queries)
      expect({ [provider.prometheus.query]: isPromQl(provider.prometheus.query) }).toEqual({ [provider.prometheus.query]: true });
  });

  it('is refused by the reader of PromQL where it is none', () => {
    expect(['sum(rate(up[2m])', 'up{job=ehr}', 'rate(up[2 minutes])', 'up or or up'].map(isPromQl)).toEqual([false, false, false, false]);
  });
});
