import type { ClinicalService, Domain, Edge, Protocol, Requests } from '@clinfra/core';
import { domainLabels, edgeLabels, type Labels, NAME_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import { outsidersOf } from '../network/outsiders';
import { GATEWAY_LABEL } from '../network/peers';
import type { SiteView } from '../site-view';
import { entrancePrincipalOf, principalOf } from './identity';

/** The model is a module that could not be loaded here; only its type is used, and none of it is published. */
type IAuthorizationPolicy = import('@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy', { with: {
  'resolution-mode': 'import',
}}).IAuthorizationPolicy;
type Rule = NonNullable<NonNullable<IAuthorizationPolicy['spec']>['rules']>[number];

/** A policy without a rule allows nothing: no request gets through in the namespace but by another policy. */
export function denyRequests(view: SiteView, domain: Domain): readonly Manifest[] {
  if (!view.site.mesh) return [];
  const object = {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'default-deny', namespace: domain.name, labels: domainLabels(view, domain) },
    spec: {},
  } satisfies IAuthorizationPolicy;
  return [object];
}

/** Who may call a service, by identity: its callers, the gateways that expose it, and the declared ranges outside the cluster. */
export function callersPolicies(view: SiteView, service: ClinicalService, labels: Labels): readonly Manifest[] {
  if (!view.site.mesh) return [];
  const rules = rulesOf(view, service);
  if (rules.length === 0) return [];
  const { name, domain } = service;
  const object = {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name, namespace: domain.name, labels },
    spec: { selector: { matchLabels: { [NAME_LABEL]: name } }, action: 'ALLOW' as const, rules },
  } satisfies IAuthorizationPolicy;
  return [object];
}

/** The gateway of an edge is open to everyone; where it leads is for its routes and for the services to say. */
export function gatewayCallersPolicies(view: SiteView, edge: Edge): readonly Manifest[] {
  if (!view.site.mesh) return [];
  const object = {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: `gateway-${edge.name}`, namespace: edge.domain.name, labels: edgeLabels(view, edge) },
    spec: { selector: { matchLabels: { [GATEWAY_LABEL]: edge.name } }, action: 'ALLOW' as const, rules: [{}] },
  } satisfies IAuthorizationPolicy;
  return [object];
}

function rulesOf(view: SiteView, service: ClinicalService): Rule[] {
  const callers = view.inventory.incoming(service).filter(({ from }) => view.has(from.domain));
  const edges = view.edgesTo(service);
  const own = String(service.port);
  const any = callers.filter(({ requests }) => requests === undefined);
  const ranges = outsidersOf(view, service);
  return [
    ...(any.length > 0 ? [allow({ principals: any.map(({ from }) => principalOf(from)) }, { ports: portsOf(service) })] : []),
    ...callers.flatMap(({ from, requests = [] }) => requests.map(one => allow({ principals: [principalOf(from)] }, narrowed(service, one)))),
    ...(edges.length > 0 ? [allow({ principals: edges.map(entrancePrincipalOf) }, { ports: [own] })] : []),
    ...(ranges.length > 0 ? [allow({ ipBlocks: [...ranges] }, { ports: [own] })] : []),
  ];
}

type Operation = NonNullable<NonNullable<Rule['to']>[number]['operation']>;

function allow(source: { principals: string[] } | { ipBlocks: string[] }, operation: Operation): Rule {
  return { from: [{ source }], to: [{ operation }] };
}

/** Where there are no requests none can be told from another: a narrowed call reaches no port that speaks tcp. */
function narrowed(service: ClinicalService, { methods, paths }: Requests): Operation {
  return { ports: portsOf(service, 'tcp'), ...(methods && { methods: [...methods] }), ...(paths && { paths: [...paths] }) };
}

/** The container's ports, the service's own first, as callers may use them. */
function portsOf({ port, protocol, ports }: ClinicalService, except?: Protocol): string[] {
  return [{ port, protocol }, ...Object.values(ports)].filter(one => one.protocol !== except).map(one => String(one.port));
}
