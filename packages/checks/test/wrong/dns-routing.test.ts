import { check } from '@clinfra/checks';
import { type AwsEdgeProps, byFailover, byLatency, byPlace, byWeight, Edge, MultiRegionFailover, seconds, toOneSite } from '@clinfra/core';
import { aSite, aWard, untyped, type Ward } from '../a-ward';
import { findsExactly } from '../wrong-declarations';
import { aZone, BALANCED, cork, health, wardWith } from './an-aws-edge';

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
