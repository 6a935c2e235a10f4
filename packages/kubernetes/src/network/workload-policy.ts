import { ClinicalService, EAST_WEST_PORT, MANAGEMENT_PORT, type Workload } from '@clinfra/core';
import type { KubeNetworkPolicyProps, NetworkPolicyEgressRule, NetworkPolicyIngressRule, NetworkPolicySpec } from 'cdk8s-plus-27/lib/imports/k8s';
import { NAME_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import { gatewayRangesOf, otherSitesOf } from '../mesh/joined-sites';
import type { Growing, ObjectOf, Plain } from '../plain';
import type { SiteView } from '../site-view';
import type { Shared } from '../workload/shared';
import { COLLECTOR } from '../workload/tracing';
import type { Uses } from '../workload/uses';
import { OUTSIDE, POD_IDENTITY_AGENT } from './address-ranges';
import { apiServer } from './api-server';
import { outsidersOf } from './outsiders';
import { EAST_WEST_GATEWAY, entrancePodsOf, OTLP, type Peer, type Port, pods, podsOf, prometheusIn, tcp } from './peers';
import { scrapedPort } from './prometheus-policy';

type Ingress = Plain<NetworkPolicyIngressRule>;
type Egress = Plain<NetworkPolicyEgressRule>;

/** What the workload's edges, and those that lead to it, open in the default denial. */
export function workloadPolicy(view: SiteView, workload: Workload, { labels, uses }: Shared): Manifest {
  const ingress = scrapesOf(view, workload);
  if (workload instanceof ClinicalService) ingress.unshift(...ingressOf(view, workload));
  const egress = egressOf(view, uses);
  if (workload.api.length > 0) egress.push(...apiServer(view.site));
  egress.push(...tracesOf(view));
  const spec: Growing<Plain<NetworkPolicySpec>> = { podSelector: { matchLabels: { [NAME_LABEL]: workload.name } }, policyTypes: BOTH_WAYS };
  if (ingress.length > 0) spec.ingress = ingress;
  if (egress.length > 0) spec.egress = egress;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: workload.name, namespace: workload.domain.name, labels },
    spec,
  } satisfies ObjectOf<KubeNetworkPolicyProps>;
}

const BOTH_WAYS = ['Ingress', 'Egress'] as const;

/**
 * Callers on this site, the gateways that expose the service, and who may come from outside. Only callers need its other ports. A rule
 * without a peer would let everyone in.
 */
function ingressOf(view: SiteView, service: ClinicalService): readonly Ingress[] {
  const callers: readonly Peer[] = view.inventory.incoming(service).flatMap(({ from }) => (view.has(from.domain) ? [podsOf(from)] : []));
  const edges = new Set(view.exposuresOf(service).map(exposure => exposure.edge));
  const outsiders = outsidersOf(view, service).map((cidr): Peer => ({ ipBlock: { cidr } }));
  const from = [...callers, ...[...edges].map(entrancePodsOf), ...outsiders];
  const [own, ...others] = portsOf(service);
  const rules: Ingress[] = [];
  if (own && from.length > 0) rules.push({ from, ports: [own] });
  if (callers.length > 0 && others.length > 0) rules.push({ from: callers, ports: others });
  if (otherSitesOf(view, service).length > 0) rules.push({ from: [EAST_WEST_GATEWAY], ports: portsOf(service) });
  return rules;
}

/** The service's own port first. */
function portsOf({ port, ports }: ClinicalService): readonly Port[] {
  return [tcp(port), ...Object.values(ports).map(other => tcp(other.port))];
}

function scrapesOf(view: SiteView, workload: Workload): Ingress[] {
  const port = scrapedPort(view, workload);
  const { prometheus } = view.site;
  return port === undefined || !prometheus ? [] : [{ from: [prometheusIn(prometheus.namespace)], ports: [tcp(port)] }];
}

/** Traces go to the collector of the site, and from there on by itself. */
function tracesOf({ site: { tracing } }: SiteView): Egress[] {
  return tracing ? [{ to: [pods(tracing.namespace, NAME_LABEL, COLLECTOR)], ports: Object.values(OTLP).map(tcp) }] : [];
}

/** A policy sees a packet after the Service's address has become the pod's, so that the container's port counts. */
function egressOf(view: SiteView, { services, stores, hosts }: Uses): Egress[] {
  const rules: Egress[] = services.map(service => ({ to: [podsOf(service)], ports: portsOf(service) }));
  const gateways = gatewayRangesOf(view, services).map(cidr => ({ ipBlock: { cidr } }));
  if (gateways.length > 0) rules.push({ to: gateways, ports: [tcp(EAST_WEST_PORT)] });
  for (const { store, administers } of stores) {
    const to = view.rangesOf(store).map(cidr => ({ ipBlock: { cidr } }));
    if (to.length > 0) rules.push({ to, ports: [tcp(administers && store.kind === 'rabbitmq' ? MANAGEMENT_PORT : store.port)] });
  }
  if (stores.some(({ store }) => view.takesTokens(store))) rules.push({ to: view.tokenRanges.map(cidr => ({ ipBlock: { cidr } })), ports: [tcp(443)] });
  if (stores.some(({ store }) => view.manages(store))) rules.push({ to: [POD_IDENTITY_AGENT], ports: [tcp(80)] });
  if (stores.some(({ store, administers }) => administers && store.kind !== 'rabbitmq'))
    rules.push({ to: view.secretsRanges.map(cidr => ({ ipBlock: { cidr } })), ports: [tcp(443)] });
  for (const { ports } of hosts) if (ports.length > 0) rules.push({ to: [OUTSIDE], ports: ports.map(tcp) });
  return rules;
}
