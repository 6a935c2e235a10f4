import type { TRACING_VARIABLES, Tracing, Workload } from '@clinfra/core';
import type { EnvVar } from 'cdk8s-plus-27/lib/imports/k8s';
import { OTLP } from '../network/peers';
import type { Plain } from '../plain';
import type { SiteView } from '../site-view';

/** The Service of the collector, and the name of its pods. */
export const COLLECTOR = 'opentelemetry-collector';

/** Where the collector of a site answers inside the cluster. */
export function collectorHost({ namespace }: Tracing): string {
  return `${COLLECTOR}.${namespace}.svc.cluster.local`;
}

/** How a workload traces what it does, in the variables that every library of OpenTelemetry reads. */
export function tracingVariables({ site, inventory }: SiteView, { name, domain }: Workload): readonly Plain<EnvVar>[] {
  const { tracing } = site;
  if (!tracing) return [];
  const values = {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://${collectorHost(tracing)}:${OTLP.http}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_RESOURCE_ATTRIBUTES: `service.namespace=${domain.name},deployment.environment.name=${inventory.platform.environment}`,
    OTEL_SERVICE_NAME: name,
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: String(tracing.sampled.toNumber() / 100),
  } satisfies Record<(typeof TRACING_VARIABLES)[number], string>;
  return Object.entries(values).map(([variable, value]) => ({ name: variable, value }));
}
