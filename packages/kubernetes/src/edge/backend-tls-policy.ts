import { type BackendTls, type ClinicalService, versionName } from '@clinfra/core';
import type { Labels } from '../labels';
import type { Manifest } from '../manifest';
import { versionsAtEdges } from '../release/versions-at-edges';
import type { SiteView } from '../site-view';

/** The model is a module that could not be loaded here; only its type is used, and none of it is published. */
type IBackendTLSPolicy = import('@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/BackendTLSPolicy', { with: {
  'resolution-mode': 'import',
}}).IBackendTLSPolicy;

/** Has every gateway speak TLS to the service's own port, and check its certificate. */
export function backendTlsPolicy(view: SiteView, service: ClinicalService, { hostname, authorities }: BackendTls, labels: Labels): Manifest {
  const { name, domain, protocol } = service;
  const services = [name, ...versionsAtEdges(view, service).map(version => versionName(service, version))];
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'BackendTLSPolicy',
    metadata: { name, namespace: domain.name, labels },
    spec: {
      targetRefs: services.map(target => ({ group: '', kind: 'Service', name: target, sectionName: protocol })),
      validation: { hostname, caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: authorities }] },
    },
  } satisfies IBackendTLSPolicy;
}
