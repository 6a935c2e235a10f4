import { type ClinicalService, type Edge, versionName } from '@clinfra/core';
import { edgeLabels, type Labels } from '../labels';
import type { Manifest } from '../manifest';
import { STABLE_SUBSET } from '../mesh/subsets';
import { onceAtSite, onceFor } from '../once';
import { routeName, versionsAtEdges } from '../release/versions-at-edges';
import type { Exposure, SiteView } from '../site-view';
import { kept } from '../yaml/kept';
import { hostsOf } from './balanced';
import { BALANCER_LISTENER, HTTP_LISTENER, HTTPS_LISTENER } from './gateway';
import { strictTransportValue } from './strict-transport';

/** The model is a module that could not be loaded here; only its type is used, and none of it is published. */
type IHTTPRoute = import('@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute', { with: { 'resolution-mode': 'import' }}).IHTTPRoute;
export type Rule = NonNullable<IHTTPRoute['spec']['rules']>[number];
type Filter = NonNullable<Rule['filters']>[number];
type HeaderMatch = NonNullable<NonNullable<Rule['matches']>[number]['headers']>[number];

/** A Service to which requests are led, and how many of a hundred where it is not the only one. */
interface Backend {
  readonly name: string;
  readonly weight?: number;
}

/** The routes of one edge to one service, in the namespace of the service. Where it has two versions, all goes to the proven one until a release changes the weights. */
export function httpRoute(view: SiteView, edge: Edge, service: ClinicalService, exposures: readonly Exposure[], labels: Labels): Manifest {
  const versions = versionsAtEdges(view, service).map(version => ({ name: versionName(service, version), weight: version === STABLE_SUBSET ? 100 : 0 }));
  const backends = versions.length > 0 ? versions : [{ name: service.name }];
  return routeObject(view, edge, service, labels, routeName(edge, service), rulesTo(edge, service, exposures, backends));
}

/** A route for all callers of an edge, whatever way they come. */
export function routeObject(view: SiteView, edge: Edge, service: ClinicalService, labels: Labels, name: string, rules: Rule[]): Manifest {
  const { parentRefs, hostnames } = onEdge(view, edge);
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace: service.domain.name, labels },
    spec: { parentRefs, hostnames, rules },
  } satisfies IHTTPRoute;
}

/** What the routes of an edge say alike, whatever service they lead to. */
const onEdge = onceAtSite((view, edge: Edge) => {
  const listeners = edge.aws ? [HTTPS_LISTENER, BALANCER_LISTENER] : [HTTPS_LISTENER];
  return { parentRefs: kept(listeners.map(listener => parent(edge, listener))), hostnames: kept(hostsOf(view, edge)) };
});

/** A path that is taken off needs a rule of its own, because the API takes one such path a rule. */
export function rulesTo(
  edge: Edge,
  { port }: ClinicalService,
  exposures: readonly Exposure[],
  backends: readonly Backend[],
  headers: readonly HeaderMatch[] = [],
): Rule[] {
  const whole = exposures.filter(({ stripPrefix }) => !stripPrefix).map(({ path }) => path);
  const rule = (paths: readonly string[], filters: readonly Filter[]): Rule => ({
    matches: paths.map(value => ({ path: { type: 'PathPrefix' as const, value }, ...(headers.length > 0 ? { headers: [...headers] } : undefined) })),
    ...(filters.length > 0 ? { filters: [...filters] } : undefined),
    backendRefs: backends.map(({ name, ...share }) => ({ group: '', kind: 'Service', name, port, ...share })),
    timeouts,
  });
  const { told, timeouts } = toldBy(edge);
  return [
    ...(whole.length > 0 ? [rule(whole, told)] : []),
    ...exposures.filter(({ stripPrefix }) => stripPrefix).map(({ path }) => rule([path], [WITHOUT_PREFIX, ...told])),
  ];
}

const WITHOUT_PREFIX: Filter = { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } };

/** What an edge tells browsers, and how long it waits. */
const toldBy = onceFor((edge: Edge) => {
  const value = strictTransportValue(edge);
  const header = (value: string): Filter => ({
    type: 'ResponseHeaderModifier',
    responseHeaderModifier: { set: [{ name: 'Strict-Transport-Security', value }] },
  });
  const told: readonly Filter[] = value === undefined ? [] : [kept(header(value))];
  return { told, timeouts: kept({ request: edge.timeout.toKubernetes() }) };
});

/** Sends callers without TLS to HTTPS. What cert-manager puts beside it for a moment names its whole path, and so comes before it. */
export function redirect(view: SiteView, edge: Edge): Manifest {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: `${edge.name}-to-https`, namespace: edge.domain.name, labels: edgeLabels(view, edge) },
    spec: {
      parentRefs: [parent(edge, HTTP_LISTENER)],
      hostnames: [edge.host],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
        },
      ],
    },
  } satisfies IHTTPRoute;
}

function parent({ name, domain }: Edge, sectionName: string) {
  return { group: 'gateway.networking.k8s.io', kind: 'Gateway', name, namespace: domain.name, sectionName };
}
