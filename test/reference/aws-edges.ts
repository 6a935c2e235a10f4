import {
  applicationBalancer,
  byLatency,
  byPlace,
  byWeight,
  ClinicalService,
  DnsZone,
  days,
  Edge,
  kib,
  loadBalancer,
  minutes,
  networkBalancer,
  seconds,
} from '@clinfra/core';
import type { Ground } from './ground';
import { declareShared } from './shared';

/** The ways in before which AWS stands. On a cluster that exists there is no AWS. */
export function declareAwsEdges(parts: Ground): void {
  const { platform, hosting, site, ways, tier } = parts;
  if (hosting !== 'aws') return;
  const hosts = new DnsZone(platform, 'hosts', {
    domain: 'care.reference.example',
    visibility: 'public',
    dnssec: true,
    authorities: ['amazon.com', 'letsencrypt.org'],
    queryLogs: false,
  });
  const existing = new DnsZone(platform, 'devices', { domain: 'devices.reference.example', existing: 'Z0123456789ABCDEFGHIJ' });
  const inside = new DnsZone(platform, 'inside', { domain: 'inside.reference.example', visibility: 'private' });
  const lines = { port: 2575, protocol: 'tcp', scale: { min: 3, max: 6 } } as const;
  new ClinicalService(ways, 'orders', {
    ...lines,
    image: 'registry.reference.example/orders:1.4.2',
    exposure: loadBalancer({ from: ['10.64.0.0/12'], address: { zone: hosts, host: 'orders.care.reference.example' } }),
  });
  new ClinicalService(ways, 'results', {
    ...lines,
    image: 'registry.reference.example/results:1.4.2',
    exposure: loadBalancer({ from: ['10.64.0.0/12'], address: { zone: inside, host: 'results.inside.reference.example' } }),
  });
  const booking = new ClinicalService(ways, 'booking', {
    image: 'registry.reference.example/booking:1.4.2',
    port: 4004,
    scale: { min: 3, max: 9 },
  });
  new Edge(platform, 'booking', {
    domain: ways,
    host: 'booking.care.reference.example',
    issuer: 'letsencrypt',
    aws: {
      zone: hosts,
      routing: byWeight([{ site, weight: 100 }]),
      health: {
        path: '/booking/health',
        interval: seconds(10),
        failures: 2,
        regions: ['eu-west-1', 'us-east-1', 'ap-southeast-1'],
        contains: 'ready',
        measuresLatency: true,
      },
      balancer: applicationBalancer({
        from: ['192.0.2.0/24', '198.51.100.0/24', '2001:db8:40::/48'],
        deletionProtection: true,
        tls: 'tls-1.3',
        idleTimeout: seconds(120),
      }),
      firewall: {
        rateLimit: { requests: 1000, per: minutes(15) },
        groups: {
          common: { rules: { NoUserAgent_HEADER: 'count', GenericRFI_QUERYARGUMENTS: 'count' } },
          'anonymous-ip': { action: 'block', rules: { HostingProviderIPList: 'count' } },
        },
        allow: ['198.51.100.0/24', '2001:db8:40::/48'],
        bodies: { limit: kib(6), largeBelow: ['/booking/documents'] },
        logs: true,
      },
    },
  }).exposes(booking, { path: '/booking' });
  new Edge(platform, 'patients', {
    domain: ways,
    host: 'patients.care.reference.example',
    issuer: 'letsencrypt',
    aws: {
      zone: hosts,
      routing: byPlace([{ site, countries: ['IE', 'GB'], continents: ['EU'] }], { otherwise: site }),
      balancer: networkBalancer({ from: ['203.0.113.0/24', '2001:db8:41::/48'], deletionProtection: true, crossZone: false }),
    },
  }).exposes(booking, { path: '/booking' });
  new Edge(platform, 'devices', {
    domain: ways,
    host: 'api.devices.reference.example',
    issuer: 'letsencrypt',
    redirectsToHttps: false,
    aws: { zone: existing, routing: byLatency(), firewall: { logs: false }, cdn: { countries: { except: ['KP'] } } },
  }).exposes(booking, { path: '/booking' });
  const pages = tier.bucket('pages', { holds: ['public'] });
  const terms = new ClinicalService(ways, 'terms', { image: 'registry.reference.example/terms:1.4.2', port: 4005, scale: { min: 2, max: 4 } });
  new Edge(platform, 'delivered', {
    domain: ways,
    host: 'www.care.reference.example',
    issuer: 'letsencrypt',
    aws: {
      zone: hosts,
      health: { path: '/terms/health' },
      firewall: { bodies: { limit: kib(32) }, logs: false },
      cdn: {
        caches: [
          { path: '/pages/*', content: 'static', holds: ['public'], ttl: days(30), bucket: pages },
          { path: '/terms/*', content: 'api', holds: ['public'] },
          { path: '/fhir/*', content: 'fhir', holds: ['phi'], ttl: 'no-store' },
        ],
        priceClass: '100',
        countries: { only: ['IE', 'GB'] },
        regionalCache: 'eu-west-1',
        originKey: 2,
        logs: true,
      },
    },
  })
    .exposes(terms, { path: '/terms' })
    .exposes(booking, { path: '/fhir' });
  declareShared(parts, hosts);
}
