import { check } from '@clinfra/checks';
import {
  type AwsEdgeProps,
  applicationBalancer,
  byFailover,
  byLatency,
  byPlace,
  byWeight,
  cluster,
  DnsZone,
  type DnsZoneProps,
  Edge,
  type EdgeProps,
  type FirewallProps,
  kib,
  MultiRegionFailover,
  mib,
  minutes,
  networkBalancer,
  nginx,
  seconds,
  toOneSite,
} from '@clinfra/core';
import { aDomain, aSite, aWard, untyped, type Ward } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const BALANCED = { site: { loadBalancers: {} } } as const;

function aZone({ platform }: Ward, props: Partial<DnsZoneProps> = {}, name = 'hosts'): DnsZone {
  return new DnsZone(platform, name, { domain: 'ward.ie', ...props });
}

/** A ward with an edge before which AWS stands, with one thing changed. */
function wardWith(aws: (ward: Ward) => Partial<AwsEdgeProps> = () => ({}), props: Partial<EdgeProps> = {}, changes: Parameters<typeof aWard>[0] = BALANCED) {
  return aWard(changes, ward => {
    const { platform, clinical, ehr } = ward;
    const zone = aZone(ward);
    new Edge(platform, 'public', { domain: clinical, host: 'api.ward.ie', issuer: 'letsencrypt', ...props, aws: { zone, ...aws(ward) } }).exposes(ehr, {
      path: '/ehr',
    });
  });
}

const withZone = (props: Partial<DnsZoneProps>) => aWard({}, ward => aZone(ward, props));
const cork = ({ platform }: Ward) => aSite(platform, 'cork', { region: 'eu-west-2' }, BALANCED.site);
const health = { path: '/ehr/health' } as const;

describe('zones of DNS', () => {
  findsExactly([
    {
      what: 'a domain that is none',
      declare: () => withZone({ domain: 'ward' }),
      expect: ['hosts.domain: must be a domain in lowercase, got "ward"; write it as nilecare.sd [dns-zone]'],
    },
    {
      what: 'a domain in capitals',
      declare: () => withZone({ domain: 'Ward.ie' }),
      expect: ['hosts.domain: must be a domain in lowercase, got "Ward.ie"; write it as nilecare.sd [dns-zone]'],
    },
    {
      what: 'a name for the id of a zone',
      declare: () => withZone({ existing: 'ward.ie' }),
      expect: ['hosts.existing: must be the id of a zone of Route 53, got "ward.ie"; write it as Z0123456789ABCDEFGHIJ [dns-zone]'],
    },
    {
      what: 'an authority by its company name',
      declare: () => withZone({ authorities: ["Let's Encrypt"] }),
      expect: [`hosts.authorities: must name authorities by their domains, got "Let's Encrypt"; write it as amazon.com [dns-zone]`],
    },
    {
      what: 'authorities of a private zone',
      declare: () => withZone({ visibility: 'private', authorities: ['amazon.com'] }),
      expect: ['hosts.authorities: must be left out of a private zone, which no authority can ask, got "amazon.com"; leave it out [dns-zone]'],
    },
    {
      what: 'a private zone that exists',
      declare: () => withZone({ visibility: 'private', existing: 'Z0123456789' }),
      expect: ['hosts.existing: must be left out of a private zone, got "Z0123456789" for one that is made anew at each site; leave it out [dns-zone]'],
    },
    {
      what: 'a signed zone that exists',
      declare: () => withZone({ existing: 'Z0123456789', dnssec: true }),
      expect: ['hosts.dnssec: must be left to a public zone that is made here, got true for one that exists already; leave it out [dns-zone]'],
    },
    {
      what: 'a log of questions to a private zone',
      declare: () => withZone({ visibility: 'private', queryLogs: true }),
      expect: ['hosts.queryLogs: must be left to a public zone that is made here, got true for one that is made anew at each site; leave it out [dns-zone]'],
    },
    {
      what: 'addresses of those who ask, logged in another country',
      declare: () => aWard({ platform: { residency: { phi: ['IE'], pii: ['IE', 'GB'] } } }, ward => aZone(ward, { queryLogs: true })),
      expect: ['hosts.queryLogs: must keep pii in IE, GB, got hosts -> log of questions in us-east-1 -> US; leave it out [dns-zone]'],
    },
    {
      what: 'two zones of a domain',
      declare: () => aWard({}, ward => [aZone(ward), aZone(ward, {}, 'others')]),
      expect: ['others.domain: must have one zone of its visibility, got public ward.ie, as hosts has; use the one zone [dns-zone]'],
    },
    {
      what: 'two zones of a name',
      declare: () => aWard({}, ward => [aZone(ward), aZone(ward, { domain: 'ward.example' })]),
      expect: ['hosts.name: must be unique among zones of DNS, got "hosts", one of 2 with the first at hosts; rename all but one [duplicates]'],
    },
    {
      what: 'a visibility that is none',
      declare: () => withZone({ visibility: untyped('internal') }),
      expect: ['hosts.visibility: must be one of public, private, got "internal"; choose one of them [choices]'],
    },
    {
      what: 'a name that AWS does not take',
      declare: () => aWard({}, ward => aZone(ward, {}, 'Hosts')),
      expect: ['Hosts.name: must be lowercase letters, digits and single hyphens, with a letter first and no hyphen last, got "Hosts"; rename it [names]'],
    },
  ]);
});

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
        'public.aws.balancer.from[0]: must be an address range, got "partner.ie"; write it as 192.0.2.0/24, with no bits set behind the prefix [aws-edge]',
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

