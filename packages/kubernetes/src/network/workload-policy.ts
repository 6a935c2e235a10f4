import { ClinicalService, type Workload } from '@clinfra/core';
import type { KubeNetworkPolicyProps, NetworkPolicyEgressRule, NetworkPolicyIngressRule } from 'cdk8s-plus-27/lib/imports/k8s';
import { NAME_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf, Plain } from '../plain';
import type { SiteView } from '../site-view';
import type { Shared } from '../workload/shared';
import type { Uses } from '../workload/uses';
import { OUTSIDE, POD_IDENTITY_AGENT } from './address-ranges';
import { gatewayPodsOf, type Peer, podsOf, tcp } from './peers';

type Ingress = Plain<NetworkPolicyIngressRule>;
type Egress = Plain<NetworkPolicyEgressRule>;

/** What the workload's edges, and those that lead to it, open in the default denial. */
export function workloadPolicy(view: SiteView, workload: Workload, { labels, uses }: Shared): Manifest {
  const ingress = workload instanceof ClinicalService ? ingressOf(view, workload) : [];
  const egress = egressOf(view, uses);
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: workload.name, namespace: workload.domain.name, labels },
    spec: {
      podSelector: { matchLabels: { [NAME_LABEL]: workload.name } },
      policyTypes: ['Ingress', 'Egress'],
      ...(ingress.length > 0 ? { ingress } : undefined),
      ...(egress.length > 0 ? { egress } : undefined),
    },
  } satisfies ObjectOf<KubeNetworkPolicyProps>;
}

/** Callers on this site, and the gateways that expose the service. A rule without a peer would let everyone in. */
function ingressOf(view: SiteView, service: ClinicalService): readonly Ingress[] {
  const from: Peer[] = [];
  for (const relation of view.inventory.incoming(service)) if (view.has(relation.from.domain)) from.push(podsOf(relation.from));
  for (const edge of new Set(view.exposuresOf(service).map(exposure => exposure.edge))) from.push(gatewayPodsOf(edge));
  return from.length > 0 ? [{ from, ports: [tcp(service.port)] }] : [];
}

/** A policy sees a packet after the Service's address has become the pod's, so that the container's port counts. */
function egressOf(view: SiteView, { services, stores, hosts }: Uses): readonly Egress[] {
  const rules: Egress[] = services.map(service => ({ to: [podsOf(service)], ports: [tcp(service.port)] }));
  for (const { store } of stores) {
    const to = view.rangesOf(store).map(cidr => ({ ipBlock: { cidr } }));
    if (to.length > 0) rules.push({ to, ports: [tcp(store.port)] });
  }
  if (stores.some(({ store }) => view.manages(store))) rules.push({ to: [POD_IDENTITY_AGENT], ports: [tcp(80)] });
  for (const { ports } of hosts) if (ports.length > 0) rules.push({ to: [OUTSIDE], ports: ports.map(tcp) });
  return rules;
}
