import { ClinicalService, EAST_WEST_PORT, type Prometheus, RelationalDeclaration, type Store, type Tracing, type Workload } from '@clinfra/core';
import type { KubeNetworkPolicyProps, NetworkPolicyEgressRule, NetworkPolicyIngressRule, NetworkPolicySpec } from 'cdk8s-plus-27/lib/imports/k8s';
import { NAME_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import { gatewayRangesOf, otherSitesOf } from '../mesh/joined-sites';
import { onceAtSite, onceFor } from '../once';
import type { Growing, ObjectOf, Plain } from '../plain';
import type { SiteView } from '../site-view';
import type { Shared } from '../workload/shared';
import { COLLECTOR } from '../workload/tracing';
import type { Uses } from '../workload/uses';
import { kept } from '../yaml/kept';
import { OUTSIDE, POD_IDENTITY_AGENT } from './address-ranges';
import { portOf } from './administration-port';
import { apiServer } from './api-server';
import { outsidersOf } from './outsiders';
import { EAST_WEST_GATEWAY, entrancePodsOf, OTLP, type Peer, type Port, peersIn, pods, podsOf, prometheusIn, tcp } from './peers';
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

const BOTH_WAYS = kept(['Ingress', 'Egress'] as const);

/**
 * Callers on this site, the gateways that expose the service, and who may come from outside. Only callers need its other ports. A rule
 * without a peer would let everyone in.
 */
function ingressOf(view: SiteView, service: ClinicalService): readonly Ingress[] {
  const callers: readonly Peer[] = view.inventory.incoming(service).flatMap(({ from }) => (view.has(from.domain) ? [podsOf(from)] : []));
  const from = [...callers, ...view.edgesTo(service).map(entrancePodsOf), ...peersIn(outsidersOf(view, service))];
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
  return port === undefined || !prometheus ? [] : [{ from: [prometheusOf(prometheus)], ports: [tcp(port)] }];
}

const prometheusOf = onceFor(({ namespace }: Prometheus): Peer => kept(prometheusIn(namespace)));

/** Traces go to the collector of the site, and from there on by itself. */
function tracesOf({ site: { tracing } }: SiteView): Egress[] {
  return tracing ? [toCollector(tracing)] : [];
}

const toCollector = onceFor(({ namespace }: Tracing): Egress => kept({ to: [pods(namespace, NAME_LABEL, COLLECTOR)], ports: Object.values(OTLP).map(tcp) }));

/** To a service from each of its callers. */
const toService = onceFor((service: ClinicalService): Egress => kept({ to: [podsOf(service)], ports: portsOf(service) }));

/** To a store from each workload that uses it. */
const toStore = onceAtSite((view, store: Store): Egress => kept({ to: peersIn(view.rangesOf(store)), ports: [tcp(store.port)] }));

const TO_POD_IDENTITY: Egress = kept({ to: [POD_IDENTITY_AGENT], ports: [tcp(80)] });

/** A policy sees a packet after the Service's address has become the pod's, so that the container's port counts. */
function egressOf(view: SiteView, { services, stores, hosts }: Uses): Egress[] {
  const rules: Egress[] = services.map(toService);
  const gateways = peersIn(gatewayRangesOf(view, services));
  if (gateways.length > 0) rules.push({ to: gateways, ports: [tcp(EAST_WEST_PORT)] });
  for (const { store, administers } of stores) {
    if (view.rangesOf(store).length === 0) continue;
    rules.push(administers ? { to: peersIn(view.rangesOf(store)), ports: [tcp(portOf(store, administers))] } : toStore(view, store));
  }
  if (stores.some(({ store }) => view.takesTokens(store))) rules.push({ to: peersIn(view.tokenRanges), ports: [tcp(443)] });
  if (stores.some(use => view.takesIdentity(use))) rules.push(TO_POD_IDENTITY);
  if (stores.some(({ store, administers }) => administers && store instanceof RelationalDeclaration))
    rules.push({ to: peersIn(view.secretsRanges), ports: [tcp(443)] });
  for (const { ports } of hosts) if (ports.length > 0) rules.push({ to: [OUTSIDE], ports: ports.map(tcp) });
  return rules;
}