const judged =
  (firewall: FirewallProps): (() => Partial<AwsEdgeProps>) =>
  () => ({ firewall });

describe('firewalls', () => {
  findsExactly([
    {
      what: 'none in production',
      declare: () => wardWith(() => ({ firewall: false })),
      expect: ['public.aws.firewall: must be there in production, got false; leave it out, or waive firewall with a reason and an end [firewall]'],
    },
    {
      what: 'a group that only counts',
      declare: () => wardWith(judged({ groups: { sql: { action: 'count' } } })),
      expect: [
        `public.aws.firewall.groups.sql.action: must be 'block' in production, got "count"; leave it out, or waive firewall with a reason and an end [firewall]`,
      ],
    },
    {
      what: 'no logs',
      declare: () => wardWith(judged({ logs: false })),
      expect: ['public.aws.firewall.logs: must be true in production, got false; leave it out, or waive firewall with a reason and an end [firewall]'],
    },
    {
      what: 'a firewall that cannot read what it guards',
      declare: () => wardWith(() => ({ firewall: {}, balancer: networkBalancer() })),
      expect: [
        'public.aws.firewall: must stand before an Application Load Balancer, for another hands TLS through unread, got networkBalancer(); use applicationBalancer(), or leave it out [aws-firewall]',
      ],
    },
    {
      what: 'no request at all',
      declare: () => wardWith(judged({ rateLimit: { requests: 0, per: minutes(15) } })),
      expect: ['public.aws.firewall.rateLimit.requests: must be a whole number of at least 1, got 0; let one request through at least [aws-firewall]'],
    },
    {
      what: 'seconds, which AWS cannot count',
      declare: () => wardWith(judged({ rateLimit: { requests: 100, per: seconds(30) } })),
      expect: ['public.aws.firewall.rateLimit.per: must be at least 60s, got 30s; write it as minutes(15) [aws-firewall]'],
    },
    {
      what: 'a window that is a number',
      declare: () => wardWith(judged({ rateLimit: { requests: 1000, per: untyped(900) } })),
      expect: ['public.aws.firewall.rateLimit.per: must be a length of time, got 900; write it as minutes(15) [aws-firewall]'],
    },
    {
      what: 'fewer requests than AWS can count to',
      declare: () => wardWith(judged({ rateLimit: { requests: 12, per: minutes(15) } })),
      expect: [
        'public.aws.firewall.rateLimit: must be at least 10 in 600s, for AWS counts to no less, got 12 in 15m, which are 8 in 600s; let more through, or shorten the time [aws-firewall]',
      ],
    },
    {
      what: 'a length of time that is none',
      declare: () => wardWith(judged({ rateLimit: { requests: 1000, per: minutes(-1) } })),
      expect: ['public.aws.firewall.rateLimit.per: must be zero or more, got minutes(-1); correct the figure [quantity]'],
    },
    {
      what: 'a group that AWS does not have',
      declare: () => wardWith(judged({ groups: untyped({ bots: {} }) })),
      expect: [
        'public.aws.firewall.groups: must be among common, known-bad-inputs, sql, ip-reputation, anonymous-ip, got "bots"; correct the name [aws-firewall]',
      ],
    },
    {
      what: 'a rule that does what none can',
      declare: () => wardWith(judged({ groups: { common: { rules: { NoUserAgent_HEADER: untyped('allow') } } } })),
      expect: ['public.aws.firewall.groups.common.rules.NoUserAgent_HEADER: must be one of block, count, got "allow"; choose one of them [aws-firewall]'],
    },
    {
      what: 'a rule of a group that is off',
      declare: () =>
        aWard({ ...BALANCED, platform: { environment: 'staging' } }, ward => {
          const aws = { zone: aZone(ward), firewall: { groups: { sql: { action: 'off', rules: { SQLi_BODY: 'count' } } } } } as const;
          new Edge(ward.platform, 'public', { domain: ward.clinical, host: 'api.ward.ie', issuer: 'letsencrypt', aws }).exposes(ward.ehr);
        }),
      expect: ['public.aws.firewall.groups.sql.rules: must belong to a group that is not off, got off; leave them out [aws-firewall]'],
    },
    {
      what: 'a limit that is a number',
      declare: () => wardWith(judged({ bodies: { limit: untyped(8192) } })),
      expect: ['public.aws.firewall.bodies.limit: must be a size, got 8192; write it as kib(8) [aws-firewall]'],
    },
    {
      what: 'bodies larger than can be seen',
      declare: () => wardWith(judged({ bodies: { limit: kib(9) } })),
      expect: [
        'public.aws.firewall.bodies.limit: must be at most 8Ki, which is all that is looked at, got 9Ki; lower it, and name the paths in largeBelow [aws-firewall]',
      ],
    },
    {
      what: 'large bodies below what is no path',
      declare: () => wardWith(judged({ bodies: { largeBelow: ['fhir'] } })),
      expect: ['public.aws.firewall.bodies.largeBelow[0]: must be a path that begins with /, got "fhir"; write it as /fhir [aws-firewall]'],
    },
    {
      what: 'requests that the edge takes and the firewall does not',
      declare: () => wardWith(undefined, { maxRequest: mib(10) }),
      expect: [
        'public.aws.firewall.bodies: must let through what the edge takes (10Mi), got 8Ki for every path; name the paths of large requests in largeBelow [aws-firewall]',
      ],
    },
    {
      what: 'the internet among those who are not judged',
      declare: () => wardWith(judged({ allow: ['0.0.0.0/0', 'ward.ie'] })),
      expect: [
        'public.aws.firewall.allow[0]: must be no wider than a /8, got "0.0.0.0/0"; name who is not judged, not the internet [aws-firewall]',
        'public.aws.firewall.allow[1]: must be an address range, got "ward.ie"; write it as 192.0.2.0/24, with no bits set behind the prefix [aws-firewall]',
      ],
    },
  ]);
});

