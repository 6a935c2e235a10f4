import { ClinicalService, METRICS_PORT, type MetricsEndpoint, type Worker } from '@clinfra/core';
import { EXPOSURE_LABEL, type Labels, NAME_LABEL, VERSION_LABEL } from '../labels';
import type { Manifest, Metadata } from '../manifest';
import type { SiteView } from '../site-view';
import { isRolledOut } from '../workload/target';

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
  readonly spec: { readonly jobLabel: string; readonly podTargetLabels?: readonly string[]; readonly selector: Selector } & {
    readonly [Field in Endpoints]: readonly Endpoint[];
  };
}

/**
 * How the site's Prometheus finds the figures of a workload: by its Service, or by its pods where it has none, as a worker, or where two lead to
 * the same ones or to the old ones only, as in a release by a Rollout.
 */
export function monitors(view: SiteView, workload: ClinicalService | Worker, labels: Labels): readonly Manifest[] {
  const { prometheus } = view.site;
  const { metrics, name, domain } = workload;
  if (!prometheus || !metrics) return [];
  const metadata = { name, namespace: domain.name, labels: { ...labels, ...prometheus.selects } };
  const versions = isRolledOut(workload);
  return [workload instanceof ClinicalService && !versions ? serviceMonitor(metadata, workload, metrics) : podMonitor(metadata, workload, metrics)];
}

/** The Service that leads from outside has the same pods behind it, which would be asked twice. */
function serviceMonitor(metadata: Metadata, workload: ClinicalService, metrics: MetricsEndpoint): Monitor<'ServiceMonitor', 'endpoints'> {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata,
    spec: {
      jobLabel: NAME_LABEL,
      selector: { matchLabels: { [NAME_LABEL]: workload.name }, matchExpressions: [{ key: EXPOSURE_LABEL, operator: 'DoesNotExist' }] },
      endpoints: [endpoint(portOf(workload, metrics), metrics)],
    },
  };
}

function podMonitor(metadata: Metadata, workload: ClinicalService | Worker, metrics: MetricsEndpoint): Monitor<'PodMonitor', 'podMetricsEndpoints'> {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata,
    spec: {
      jobLabel: NAME_LABEL,
      // Each figure says of which version it is.
      ...(isRolledOut(workload) && { podTargetLabels: [VERSION_LABEL] }),
      selector: { matchLabels: { [NAME_LABEL]: metadata.name } },
      podMetricsEndpoints: [endpoint(portOf(workload, metrics), metrics)],
    },
  };
}

/** A service may give its figures on its own port. */
function portOf(workload: ClinicalService | Worker, { port }: MetricsEndpoint): string {
  return port === undefined && workload instanceof ClinicalService ? workload.protocol : METRICS_PORT;
}

function endpoint(port: string, { path, interval }: MetricsEndpoint): Endpoint {
  return { port, path, interval: interval.toKubernetes() };
}
