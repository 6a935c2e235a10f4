import { applicationBalancer, byWeight, type ClinicalService, Edge, networkBalancer, type Site } from '@clinfra/core';
import { aDomain, aService, aSite, aWard, type Ward } from '../a-ward';
import { findsExactly } from '../wrong-declarations';
import { aZone, BALANCED, wardWith } from './an-aws-edge';

const IPV6 = { ...BALANCED, hosting: { ipv6: true } } as const;
const from = (...ranges: readonly string[]) => applicationBalancer({ from: ranges });

/** An edge on two sites, of which only the first has IPv6. */
function atTwoSites(balancer: ReturnType<typeof from>) {
  return aWard(IPV6, ward => {
    const cork = aSite(ward.platform, 'cork', { region: 'eu-west-2', cidr: '10.7.0.0/16', ...ATTESTED }, BALANCED.site);
    shared(ward, [ward.site, cork], balancer);
  });
}

describe('callers of IPv6', () => {
  findsExactly([
    {
      what: 'who come to one of two sites alone',
      declare: () => atTwoSites(from()),
      expect: [
        'shared.aws: must be reached by IPv6 at all of its sites or at none, got sites.dublin; set hosting.ipv6 on all of them, or name ranges of IPv4 in balancer.from [address-families]',
      ],
    },
    {
      what: 'for whom a site has addresses, and who come to none of its edges',
      declare: () => wardWith(() => ({ balancer: from('0.0.0.0/0') }), {}, IPV6),
      expect: [
        'warning: sites.dublin.hosting.ipv6: must serve an edge whose callers come to its load balancer by IPv6, got none there; leave it out, or let an edge without a CDN be reached by it [address-families]',
      ],
    },
    {
      what: 'for whom a site has addresses, and who come by a CDN',
      declare: () => wardWith(() => ({ cdn: {} }), {}, IPV6),
      expect: [
        'warning: sites.dublin.hosting.ipv6: must serve an edge whose callers come to its load balancer by IPv6, got none there; leave it out, or let an edge without a CDN be reached by it [address-families]',
      ],
    },
    {
      what: 'who are named where nobody comes by it',
      declare: () => wardWith(() => ({ balancer: from('192.0.2.0/24', '2001:db8:40::/48'), firewall: { allow: ['2001:db8:40:1::/64'] } })),
      expect: [
        'public.aws.balancer.from[1]: must be of IPv4 where nobody comes by IPv6, got "2001:db8:40::/48"; leave it out, or set hosting.ipv6 on its sites [address-families]',
        'public.aws.firewall.allow[0]: must be of IPv4 where nobody comes by IPv6, got "2001:db8:40:1::/64"; leave it out, or set hosting.ipv6 on its sites [address-families]',
      ],
    },
    {
      what: 'who alone are let in, although the host has an address of IPv4',
      declare: () => wardWith(() => ({ balancer: networkBalancer({ from: ['2001:db8:40::/48'] }) }), {}, IPV6),
      expect: [
        'public.aws.balancer.from: must name a range of IPv4 as well, for the host has an address of it, got "2001:db8:40::/48"; add one, or leave it out [address-families]',
      ],
    },
    {
      what: 'who are written as AWS does not write them',
      declare: () => wardWith(() => ({ balancer: from('192.0.2.0/24', '2001:DB8:40:0::/48') }), {}, IPV6),
      expect: ['public.aws.balancer.from[1]: must be written as AWS writes it, got "2001:DB8:40:0::/48"; write it as 2001:db8:40::/48 [aws-edge]'],
    },
    {
      what: 'whose range has bits behind its prefix',
      declare: () => wardWith(() => ({ balancer: from('192.0.2.0/24', '2001:db8:40::1/48') }), {}, IPV6),
      expect: [
        'public.aws.balancer.from[1]: must be an address range, got "2001:db8:40::1/48"; write it as 192.0.2.0/24 or 2001:db8:40::/48, with no bits set behind the prefix [aws-edge]',
      ],
    },
    {
      what: 'who are not judged, all of them',
      declare: () => wardWith(() => ({ firewall: { allow: ['::/0'] } }), {}, IPV6),
      expect: ['public.aws.firewall.allow[0]: must be no wider than a /20, got "::/0"; name who is not judged, not the internet [aws-firewall]'],
    },
  ]);
});

const ATTESTED = { attestation: { jurisdiction: 'IE', evidence: 'letter of the authority', by: 'operations' } } as const;

/** An edge that shares its callers out between sites. */
function shared({ platform, ...ward }: Ward, sites: readonly [Site, Site], balancer: ReturnType<typeof from>): ClinicalService {
  const domain = aDomain(platform, 'ways', { sites: [...sites] });
  const service = aService(domain, 'advice');
  const aws = { zone: aZone({ platform, ...ward }), routing: byWeight(sites.map(site => ({ site, weight: 50 }))), balancer };
  new Edge(platform, 'shared', { domain, host: 'advice.ward.ie', issuer: 'letsencrypt', aws }).exposes(service, { path: '/advice' });
  return service;
}
