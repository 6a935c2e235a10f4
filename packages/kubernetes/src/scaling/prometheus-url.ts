import type { Site } from '@clinfra/core';

/** The port on which the operator of Prometheus has it answer. */
export const PROMETHEUS_PORT = 9090;

/** Where the Prometheus of a site answers questions. */
export function prometheusUrl({ prometheus, path }: Site): string {
  if (!prometheus) throw new Error(`${path} has no Prometheus`);
  return prometheus.url ?? `http://prometheus-operated.${prometheus.namespace}.svc.cluster.local:${PROMETHEUS_PORT}`;
}
