import { ClinicalService, type Domain, type Protocol, REQUEST_FIGURES } from '@clinfra/core';
import { domainLabels } from '../labels';
import type { Manifest } from '../manifest';
import type { SiteView } from '../site-view';
import { usesOf } from '../workload/uses';

const NAME = 'security';

/** What a ReplicaSet and a Job add to the name of a pod, so that `sms` is not `sms-archive`. */
const OF_A_CONTROLLER = '-[a-z0-9]+-[a-z0-9]{5}';

/** The answer to a caller who is not logged in, as services count it; of a plain connection there is none. */
const REFUSED = { http: '401', grpc: 'Unauthenticated', tcp: undefined } as const satisfies Record<Protocol, string | undefined>;

/** The same as sidecars count it: gRPC answers 200 and says in its own status, by number, how it turned out. */
const REFUSED_BY_SIDECARS = ['response_code="401"', 'grpc_response_status="16"'];

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
  const lost = (figure: string) => tried(`${figure}{${source}, destination_service_name="BlackHoleCluster"}`);
  const refused = REFUSED_BY_SIDECARS.map(
    answer =>
      `sum by (destination_workload) (increase(istio_requests_total{reporter="destination", destination_workload_namespace="${domain.name}", ${answer}}[5m]))`,
  );
  return [
    ...unauthorized(domain, refused),
    ...(hosts.length > 0 ? egress(domain, [sent('istio_tcp_received_bytes_total'), sent('istio_request_bytes_sum')]) : []),
    {
      alert: 'UndeclaredEgress',
      expr: `${lost('istio_tcp_connections_opened_total')} or ${lost('istio_requests_total')}`,
      labels: { severity: 'critical' },
      annotations: { summary: '{{ $labels.source_workload }} tried to reach what it does not declare' },
    },
  ];
}

function plainAlerts({ inventory }: SiteView, domain: Domain): readonly Alert[] {
  const workloads = inventory.workloadsOf(domain);
  const measured = workloads.flatMap(workload => (workload instanceof ClinicalService && workload.metrics !== undefined ? [workload.protocol] : []));
  const refused = [...new Set(measured)].sort().flatMap(protocol => refusedBy(domain, protocol));
  const outward = workloads.filter(workload => usesOf(workload).hosts.length > 0);
  const pods = outward.map(({ name }) => `${name}${OF_A_CONTROLLER}`).join('|');
  return [
    ...(refused.length > 0 ? unauthorized(domain, refused) : []),
    ...(outward.length > 0
      ? egress(domain, [`sum by (pod) (rate(container_network_transmit_bytes_total{namespace="${domain.name}", pod=~"${pods}"}[5m]))`])
      : []),
  ];
}

function refusedBy({ name }: Domain, protocol: Protocol): readonly string[] {
  const figures = REQUEST_FIGURES[protocol];
  return figures ? [`sum by (job) (increase(${figures.count}{namespace="${name}", ${figures.outcome[0]}="${REFUSED[protocol]}"}[5m]))`] : [];
}

/** A counter that is there for the first time has not increased yet, and the first try counts. */
function tried(counter: string): string {
  return `sum by (source_workload) (increase(${counter}[5m]) > 0 or (${counter} unless ${counter} offset 5m)) > 0`;
}

function unauthorized({ securityAlerts }: Domain, refused: readonly string[]): readonly Alert[] {
  const expr = refused.map(figure => `${figure} > ${securityAlerts.unauthorized}`).join(' or ');
  const summary = 'refused log-ins come in a burst at {{ $labels.destination_workload }}{{ $labels.job }}';
  return [{ alert: 'UnauthorizedAccess', expr, labels: { severity: 'warning' }, annotations: { summary } }];
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
