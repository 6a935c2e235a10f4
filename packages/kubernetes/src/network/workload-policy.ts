import { ClinicalService, type Workload } from '@clinfra/core';
import type { KubeNetworkPolicyProps, NetworkPolicyEgressRule, NetworkPolicyIngressRule } from 'cdk8s-plus-27/lib/imports/k8s';
import { NAME_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import { EAST_WEST_PORT, gatewayRangesOf, otherSitesOf } from '../mesh/joined-sites';
import type { ObjectOf, Plain } from '../plain';
import type { SiteView } from '../site-view';
import type { Shared } from '../workload/shared';
import type { Uses } from '../workload/uses';
import { OUTSIDE, POD_IDENTITY_AGENT } from './address-ranges';
import { apiServer } from './api-server';
import { outsidersOf } from './outsiders';
import { EAST_WEST_GATEWAY, entrancePodsOf, type Peer, type Port, podsOf, prometheusIn, tcp } from './peers';
import { scrapedPort } from './prometheus-policy';

type Ingress = Plain<NetworkPolicyIngressRule>;
type Egress = Plain<NetworkPolicyEgressRule>;

/** What the workload's edges, and those that lead to it, open in the default denial. */
export function workloadPolicy(view: SiteView, workload: Workload, { labels, uses }: Shared): Manifest {
  const ingress = [...(workload instanceof ClinicalService ? ingressOf(view, workload) : []), ...scrapesOf(view, workload)];
  const egress = [...egressOf(view, uses), ...(workload.api.length > 0 ? apiServer(view.site) : [])];
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

/**
 * Callers on this site, the gateways that expose the service, and who may come from outside. Only callers need its other ports. A rule
 * without a peer would let everyone in.
 */
function ingressOf(view: SiteView, service: ClinicalService): readonly Ingress[] {
  const callers = view.inventory.incoming(service).filter(({ from }) => view.has(from.domain));
  const edges = new Set(view.exposuresOf(service).map(exposure => exposure.edge));
  const from = [
    ...callers.map(relation => podsOf(relation.from)),
    ...[...edges].map(entrancePodsOf),
    ...outsidersOf(view, service).map((cidr): Peer => ({ ipBlock: { cidr } })),
  ];
  const others = portsOf(service).slice(1);
  const joined = otherSitesOf(view, service).length > 0;
  return [
    ...(from.length > 0 ? [{ from, ports: [tcp(service.port)] }] : []),
    ...(callers.length > 0 && others.length > 0 ? [{ from: callers.map(relation => podsOf(relation.from)), ports: others }] : []),
    ...(joined ? [{ from: [EAST_WEST_GATEWAY], ports: portsOf(service) }] : []),
  ];
}

/** The service's own port first. */
function portsOf({ port, ports }: ClinicalService): readonly Port[] {
  return [tcp(port), ...Object.values(ports).map(other => tcp(other.port))];
}

function scrapesOf(view: SiteView, workload: Workload): readonly Ingress[] {
  const port = scrapedPort(view, workload);
  const { prometheus } = view.site;
  return port === undefined || !prometheus ? [] : [{ from: [prometheusIn(prometheus.namespace)], ports: [tcp(port)] }];
}

/** A policy sees a packet after the Service's address has become the pod's, so that the container's port counts. */
function egressOf(view: SiteView, { services, stores, hosts }: Uses): readonly Egress[] {
  const rules: Egress[] = services.map(service => ({ to: [podsOf(service)], ports: portsOf(service) }));
  const gateways = gatewayRangesOf(view, services).map(cidr => ({ ipBlock: { cidr } }));
  if (gateways.length > 0) rules.push({ to: gateways, ports: [tcp(EAST_WEST_PORT)] });
  for (const { store } of stores) {
    const to = view.rangesOf(store).map(cidr => ({ ipBlock: { cidr } }));
    if (to.length > 0) rules.push({ to, ports: [tcp(store.port)] });
  }
  if (stores.some(({ store }) => view.manages(store))) rules.push({ to: [POD_IDENTITY_AGENT], ports: [tcp(80)] });
  for (const { ports } of hosts) if (ports.length > 0) rules.push({ to: [OUTSIDE], ports: ports.map(tcp) });
  return rules;
}
