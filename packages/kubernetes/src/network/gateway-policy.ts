import { type ClinicalService, EAST_WEST_PORT, type Edge } from '@clinfra/core';
import type { KubeNetworkPolicyProps, NetworkPolicyEgressRule, NetworkPolicyIngressRule } from 'cdk8s-plus-27/lib/imports/k8s';
import { READY_PORT } from '../edge/balanced';
import { answersHttp } from '../edge/http-listener';
import { edgeLabels } from '../labels';
import type { Manifest } from '../manifest';
import { gatewayRangesOf } from '../mesh/joined-sites';
import type { ObjectOf, Plain } from '../plain';
import type { SiteView } from '../site-view';
import { entrancePodsOf, GATEWAY_LABEL, ISTIOD, pods, podsOf, tcp } from './peers';

type Egress = Plain<NetworkPolicyEgressRule>;
type Ingress = Plain<NetworkPolicyIngressRule>;

/** The pods by which cert-manager answers the issuer, and their port. */
const SOLVER_LABEL = 'acme.cert-manager.io/http01-solver';
const SOLVER_PORT = tcp(8089);

/** What the pods of an edge may do, and those by which cert-manager proves that its host is ours. */
export function edgePolicies(view: SiteView, edge: Edge): readonly Manifest[] {
  return [...(edge.entrance.kind === 'gateway' ? [gatewayPolicy(view, edge)] : []), ...(edge.challenge === 'http' ? [solverPolicy(view, edge)] : [])];
}

/** A gateway answers everyone over TLS, and calls the services that it exposes; one of the mesh does so at another site, too, when none is left here. */
function gatewayPolicy(view: SiteView, edge: Edge): Manifest {
  const exposed = exposedServices(view, edge);
  const egress = exposed.map((service): Egress => ({ to: [podsOf(service)], ports: [tcp(service.port)] }));
  const elsewhere = edge.entrance.class === 'istio' ? gatewayRangesOf(view, exposed) : [];
  if (elsewhere.length > 0) egress.push({ to: elsewhere.map(cidr => ({ ipBlock: { cidr } })), ports: [tcp(EAST_WEST_PORT)] });
  if (edge.challenge === 'http') egress.push({ to: [pods(edge.domain.name, SOLVER_LABEL, 'true')], ports: [SOLVER_PORT] });
  if (edge.entrance.class === 'istio') egress.push(ISTIOD);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `gateway-${edge.name}`, namespace: edge.domain.name, labels: edgeLabels(view, edge) },
    spec: {
      podSelector: { matchLabels: { [GATEWAY_LABEL]: edge.name } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ ports: answersHttp(edge) ? [tcp(443), tcp(80)] : [tcp(443)] }, ...askedByBalancer(view, edge)],
      ...(egress.length > 0 ? { egress } : undefined),
    },
  } satisfies ObjectOf<KubeNetworkPolicyProps>;
}

/** A load balancer of AWS asks from its own subnets whether a pod is ready. */
function askedByBalancer({ balancerRanges }: SiteView, { aws }: Edge): readonly Ingress[] {
  if (!aws || balancerRanges.length === 0) return [];
  return [{ from: balancerRanges.map(cidr => ({ ipBlock: { cidr } })), ports: [tcp(READY_PORT)] }];
}

/** The pages stand in the namespace of the certificate for a minute, and are asked for by way of the gateway alone. */
function solverPolicy(view: SiteView, edge: Edge): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `acme-${edge.name}`, namespace: edge.domain.name, labels: edgeLabels(view, edge) },
    spec: {
      podSelector: { matchLabels: { [SOLVER_LABEL]: 'true' } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [entrancePodsOf(edge)], ports: [SOLVER_PORT] }],
    },
  } satisfies ObjectOf<KubeNetworkPolicyProps>;
}

function exposedServices(view: SiteView, edge: Edge): ClinicalService[] {
  return [...new Set(edge.routes.map(route => route.service))].filter(service => view.has(service.domain));
}