describe('health checks', () => {
  findsExactly([
    {
      what: 'a path without its slash',
      declare: () => wardWith(() => ({ health: { path: 'health' } })),
      expect: ['public.aws.health.path: must be a path that begins with /, got "health"; write it as /health [aws-edge]'],
    },
    {
      what: 'a path that leads nowhere',
      declare: () => wardWith(() => ({ health: { path: '/ehrs' } })),
      expect: ['public.aws.health.path: must lead to a service of the edge, got "/ehrs"; use a path that the edge exposes [aws-edge]'],
    },
    {
      what: 'an interval that Route 53 does not have',
      declare: () => wardWith(() => ({ health: { ...health, interval: seconds(20) } })),
      expect: ['public.aws.health.interval: must be 10 or 30 seconds, got 20s; write it as seconds(30) [aws-edge]'],
    },
    {
      what: 'no wrong answer at all',
      declare: () => wardWith(() => ({ health: { ...health, failures: 0 } })),
      expect: ['public.aws.health.failures: must be a whole number from 1 to 10, got 0; write it as 3 [figures]'],
    },
    {
      what: 'two places',
      declare: () => wardWith(() => ({ health: { ...health, regions: ['eu-west-1', 'us-east-1'] } })),
      expect: ['public.aws.health.regions: must be 3 places at least, got "eu-west-1", "us-east-1"; add a place, or leave it out for all [aws-edge]'],
    },
    {
      what: 'a place from which nobody asks',
      declare: () => wardWith(() => ({ health: { ...health, regions: ['eu-west-1', 'us-east-1', untyped('af-south-1')] } })),
      expect: [
        'public.aws.health.regions: must be among us-east-1, us-west-1, us-west-2, eu-west-1, ap-southeast-1, ap-southeast-2, ap-northeast-1, sa-east-1, got "af-south-1"; choose places that Route 53 has [aws-edge]',
      ],
    },
    {
      what: 'nothing to look for',
      declare: () => wardWith(() => ({ health: { ...health, contains: '' } })),
      expect: ['public.aws.health.contains: must have 1 to 255 characters, in one line, got ""; shorten it, or leave it out [aws-edge]'],
    },
  ]);
});

