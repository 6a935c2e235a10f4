import type { Site } from '@clinfra/core';

/** The port on which the operator of Prometheus has it answer. */
export const PROMETHEUS_PORT = 9090;

/** Where the Prometheus of a site answers questions. */
export function prometheusUrl({ prometheus, path }: Site): string {
  if (!prometheus) throw new Error(`${path} has no Prometheus`);
  return prometheus.url ?? `http://prometheus-operated.${prometheus.namespace}.svc.cluster.local:${PROMETHEUS_PORT}`;
}

/** The same in parts, as the chart of the metrics adapter takes it. */
export function prometheusAddress(site: Site) {
  const { protocol, hostname, port, pathname } = new URL(prometheusUrl(site));
  const usual = protocol === 'https:' ? 443 : 80;
  return { url: `${protocol}//${hostname}`, port: port === '' ? usual : Number(port), path: pathname === '/' ? '' : pathname };
}
