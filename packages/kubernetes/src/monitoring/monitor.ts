import { ClinicalService, METRICS_PORT, type MetricsEndpoint, type Worker } from '@clinfra/core';
import { EXPOSURE_LABEL, type Labels, NAME_LABEL } from '../labels';
import type { Manifest, Metadata } from '../manifest';
import type { SiteView } from '../site-view';

/** A place where figures are found, as the Prometheus operator takes it. */
interface Endpoint {
  readonly port: string;
  readonly path: string;
  readonly interval: string;
}

interface Selector {
  readonly matchLabels: Labels;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: 'DoesNotExist' }[];
}

/** The part of the operator's kinds that is used here. */
interface Monitor<Kind extends string, Endpoints extends string> extends Manifest {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: Kind;
  readonly metadata: Metadata;
  readonly spec: { readonly jobLabel: string; readonly selector: Selector } & { readonly [Field in Endpoints]: readonly Endpoint[] };
}

/** How the site's Prometheus finds the figures of a workload: by its Service, or by the pods of a worker, which has none. */
export function monitors(view: SiteView, workload: ClinicalService | Worker, labels: Labels): readonly Manifest[] {
  const { prometheus } = view.site;
  const { metrics, name, domain } = workload;
  if (!prometheus || !metrics) return [];
  const metadata = { name, namespace: domain.name, labels: { ...labels, ...prometheus.selects } };
  return [workload instanceof ClinicalService ? serviceMonitor(metadata, workload, metrics) : podMonitor(metadata, metrics)];
}

/** The Service that leads from outside has the same pods behind it, which would be asked twice. */
function serviceMonitor(metadata: Metadata, { name, protocol }: ClinicalService, metrics: MetricsEndpoint): Monitor<'ServiceMonitor', 'endpoints'> {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata,
    spec: {
      jobLabel: NAME_LABEL,
      selector: { matchLabels: { [NAME_LABEL]: name }, matchExpressions: [{ key: EXPOSURE_LABEL, operator: 'DoesNotExist' }] },
      endpoints: [endpoint(metrics.port === undefined ? protocol : METRICS_PORT, metrics)],
    },
  };
}

function podMonitor(metadata: Metadata, metrics: MetricsEndpoint): Monitor<'PodMonitor', 'podMetricsEndpoints'> {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata,
    spec: { jobLabel: NAME_LABEL, selector: { matchLabels: { [NAME_LABEL]: metadata.name } }, podMetricsEndpoints: [endpoint(METRICS_PORT, metrics)] },
  };
}

function endpoint(port: string, { path, interval }: MetricsEndpoint): Endpoint {
  return { port, path, interval: interval.toKubernetes() };
}
