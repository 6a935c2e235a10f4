import type { ClinicalService, Edge } from '@clinfra/core';
import type { KubeNetworkPolicyProps, NetworkPolicyEgressRule } from 'cdk8s-plus-27/lib/imports/k8s';
import { edgeLabels } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf, Plain } from '../plain';
import type { SiteView } from '../site-view';
import { GATEWAY_LABEL, ISTIOD, podsOf, tcp } from './peers';

type Egress = Plain<NetworkPolicyEgressRule>;

/** What the gateway of an edge may do: answer everyone over TLS, and call the services that it exposes. */
export function gatewayPolicy(view: SiteView, edge: Edge): Manifest {
  const egress = exposedServices(view, edge).map((service): Egress => ({ to: [podsOf(service)], ports: [tcp(service.port)] }));
  if (edge.gatewayClass === 'istio') egress.push(ISTIOD);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `gateway-${edge.name}`, namespace: edge.domain.name, labels: edgeLabels(view, edge) },
    spec: {
      podSelector: { matchLabels: { [GATEWAY_LABEL]: edge.name } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ ports: [tcp(443)] }],
      ...(egress.length > 0 ? { egress } : undefined),
    },
  } satisfies ObjectOf<KubeNetworkPolicyProps>;
}

function exposedServices(view: SiteView, edge: Edge): ClinicalService[] {
  return [...new Set(edge.routes.map(route => route.service))].filter(service => view.has(service.domain));
}
