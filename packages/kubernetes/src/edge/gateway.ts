import type { Edge } from '@clinfra/core';
import { edgeLabels, NAMESPACE_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import type { SiteView } from '../site-view';

/** The model is a module that could not be loaded here; only its type is used, and none of it is published. */
type IGateway = import('@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/Gateway', { with: { 'resolution-mode': 'import' }}).IGateway;

/** The name of the one listener of an edge's gateway. */
export const LISTENER = 'https';

/** The way in: one host over TLS, its certificate signed by cert-manager. Only namespaces of exposed services may attach routes. */
export function gateway(view: SiteView, edge: Edge): Manifest {
  const { name, domain, host, issuer, gatewayClass } = edge;
  const namespaces = new Set(edge.routes.map(({ service }) => service.domain).filter(exposed => view.has(exposed)));
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace: domain.name, labels: edgeLabels(view, edge), annotations: { 'cert-manager.io/cluster-issuer': issuer } },
    spec: {
      gatewayClassName: gatewayClass,
      listeners: [
        {
          name: LISTENER,
          hostname: host,
          port: 443,
          protocol: 'HTTPS',
          tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: `${name}-tls` }] },
          allowedRoutes: { namespaces: routesFrom([...namespaces].map(({ name: namespace }) => namespace)) },
        },
      ],
    },
  } satisfies IGateway;
}

/** A selector without values is refused by the API server; an edge without routes admits none. */
function routesFrom(namespaces: string[]) {
  if (namespaces.length === 0) return { from: 'None' as const };
  return { from: 'Selector' as const, selector: { matchExpressions: [{ key: NAMESPACE_LABEL, operator: 'In', values: namespaces }] } };
}
