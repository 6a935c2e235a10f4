import { loadBalancer, type Metrics, Site, seconds, Worker } from '@clinfra/core';
import { aDomain, aPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, containerOf, renderedDomain } from './rendered';

const PROMETHEUS = { namespace: 'watch', selects: { release: 'prometheus' } };

/** A service `labs` and a worker `indexer` on a site with a Prometheus. */
function watched(metrics: Metrics = {}, props: Parameters<typeof aService>[2] = {}, prometheus = true) {
  const { platform, site: other } = aPlatform();
  const { hosting, zones } = other;
  const site = new Site(platform, 'cork', { hosting, zones: [zones[0] ?? '', ...zones.slice(1)], ...(prometheus ? { prometheus: PROMETHEUS } : undefined) });
  const domain = aDomain(platform, 'tests', { sites: [site] });
  aService(domain, 'labs', { metrics, ...props });
  new Worker(domain, 'indexer', { image: 'registry.example/indexer:1', scale: { min: 2, max: 4 }, metrics: { port: 9464 } });
  return renderedDomain(platform, domain, site);
}

const FROM_PROMETHEUS = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'watch' } },
  podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
};

describe('the figures of a service', () => {
  it('[O1] are asked for every thirty seconds on its own port, by a monitor that the Prometheus of the site selects', () => {
    const monitor = watched().get('ServiceMonitor', 'labs');
    expect(monitor.apiVersion).toBe('monitoring.coreos.com/v1');
    expect(monitor.metadata.labels).toMatchObject({ release: 'prometheus', 'app.kubernetes.io/name': 'labs', 'clinfra.io/site': 'cork' });
    expect(monitor.spec).toEqual({
      jobLabel: 'app.kubernetes.io/name',
      selector: { matchLabels: { 'app.kubernetes.io/name': 'labs' }, matchExpressions: [{ key: 'clinfra.io/exposure', operator: 'DoesNotExist' }] },
      endpoints: [{ port: 'http', path: '/metrics', interval: '30s' }],
    });
  });

  it('[O1] are found where the service says', () => {
    const objects = watched({ port: 9464, path: '/internal/metrics', interval: seconds(60) });
    expect(at(objects.get('ServiceMonitor', 'labs'), 'spec', 'endpoints')).toEqual([{ port: 'metrics', path: '/internal/metrics', interval: '1m' }]);
    expect(at(objects.get('Service', 'labs'), 'spec', 'ports', 1)).toMatchObject({ name: 'metrics', port: 9464 });
    expect(at(containerOf(objects.get('Deployment', 'labs')), 'ports', 1)).toMatchObject({ name: 'metrics', containerPort: 9464 });
  });

  it('[M1] can be had by Prometheus alone', () => {
    expect(at(watched({ port: 9464 }).get('NetworkPolicy', 'labs'), 'spec', 'ingress')).toEqual([
      { from: [FROM_PROMETHEUS], ports: [{ protocol: 'TCP', port: 9464 }] },
    ]);
    expect(at(watched().get('NetworkPolicy', 'labs'), 'spec', 'ingress')).toEqual([{ from: [FROM_PROMETHEUS], ports: [{ protocol: 'TCP', port: 4001 }] }]);
  });

  it('are asked for once, whatever leads to the service from outside', () => {
    const objects = watched({}, { exposure: loadBalancer({ from: ['10.40.0.0/16'] }) });
    const excluded = at(objects.get('ServiceMonitor', 'labs'), 'spec', 'selector', 'matchExpressions', 0, 'key') as string;
    const selected = objects.manifests.filter(({ kind, metadata }) => kind === 'Service' && !Object.hasOwn(metadata.labels ?? {}, excluded));
    expect(selected.map(({ metadata }) => metadata.name)).toEqual(['labs']);
  });

  it('are asked for by nobody where there is no Prometheus', () => {
    const objects = watched({ port: 9464 }, {}, false);
    expect([...objects.names('ServiceMonitor'), ...objects.names('PodMonitor')]).toEqual([]);
    expect(at(objects.get('NetworkPolicy', 'labs'), 'spec')).not.toHaveProperty('ingress');
  });
});

describe('the figures of a worker', () => {
  it('[O1] are found at its pods, for it has no Service', () => {
    const objects = watched();
    expect(objects.get('PodMonitor', 'indexer').spec).toEqual({
      jobLabel: 'app.kubernetes.io/name',
      selector: { matchLabels: { 'app.kubernetes.io/name': 'indexer' } },
      podMetricsEndpoints: [{ port: 'metrics', path: '/metrics', interval: '30s' }],
    });
    expect(at(containerOf(objects.get('Deployment', 'indexer')), 'ports')).toEqual([{ name: 'metrics', containerPort: 9464, protocol: 'TCP' }]);
    expect(at(objects.get('NetworkPolicy', 'indexer'), 'spec', 'ingress')).toEqual([{ from: [FROM_PROMETHEUS], ports: [{ protocol: 'TCP', port: 9464 }] }]);
    expect(objects.names('ServiceMonitor')).toEqual(['labs']);
  });
});
