import type { ClinicalService, HeaderRoute } from '@clinfra/core';
import type { Labels } from '../labels';
import type { Manifest } from '../manifest';
import type { SiteView } from '../site-view';
import { type Destination, destinationsOf, hostOf, STABLE_SUBSET } from './subsets';

/** The model is a module that could not be loaded here; only its type is used, and none of it is published. */
type IVirtualService = import('@kubernetes-models/istio/networking.istio.io/v1/VirtualService', { with: { 'resolution-mode': 'import' }}).IVirtualService;
type Http = NonNullable<NonNullable<IVirtualService['spec']>['http']>[number];
type Match = NonNullable<Http['match']>[number];

/** The route for every request that no other one takes; the one whose weights a release changes. */
const PRIMARY_ROUTE = 'primary';

/** Methods that change nothing, so that a request which was carried out may be sent again. */
const READS: Match = { method: { regex: 'GET|HEAD|OPTIONS' } };

/** What tells for certain that a request was not carried out. */
const UNSENT: readonly string[] = ['connect-failure', 'refused-stream'];

/** How requests to a service travel. A plain connection has no requests, and nothing to route. */
export function virtualServices({ site }: SiteView, service: ClinicalService, labels: Labels): readonly Manifest[] {
  if (!site.mesh || !speaksHttp(service)) return [];
  const object = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: service.name, namespace: service.domain.name, labels },
    spec: { hosts: [hostOf(service)], http: routesOf(service) },
  } satisfies IVirtualService;
  return [object];
}

/** Whether a mesh sees requests on the own port of a service. */
export function speaksHttp({ protocol }: ClinicalService): boolean {
  return protocol === 'http' || protocol === 'grpc';
}

/** The names of the routes whose weights a release changes: there are two where what only reads is tried again more often. */
export function weightedRoutes(service: ClinicalService): readonly string[] {
  return splitRoutes(service, PRIMARY_ROUTE, [], []).map(({ name }) => name);
}

/** What a route by headers is called, by its place among those of the service. */
export function headerRouteName(index: number): string {
  return `header-${index + 1}`;
}

/** Routes to the new version come and go with a release, and whoever leads it adds them. */
function routesOf(service: ClinicalService): Http[] {
  const byHeader = service.traffic.routes.flatMap((route, index) => (route.to === STABLE_SUBSET ? headerRoutes(service, route, headerRouteName(index)) : []));
  return [...byHeader, ...splitRoutes(service, PRIMARY_ROUTE, [], destinationsOf(service))];
}

function headerRoutes(service: ClinicalService, { headers, to }: HeaderRoute, name: string): Http[] {
  const match: Match = { headers: Object.fromEntries(Object.entries(headers).map(([header, value]) => [header, { exact: value }])) };
  return splitRoutes(service, name, [match], [{ destination: { host: hostOf(service), subset: to } }]);
}

/** Requests that change something are tried again only where they were not carried out, unless the service says that they may be. */
function splitRoutes(service: ClinicalService, name: string, match: readonly Match[], route: readonly Destination[]) {
  const { on, repeatable, attempts } = service.traffic.retries;
  const unsent = on.filter(condition => UNSENT.includes(condition));
  const alike = repeatable || attempts === 0 || unsent.length === on.length;
  const rest = { name, ...(match.length > 0 ? { match: [...match] } : undefined), route: [...route], ...patience(service, alike ? on : unsent) };
  if (alike) return [rest];
  const reads = match.length > 0 ? match.map(one => ({ ...one, ...READS })) : [READS];
  return [{ name: `${name}-reads`, match: reads, route: [...route], ...patience(service, on) }, rest];
}

function patience({ traffic }: ClinicalService, on: readonly string[]): Pick<Http, 'timeout' | 'retries'> {
  const { attempts, perTry } = traffic.retries;
  const retries = attempts === 0 || on.length === 0 ? { attempts: 0 } : { attempts, perTryTimeout: perTry.toKubernetes(), retryOn: on.join(',') };
  return { timeout: traffic.timeout.toKubernetes(), retries };
}
