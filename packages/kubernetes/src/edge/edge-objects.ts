import type { ClinicalService, Edge } from '@clinfra/core';
import type { Labels } from '../labels';
import type { Manifest } from '../manifest';
import type { Exposure, SiteView } from '../site-view';
import { backendTlsPolicy } from './backend-tls-policy';
import { envoyFilter } from './envoy-filter';
import { gateway } from './gateway';
import { headerRoute } from './header-route';
import { answersHttp } from './http-listener';
import { httpRoute, redirect } from './http-route';
import { hostIngress, pathIngresses } from './ingress';
import { targetGroupBindings } from './target-group-binding';

/** What makes up an edge in its own domain. What its class cannot do is a finding, and never gets here. */
export function edgeObjects(view: SiteView, edge: Edge): readonly Manifest[] {
  const { entrance } = edge;
  if (entrance.kind === 'nginx') return [hostIngress(view, edge, entrance)];
  const filter = entrance.class === 'istio' ? envoyFilter(view, edge) : undefined;
  const redirects = edge.redirectsToHttps && answersHttp(edge);
  return [gateway(view, edge, entrance), ...(redirects ? [redirect(view, edge)] : []), ...(filter ? [filter] : []), ...targetGroupBindings(view, edge)];
}

/** What leads from the edges to a service, in the namespace of the service. */
export function routeObjects(view: SiteView, service: ClinicalService, labels: Labels): readonly Manifest[] {
  const exposures = view.exposuresOf(service);
  const routes = view.edgesTo(service).flatMap(edge => routesOf(view, edge, service, exposures, labels));
  const tls = exposures.find(({ backendTls }) => backendTls !== undefined)?.backendTls;
  return tls ? [...routes, backendTlsPolicy(view, service, tls, labels)] : routes;
}

function routesOf(view: SiteView, edge: Edge, service: ClinicalService, exposures: readonly Exposure[], labels: Labels): readonly Manifest[] {
  const own = exposures.filter(exposure => exposure.edge === edge);
  if (edge.entrance.kind === 'nginx') return pathIngresses(edge, edge.entrance, service, own, labels);
  return [httpRoute(view, edge, service, own, labels), ...headerRoute(view, edge, service, own, labels)];
}
