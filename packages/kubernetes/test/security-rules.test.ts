import { aws, ExternalHost, parseSize, Site } from '@clinfra/core';
import { aDomain, aPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, renderedDomain } from './rendered';

/** What is told in a domain `outer` whose one service reaches a third party, on a site with or without a mesh. */
function alerts(mesh: boolean, securityAlerts = {}): readonly Readonly<Record<string, unknown>>[] {
  const { platform } = aPlatform();
  const site = new Site(platform, 'cork', {
    hosting: aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 } }),
    zones: ['eu-west-1a'],
    prometheus: { namespace: 'monitoring', selects: { release: 'prometheus' } },
    ...(mesh ? { mesh: {} } : {}),
  });
  const outer = aDomain(platform, 'outer', { securityAlerts });
  aService(outer, 'texts', { metrics: { port: 9464 } }).reaches(new ExternalHost(platform, 'sms', { host: 'sms.example.ie' }));
  const rule = renderedDomain(platform, outer, site).get('PrometheusRule', 'security');
  expect(rule.metadata.labels).toMatchObject({ release: 'prometheus' });
  return at(rule, 'spec', 'groups', 0, 'rules') as readonly Readonly<Record<string, unknown>>[];
}

const severities = (mesh: boolean) => alerts(mesh).map(({ alert, labels }) => [alert, at(labels, 'severity')]);

describe('alerts of security', () => {
  it('[X5] tell of refused log-ins, of what leaves, and with a mesh of who tries what it does not declare', () => {
    expect(severities(true)).toEqual([
      ['UnauthorizedAccess', 'warning'],
      ['DataExfiltration', 'critical'],
      ['UndeclaredEgress', 'critical'],
    ]);
    expect(severities(false)).toEqual([
      ['UnauthorizedAccess', 'warning'],
      ['DataExfiltration', 'critical'],
    ]);
  });

  it('[X5] go by sidecars where there are some, which tell third parties apart', () => {
    const [refused, left] = alerts(true).map(({ expr }) => expr);
    expect(refused).toBe(
      [
        'sum by (destination_workload) (increase(istio_requests_total{reporter="destination", destination_workload_namespace="outer", response_code="401"}[5m])) > 10',
        'sum by (destination_workload) (increase(istio_requests_total{reporter="destination", destination_workload_namespace="outer", grpc_response_status="16"}[5m])) > 10',
      ].join(' or '),
    );
    expect(left).toContain(
      'istio_tcp_received_bytes_total{reporter="source", source_workload_namespace="outer", destination_service_name=~"sms\\\\.example\\\\.ie"}[5m]',
    );
    expect(left).toContain(' > 1000000');
  });

  it('[X5] go by what services and nodes count where there are none, from the declared figures on', () => {
    expect(alerts(false, { unauthorized: 25, egress: parseSize('5M') }).map(({ expr }) => expr)).toEqual([
      'sum by (job) (increase(http_requests_total{namespace="outer", status="401"}[5m])) > 25',
      'sum by (pod) (rate(container_network_transmit_bytes_total{namespace="outer", pod=~"texts-[a-z0-9]+-[a-z0-9]{5}"}[5m])) > 5000000',
    ]);
  });
});
