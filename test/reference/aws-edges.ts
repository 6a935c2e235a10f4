import { applicationBalancer, byLatency, byPlace, byWeight, ClinicalService, DnsZone, Edge, kib, minutes, networkBalancer, seconds } from '@clinfra/core';
import type { Ground } from './ground';

/** The ways in before which AWS stands. On a cluster that exists there is no AWS. */
export function declareAwsEdges({ platform, hosting, site, ways }: Ground): void {
  if (hosting !== 'aws') return;
  const hosts = new DnsZone(platform, 'hosts', {
    domain: 'care.reference.example',
    visibility: 'public',
    dnssec: true,
    authorities: ['amazon.com', 'letsencrypt.org'],
  });
  const existing = new DnsZone(platform, 'devices', { domain: 'devices.reference.example', existing: 'Z0123456789ABCDEFGHIJ' });
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
      balancer: applicationBalancer({ from: ['192.0.2.0/24', '198.51.100.0/24'], deletionProtection: true, tls: 'tls-1.3', idleTimeout: seconds(120) }),
      firewall: {
        rateLimit: { requests: 1000, per: minutes(15) },
        groups: {
          common: { rules: { NoUserAgent_HEADER: 'count', GenericRFI_QUERYARGUMENTS: 'count' } },
          'anonymous-ip': { action: 'block', rules: { HostingProviderIPList: 'count' } },
        },
        allow: ['198.51.100.0/24'],
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
      balancer: networkBalancer({ from: ['203.0.113.0/24'], deletionProtection: true, crossZone: false }),
    },
  }).exposes(booking, { path: '/booking' });
  new Edge(platform, 'devices', {
    domain: ways,
    host: 'api.devices.reference.example',
    issuer: 'letsencrypt',
    redirectsToHttps: false,
    aws: { zone: existing, routing: byLatency() },
  }).exposes(booking, { path: '/booking' });
}
