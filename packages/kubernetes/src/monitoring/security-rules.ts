import { ClinicalService, type Domain, Worker } from '@clinfra/core';
import { domainLabels } from '../labels';
import type { Manifest } from '../manifest';
import type { SiteView } from '../site-view';
import { usesOf } from '../workload/uses';

const NAME = 'security';

/** An alert as the Prometheus operator takes it. */
interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: 'warning' | 'critical' };
  readonly annotations: { readonly summary: string };
}

/**
 * What may be an attack or a leak, told by the site's Prometheus. With a mesh the sidecars know who was refused, what went to which third
 * party and who tried another; without one it is what services count themselves, and all that leaves a pod which reaches outside.
 */
export function securityRules(view: SiteView, domain: Domain): readonly Manifest[] {
  const { mesh, prometheus } = view.site;
  if (!prometheus) return [];
  const rules = mesh ? meshAlerts(view, domain) : plainAlerts(view, domain);
  if (rules.length === 0) return [];
  return [
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: NAME, namespace: domain.name, labels: { ...domainLabels(view, domain, NAME), ...prometheus.selects } },
      spec: { groups: [{ name: `${domain.name}.security`, rules }] },
    },
  ];
}

/** A sidecar counts what a caller sends as received, and what it gets back as sent. What it refuses to lead anywhere goes to a black hole. */
function meshAlerts({ inventory }: SiteView, domain: Domain): readonly Alert[] {
  const workloads = inventory.workloadsOf(domain);
  if (workloads.length === 0) return [];
  const source = `reporter="source", source_workload_namespace="${domain.name}"`;
  const hosts = [...new Set(workloads.flatMap(workload => usesOf(workload).hosts.map(({ host }) => host)))];
  const outside = `${source}, destination_service_name=~"${hosts.map(literal).join('|')}"`;
  const sent = (figure: string) => `sum by (source_workload, destination_service_name) (rate(${figure}{${outside}}[5m]))`;
  const lost = (figure: string) => `sum by (source_workload) (increase(${figure}{${source}, destination_service_name="BlackHoleCluster"}[5m]))`;
  const refused = `reporter="destination", destination_workload_namespace="${domain.name}", response_code="401"`;
  return [
    ...unauthorized(domain, `sum by (destination_workload) (increase(istio_requests_total{${refused}}[5m]))`),
    ...(hosts.length > 0 ? egress(domain, [sent('istio_tcp_received_bytes_total'), sent('istio_request_bytes_sum')]) : []),
    {
      alert: 'UndeclaredEgress',
      expr: `${lost('istio_tcp_connections_opened_total')} > 0 or ${lost('istio_requests_total')} > 0`,
      labels: { severity: 'critical' },
      annotations: { summary: '{{ $labels.source_workload }} tried to reach what it does not declare' },
    },
  ];
}

function plainAlerts({ inventory }: SiteView, domain: Domain): readonly Alert[] {
  const workloads = inventory.workloadsOf(domain);
  const measured = workloads.some(workload => workload instanceof ClinicalService && workload.metrics !== undefined);
  const outward = workloads.filter(workload => (workload instanceof ClinicalService || workload instanceof Worker) && usesOf(workload).hosts.length > 0);
  const pods = outward.map(({ name }) => `${name}-.*`).join('|');
  return [
    ...(measured ? unauthorized(domain, `sum by (job) (increase(http_requests_total{namespace="${domain.name}", status="401"}[5m]))`) : []),
    ...(outward.length > 0
      ? egress(domain, [`sum by (pod) (rate(container_network_transmit_bytes_total{namespace="${domain.name}", pod=~"${pods}"}[5m]))`])
      : []),
  ];
}

function unauthorized({ securityAlerts }: Domain, refused: string): readonly Alert[] {
  const summary = 'refused log-ins come in a burst at {{ $labels.destination_workload }}{{ $labels.job }}';
  return [{ alert: 'UnauthorizedAccess', expr: `${refused} > ${securityAlerts.unauthorized}`, labels: { severity: 'warning' }, annotations: { summary } }];
}

function egress({ securityAlerts }: Domain, sent: readonly string[]): readonly Alert[] {
  const expr = sent.map(figure => `${figure} > ${securityAlerts.egress.toBytes()}`).join(' or ');
  const summary = 'unusually much leaves {{ $labels.source_workload }}{{ $labels.pod }}';
  return [{ alert: 'DataExfiltration', expr, labels: { severity: 'critical' }, annotations: { summary } }];
}

/** A host as PromQL matches it: a pattern in a quoted text, in which a backslash is written twice. */
function literal(host: string): string {
  return host.replaceAll('.', '\\\\.');
}
