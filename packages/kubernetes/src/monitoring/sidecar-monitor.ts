import type { Domain } from '@clinfra/core';
import { domainLabels, NAME_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import { INJECT_LABEL } from '../mesh/labels';
import type { SiteView } from '../site-view';

/** How Prometheus finds the figures of sidecars: requests and bytes by caller and callee, also of what gives no figures of its own. */
export function sidecarMonitors(view: SiteView, domain: Domain): readonly Manifest[] {
  const { mesh, prometheus } = view.site;
  if (!mesh || !prometheus) return [];
  return [
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name: 'mesh-sidecars', namespace: domain.name, labels: { ...domainLabels(view, domain), ...prometheus.selects } },
      spec: {
        jobLabel: NAME_LABEL,
        selector: { matchLabels: { [INJECT_LABEL]: 'true' } },
        podMetricsEndpoints: [{ port: 'http-envoy-prom', path: '/stats/prometheus', interval: '30s' }],
      },
    },
  ];
}
