import { ClinicalService, Edge, loadBalancer, minutes } from '@clinfra/core';
import type { Ground } from './ground';

/** The ways from outside to a service. */
export function declareWaysIn({ platform, clinical, ways }: Ground): void {
  const portal = new ClinicalService(ways, 'portal', {
    image: 'registry.reference.example/portal:1.4.2',
    port: 4000,
    scale: { min: 3, max: 9 },
    rateLimit: { requests: 1000, per: minutes(15) },
  });
  new ClinicalService(clinical, 'hl7', {
    image: 'registry.reference.example/hl7:1.4.2',
    port: 2575,
    protocol: 'tcp',
    scale: { min: 3, max: 6 },
    exposure: loadBalancer({ from: ['10.64.0.0/12'] }),
  });
  new Edge(platform, 'public', { domain: ways, host: 'api.reference.example', issuer: 'letsencrypt' }).exposes(portal, { path: '/portal' });
}
