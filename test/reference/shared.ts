import { applicationBalancer, byWeight, ClinicalService, cores, type DnsZone, Domain, Edge, gib } from '@clinfra/core';
import type { Ground } from './ground';

/** What serves at two sites at once: each answers for the other when it has no pod left, and callers are shared out between them. */
export function declareShared({ platform, site, others }: Ground, zone: DnsZone): void {
  if (!others) return;
  const { second } = others;
  const shared = new Domain(platform, 'shared', {
    quota: { cpu: cores(20), memory: gib(40), storage: gib(20), pods: 40 },
    podSecurity: 'restricted',
    sites: [site, second],
  });
  const service = { scale: { min: 2, max: 4 } } as const;
  const guidelines = new ClinicalService(shared, 'guidelines', { ...service, image: 'registry.reference.example/guidelines:1.4.2', port: 4020 });
  const advice = new ClinicalService(shared, 'advice', { ...service, image: 'registry.reference.example/advice:1.4.2', port: 4021 });
  advice.calls(guidelines);
  new Edge(platform, 'advice', {
    domain: shared,
    host: `advice.${zone.domain}`,
    issuer: 'letsencrypt',
    aws: {
      zone,
      routing: byWeight([
        { site, weight: 70 },
        { site: second, weight: 30 },
      ]),
      health: { path: '/advice/health' },
      balancer: applicationBalancer({ from: ['192.0.2.0/24'] }),
    },
  }).exposes(advice, { path: '/advice' });
}
