import type { ClinicalService, Edge } from '@clinfra/core';
import type { Labels } from '../labels';
import type { Manifest } from '../manifest';
import type { SiteView } from '../site-view';
import { LISTENER } from './gateway';

/** The model is a module that could not be loaded here; only its type is used, and none of it is published. */
type IHTTPRoute = import('@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute', { with: { 'resolution-mode': 'import' }}).IHTTPRoute;

/** The routes that lead from each edge to a service: one object per edge, in the namespace of the service. */
export function httpRoutes(view: SiteView, service: ClinicalService, labels: Labels): readonly Manifest[] {
  const exposures = view.exposuresOf(service);
  const edges = new Set(exposures.map(({ edge }) => edge));
  return [...edges].map(edge => {
    const paths = exposures.filter(exposure => exposure.edge === edge).map(({ path }) => path);
    return httpRoute(edge, service, paths, labels);
  });
}

function httpRoute(edge: Edge, { name, domain, port }: ClinicalService, paths: readonly string[], labels: Labels): Manifest {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: `${edge.name}-${name}`, namespace: domain.name, labels },
    spec: {
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: edge.name, namespace: edge.domain.name, sectionName: LISTENER }],
      hostnames: [edge.host],
      rules: [
        {
          matches: paths.map(value => ({ path: { type: 'PathPrefix' as const, value } })),
          backendRefs: [{ group: '', kind: 'Service', name, port }],
        },
      ],
    },
  } satisfies IHTTPRoute;
}
