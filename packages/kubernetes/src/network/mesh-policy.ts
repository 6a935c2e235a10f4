import type { Domain } from '@clinfra/core';
import type { KubeNetworkPolicyProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { domainLabels } from '../labels';
import type { Manifest } from '../manifest';
import { INJECT_LABEL, SIDECAR_FIGURES } from '../mesh/labels';
import type { ObjectOf } from '../plain';
import type { SiteView } from '../site-view';
import { ISTIOD, prometheusIn, tcp } from './peers';

/** What every sidecar needs: its configuration and certificate from the control plane, and Prometheus may ask it for its figures. */
export function meshPolicies(view: SiteView, domain: Domain): readonly Manifest[] {
  const { mesh, prometheus } = view.site;
  if (!mesh) return [];
  const object = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'allow-mesh', namespace: domain.name, labels: domainLabels(view, domain) },
    spec: {
      podSelector: { matchLabels: { [INJECT_LABEL]: 'true' } },
      policyTypes: ['Ingress', 'Egress'],
      ...(prometheus ? { ingress: [{ from: [prometheusIn(prometheus.namespace)], ports: [tcp(SIDECAR_FIGURES)] }] } : undefined),
      egress: [ISTIOD],
    },
  } satisfies ObjectOf<KubeNetworkPolicyProps>;
  return [object];
}