/** Both sites carry the ward and its stores, so that the edge stands on both. */
function onTwo(routing: (ward: Ward, other: ReturnType<typeof cork>) => AwsEdgeProps['routing']) {
  return aWard({ ...BALANCED, platform: { residency: { phi: ['IE', 'GB'] } } }, ward => {
    const other = cork(ward);
    const zone = aZone(ward);
    const aws = { zone, ...optional(routing(ward, other)) };
    new Edge(ward.platform, 'public', { domain: ward.clinical, host: 'api.ward.ie', issuer: 'letsencrypt', aws }).exposes(ward.ehr);
  });
}

const optional = (routing: AwsEdgeProps['routing']) => (routing === undefined ? {} : { routing });

describe('who is sent where', () => {
  findsExactly([
    {
      what: 'one site where there are two',
      declare: () => onTwo(() => undefined),
      expect: [
        'public.aws.routing: must say who is sent where, because the edge stands on several sites, got toOneSite() on sites.dublin, sites.cork; use byWeight(...), byLatency(), byPlace(...) or byFailover() [dns-routing]',
      ],
    },
    {
      what: 'a routing that is none',
      declare: () => wardWith(() => ({ routing: untyped({ kind: 'random' }) })),
      expect: [
        'public.aws.routing: must be toOneSite(), byWeight(...), byLatency(), byPlace(...) or byFailover(), got "random"; use one of them [dns-routing]',
      ],
    },
    {
      what: 'a weight beyond those of Route 53',
      declare: () => wardWith(({ site }) => ({ routing: byWeight([{ site, weight: 256 }]) })),
      expect: ['public.aws.routing.weights: must be whole numbers from 0 to 255, got 256 for sites.dublin; write shares such as 70 and 30 [dns-routing]'],
    },
    {
      what: 'nobody for anybody',
      declare: () => wardWith(({ site }) => ({ routing: byWeight([{ site, weight: 0 }]) })),
      expect: ['public.aws.routing.weights: must send somebody somewhere, got 0 for every site; give one site a share [dns-routing]'],
    },
    {
      what: 'a site without a weight',
      declare: () => onTwo(({ site }) => byWeight([{ site, weight: 70 }])),
      expect: ['public.aws.routing: must name every site on which the edge stands, got nothing for sites.cork; add it [dns-routing]'],
    },
    {
      what: 'a site with two weights',
      declare: () =>
        wardWith(({ site }) => ({
          routing: byWeight([
            { site, weight: 70 },
            { site, weight: 30 },
          ]),
        })),
      expect: ['public.aws.routing: must name each site once, got sites.dublin; leave it out [dns-routing]'],
    },
    {
      what: 'the name of a site',
      declare: () => wardWith(({ site }) => ({ routing: byWeight([{ site, weight: 70 }, untyped({ site: 'cork', weight: 30 })]) })),
      expect: ['public.aws.routing: must name sites of platform ward, got "cork"; pass a Site that was declared there [dns-routing]'],
    },
    {
      what: 'two sites in a region by latency',
      declare: () =>
        aWard(BALANCED, ward => {
          aSite(ward.platform, 'cork', {}, BALANCED.site);
          const aws = { zone: aZone(ward), routing: byLatency() };
          new Edge(ward.platform, 'public', { domain: ward.clinical, host: 'api.ward.ie', issuer: 'letsencrypt', aws }).exposes(ward.ehr);
        }),
      expect: ['public.aws.routing: must have one site in each region, got sites.dublin and sites.cork in eu-west-1; use byWeight(...) [dns-routing]'],
    },
    {
      what: 'a country by its name',
      declare: () => wardWith(({ site }) => ({ routing: byPlace([{ site, countries: [untyped('Ireland')] }], { otherwise: site }) })),
      expect: ['public.aws.routing.countries: must name countries by their two capital letters, got "Ireland"; write it as SD [dns-routing]'],
    },
    {
      what: 'a continent that is none',
      declare: () => wardWith(({ site }) => ({ routing: byPlace([{ site, continents: [untyped('Africa')] }], { otherwise: site }) })),
      expect: ['public.aws.routing.continents: must be among AF, AN, AS, EU, NA, OC, SA, got "Africa"; write it as AF [dns-routing]'],
    },
    {
      what: 'a country that two sites have',
      declare: () =>
        onTwo(({ site }, other) =>
          byPlace(
            [
              { site, countries: ['IE'] },
              { site: other, countries: ['IE'] },
            ],
            { otherwise: site },
          ),
        ),
      expect: ['public.aws.routing: must send each place to one site, got IE to 2 sites; leave all but one out [dns-routing]'],
    },
    {
      what: 'a failover that is not declared',
      declare: () => wardWith(() => ({ routing: byFailover() })),
      expect: [
        'public.aws.routing: must have a failover whose active site the edge stands on, got byFailover() on sites.dublin; declare a MultiRegionFailover, or route otherwise [dns-routing]',
      ],
    },
  ]);

  it('[E4] is right by each of the ways', () => {
    const right = [
      wardWith(() => ({ routing: toOneSite() })),
      onTwo(({ site }, other) =>
        byWeight([
          { site, weight: 70 },
          { site: other, weight: 30 },
        ]),
      ),
      onTwo(() => byLatency()),
      onTwo(({ site }, other) => byPlace([{ site: other, countries: ['GB'], continents: ['NA'] }], { otherwise: site })),
      wardWith(ward => {
        new MultiRegionFailover(ward.platform, 'failover', { active: ward.site, standby: cork(ward) });
        return { routing: byFailover(), health };
      }),
    ];
    for (const platform of right) expect(check(platform, { today: '2026-11-23' }).filter(({ rule }) => /^(aws-edge|dns-)/.test(rule))).toEqual([]);
  });
});
