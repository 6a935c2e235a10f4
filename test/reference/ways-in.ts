import { ClinicalService, days, Edge, gateway, loadBalancer, mib, minutes, nginx, seconds } from '@clinfra/core';
import type { Ground } from './ground';

const image = (name: string) => `registry.reference.example/${name}:1.4.2`;

/** The ways from outside to a service. */
export function declareWaysIn({ platform, clinical, ways }: Ground): void {
  const portal = new ClinicalService(ways, 'portal', {
    image: image('portal'),
    port: 4000,
    scale: { min: 3, max: 9 },
    rateLimit: { requests: 1000, per: minutes(15) },
  });
  const forms = new ClinicalService(clinical, 'forms', { image: image('forms'), port: 4003, scale: { min: 2, max: 4 } });
  new ClinicalService(clinical, 'hl7', {
    image: image('hl7'),
    port: 2575,
    protocol: 'tcp',
    scale: { min: 3, max: 6 },
    exposure: loadBalancer({ from: ['10.64.0.0/12'] }),
  });
  new Edge(platform, 'public', {
    domain: ways,
    host: 'api.reference.example',
    issuer: 'letsencrypt',
    challenge: 'http',
    entrance: gateway({ class: 'istio' }),
    redirectsToHttps: true,
    strictTransport: { maxAge: days(730), includeSubdomains: false },
    maxRequest: mib(10),
    rateLimit: { requests: 2000, per: seconds(1), of: 'gateway' },
    compression: true,
    timeout: seconds(30),
  })
    .exposes(portal, { path: '/portal', backendTls: { hostname: 'portal.reference.example', authorities: 'portal-authorities' } })
    .exposes(forms, { path: '/forms', stripPrefix: true })
    .waive({ rule: 'strict-transport', reason: 'the devices below this host answer in plain HTTP until they are replaced', until: '2027-06-30' });
  new Edge(platform, 'partners', {
    domain: ways,
    host: 'partners.reference.example',
    issuer: 'letsencrypt',
    entrance: nginx({ class: 'nginx', namespace: 'nginx-ingress', account: 'nginx-ingress', snippets: true }),
    maxRequest: mib(50),
    rateLimit: { requests: 1000, per: minutes(15), of: 'client' },
    compression: true,
  })
    .exposes(forms, { path: '/forms' })
    .exposes(forms, { path: '/legacy', stripPrefix: true });
}
