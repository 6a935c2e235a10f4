import type { Edge, Gateway } from '@clinfra/core';
import { edgeLabels, NAMESPACE_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import type { SiteView } from '../site-view';
import { answersHttp } from './http-listener';

/** The model is a module that could not be loaded here; only its type is used, and none of it is published. */
type IGateway = import('@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/Gateway', { with: { 'resolution-mode': 'import' }}).IGateway;
type Listener = NonNullable<IGateway['spec']>['listeners'][number];

/** The listener by which services are reached. */
export const HTTPS_LISTENER = 'https';
/** The listener that leads to the other, and answers who signs the certificate. */
export const HTTP_LISTENER = 'http';
/** The listener for what comes by a load balancer of AWS. */
export const BALANCER_LISTENER = 'balancer';

/** A Service without a load balancer of its own, for a gateway that has one of AWS before it. */
const BEHIND_BALANCER = { 'networking.istio.io/service-type': 'ClusterIP' };

/** The way in: one host over TLS, its certificate signed by cert-manager. Only namespaces of exposed services may attach routes. */
export function gateway(view: SiteView, edge: Edge, entrance: Gateway): Manifest {
  const { name, domain, issuer, aws } = edge;
  const annotations = { 'cert-manager.io/cluster-issuer': issuer, ...(aws && BEHIND_BALANCER) };
  const https = httpsListener(view, edge);
  const listeners = [https, ...(aws ? [balancerListener(https)] : []), ...(answersHttp(edge) ? [httpListener(edge)] : [])];
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace: domain.name, labels: edgeLabels(view, edge), annotations },
    spec: { gatewayClassName: entrance.class, listeners },
  } satisfies IGateway;
}

/**
 * The same without a host: a load balancer names none when it speaks TLS to a gateway (no SNI), and one that waits for a name would hang up.
 * Which host a request is for is in the request, and routes go by that. cert-manager leaves a listener without a host alone.
 */
function balancerListener({ hostname: _, ...https }: Listener): Listener {
  return { ...https, name: BALANCER_LISTENER };
}

function httpsListener(view: SiteView, { name, host, routes }: Edge): Listener {
  const namespaces = new Set(routes.map(({ service }) => service.domain).filter(exposed => view.has(exposed)));
  return {
    name: HTTPS_LISTENER,
    hostname: host,
    port: 443,
    protocol: 'HTTPS',
    tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: `${name}-tls` }] },
    allowedRoutes: { namespaces: routesFrom([...namespaces].map(({ name: namespace }) => namespace)) },
  };
}

/** No route of a service gets here: those of the gateway's own namespace alone, in which there is the redirect and what cert-manager puts there. */
function httpListener({ host }: Edge): Listener {
  return { name: HTTP_LISTENER, hostname: host, port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } };
}

/** A selector without values is refused by the API server; an edge without routes admits none. */
function routesFrom(namespaces: string[]) {
  if (namespaces.length === 0) return { from: 'None' as const };
  return { from: 'Selector' as const, selector: { matchExpressions: [{ key: NAMESPACE_LABEL, operator: 'In', values: namespaces }] } };
}
