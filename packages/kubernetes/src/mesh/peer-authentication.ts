import type { ClinicalService, Domain } from '@clinfra/core';
import { domainLabels, type Labels, NAME_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import type { SiteView } from '../site-view';

/** The model is a module that could not be loaded here; only its type is used, and none of it is published. */
type IPeerAuthentication = import('@kubernetes-models/istio/security.istio.io/v1/PeerAuthentication', { with: {
  'resolution-mode': 'import',
}}).IPeerAuthentication;

/** Every sidecar of the namespace takes nothing but TLS with an identity on both ends. */
export function strictTls(view: SiteView, domain: Domain): readonly Manifest[] {
  if (!view.site.mesh) return [];
  const object = {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'default', namespace: domain.name, labels: domainLabels(view, domain) },
    spec: { mtls: { mode: 'STRICT' as const } },
  } satisfies IPeerAuthentication;
  return [object];
}

/**
 * Who comes to a service from outside the cluster, past gateways, has no identity in the mesh: its own port takes plain connections too. By
 * address it lets in the declared ranges alone, here and in the network policies.
 */
export function outsideTls({ site }: SiteView, { name, domain, port, exposure }: ClinicalService, labels: Labels): readonly Manifest[] {
  if (!site.mesh || exposure === 'cluster') return [];
  const object = {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name, namespace: domain.name, labels },
    spec: {
      selector: { matchLabels: { [NAME_LABEL]: name } },
      mtls: { mode: 'STRICT' as const },
      portLevelMtls: { [port]: { mode: 'PERMISSIVE' as const } },
    },
  } satisfies IPeerAuthentication;
  return [object];
}
