import { applicationBalancer, cluster, type DnsZone, Edge, MultiRegionFailover, networkBalancer, nginx, seconds } from '@clinfra/core';
import { aDomain, aSite, aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';
import { aZone, BALANCED, wardWith } from './an-aws-edge';

describe('what stands before an edge', () => {
  findsExactly([
    {
      what: 'a host too long for a certificate',
      declare: () => wardWith(undefined, { host: `${'a'.repeat(60)}.ward.ie` }),
      expect: ['public.host: must have at most 64 characters, for a certificate, got 68; shorten it [aws-edge]'],
    },
    {
      what: 'a host outside the zone, whose certificate could not be proven',
      declare: () => wardWith(undefined, { host: 'api.hospital.ie' }),
      expect: [
        'public.host: must lie in "ward.ie", the domain of hosts, got "api.hospital.ie"; use a host below it, or the zone of the host: elsewhere neither its record nor the proof for its certificate can stand [aws-edge]',
      ],
    },
    {
      what: 'a host that only ends like the domain of the zone',
      declare: () => wardWith(undefined, { host: 'api.backward.ie' }),
      expect: [
        'public.host: must lie in "ward.ie", the domain of hosts, got "api.backward.ie"; use a host below it, or the zone of the host: elsewhere neither its record nor the proof for its certificate can stand [aws-edge]',
      ],
    },
    {
      what: 'a zone of another platform',
      declare: () => {
        let zone: DnsZone | undefined;
        aWard({}, ward => {
          zone = aZone(ward);
        });
        return wardWith(() => ({ zone: untyped(zone) }));
      },
      expect: ['public.aws.zone: must be a zone of platform ward, got hosts of another platform; pass a DnsZone that was declared there [aws-edge]'],
    },
    {
      what: 'the id of a zone',
      declare: () => wardWith(() => ({ zone: untyped('Z0123456789') })),
      expect: ['public.aws.zone: must be a zone of platform ward, got "Z0123456789"; pass a DnsZone that was declared there [aws-edge]'],
    },
    {
      what: 'a private zone',
      declare: () => wardWith(ward => ({ zone: aZone(ward, { visibility: 'private' }, 'inside') })),
      expect: ['public.aws.zone: must be a public zone, or no certificate can be had for the host, got inside; use a public zone [aws-edge]'],
    },
    {
      what: 'an Ingress',
      declare: () => wardWith(undefined, { entrance: nginx() }),
      expect: ['public.entrance: must be a gateway of class istio behind a load balancer of AWS, got "nginx"; use gateway(), or leave aws out [aws-edge]'],
    },
    {
      what: 'a load balancer that is none',
      declare: () => wardWith(() => ({ balancer: untyped({ kind: 'classic', from: [], deletionProtection: true }) })),
      expect: ['public.aws.balancer: must be applicationBalancer(...) or networkBalancer(...), got "classic"; use one of the two [aws-edge]'],
    },
    {
      what: 'a page over HTTP behind what answers over HTTP itself',
      declare: () => wardWith(undefined, { challenge: 'http' }),
      expect: [`public.challenge: must be 'dns' behind an Application Load Balancer, which answers over HTTP itself, got "http"; leave it out [aws-edge]`],
    },
    {
      what: 'a site on a cluster that exists',
      declare: () =>
        aWard(BALANCED, ward => {
          const here = aSite(ward.platform, 'kilkenny', {}, { hosting: cluster({ context: 'kilkenny', jurisdiction: 'IE' }) });
          new MultiRegionFailover(ward.platform, 'failover', { active: ward.site, standby: here });
          const domain = aDomain(ward.platform, 'ways', { sites: [here] });
          new Edge(ward.platform, 'public', { domain, host: 'api.ward.ie', issuer: 'letsencrypt', aws: { zone: aZone(ward) } });
        }),
      expect: [
        'warning: public: must lead somewhere, got no route; expose a service, or remove the edge [edge]',
        'public.aws: must stand on sites on AWS alone, got sites.kilkenny, hosted by "cluster"; leave aws out, or place the domain on AWS [aws-edge]',
      ],
    },
    {
      what: 'a site on which nothing binds gateways',
      declare: () => wardWith(undefined, {}, {}),
      expect: [
        'public.aws: must stand where gateways can be bound to a load balancer, as on sites.dublin, got nothing there that does; set loadBalancers on the site [aws-edge]',
      ],
    },
    {
      what: 'an Application Load Balancer in one zone',
      declare: () => wardWith(undefined, {}, { site: { ...BALANCED.site, zones: ['eu-west-1a'] } }),
      expect: [
        'public.aws.balancer: must have two zones at least, got 1 zone of sites.dublin; use networkBalancer(), or give the site another zone [aws-edge]',
        'stores.bus.admissions.replicas: must be at most the brokers (2, 1 in each of 2 zones of sites.dublin), got 3; lower it, or add brokers [cluster-size]',
        'stores.records.highAvailability: must have a second zone for the standby, got 1 zone at sites.dublin; add a zone, or turn it off where care does not depend on it [site]',
      ],
    },
    {
      what: 'a host for the addresses of callers',
      declare: () => wardWith(() => ({ balancer: networkBalancer({ from: ['partner.ie'] }) })),
      expect: [
        'public.aws.balancer.from[0]: must be an address range, got "partner.ie"; write it as 192.0.2.0/24 or 2001:db8:40::/48, with no bits set behind the prefix [aws-edge]',
      ],
    },
    {
      what: 'a load balancer that may be deleted',
      declare: () => wardWith(() => ({ balancer: applicationBalancer({ deletionProtection: false }) })),
      expect: [
        'public.aws.balancer.deletionProtection: must be true in production, got false; leave it out, or waive deletion-protection with a reason and an end [deletion-protection]',
      ],
    },
    {
      what: 'connections that are never silent',
      declare: () => wardWith(() => ({ balancer: applicationBalancer({ idleTimeout: seconds(0) }) })),
      expect: ['public.aws.balancer.idleTimeout: must be a length of time from 1s to 4000s, got 0s; write it as seconds(60) [figures]'],
    },
    {
      what: 'TLS of the last century',
      declare: () => wardWith(() => ({ balancer: applicationBalancer({ tls: untyped('tls-1.0') }) })),
      expect: ['public.aws.balancer.tls: must be one of tls-1.2, tls-1.3, tls-1.2-fips, got "tls-1.0"; choose one of them [aws-edge]'],
    },
  ]);
});
