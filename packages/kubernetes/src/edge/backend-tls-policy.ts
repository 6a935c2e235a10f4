import type { BackendTls, ClinicalService } from '@clinfra/core';
import type { Labels } from '../labels';
import type { Manifest } from '../manifest';

/** The model is a module that could not be loaded here; only its type is used, and none of it is published. */
type IBackendTLSPolicy = import('@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/BackendTLSPolicy', { with: {
  'resolution-mode': 'import',
}}).IBackendTLSPolicy;

/** Has every gateway speak TLS to the service's own port, and check its certificate. */
export function backendTlsPolicy({ name, domain, protocol }: ClinicalService, { hostname, authorities }: BackendTls, labels: Labels): Manifest {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'BackendTLSPolicy',
    metadata: { name, namespace: domain.name, labels },
    spec: {
      targetRefs: [{ group: '', kind: 'Service', name, sectionName: protocol }],
      validation: { hostname, caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: authorities }] },
    },
  } satisfies IBackendTLSPolicy;
}
