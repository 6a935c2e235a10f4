import { aws, byFailover, byLatency, byPlace, byWeight, type DnsRouting, Site, toOneSite } from '@clinfra/core';
import { aPlatform } from '../../../test/fixtures/a-platform';
import { routedRecords } from '../src/edge/routed-records';

const { platform, site: dublin } = aPlatform();
const cork = new Site(platform, 'cork', { hosting: aws({ region: 'eu-west-2', nodes: { min: 3, max: 9 }, cidr: '10.9.0.0/16' }), zones: ['eu-west-2a'] });

describe('the records of an edge at a site', () => {
  it.each<[how: string, routing: DnsRouting, records: readonly object[]]>([
    ['one site', toOneSite(), [{ suffix: '', policies: {} }]],
    [
      'shares',
      byWeight([
        { site: dublin, weight: 70 },
        { site: cork, weight: 30 },
      ]),
      [{ suffix: '', policies: { setIdentifier: 'dublin', weightedRoutingPolicies: [{ weight: 70 }] } }],
    ],
    ['latency', byLatency(), [{ suffix: '', policies: { setIdentifier: 'dublin', latencyRoutingPolicies: [{ region: 'eu-west-1' }] } }]],
    [
      'countries, continents and everybody else',
      byPlace([{ site: dublin, countries: ['IE', 'SD'], continents: ['AF'] }], { otherwise: dublin }),
      [
        { suffix: '-ie', policies: { setIdentifier: 'dublin-ie', geolocationRoutingPolicies: [{ country: 'IE' }] } },
        { suffix: '-sd', policies: { setIdentifier: 'dublin-sd', geolocationRoutingPolicies: [{ country: 'SD' }] } },
        { suffix: '-continent-af', policies: { setIdentifier: 'dublin-continent-af', geolocationRoutingPolicies: [{ continent: 'AF' }] } },
        { suffix: '-otherwise', policies: { setIdentifier: 'dublin-otherwise', geolocationRoutingPolicies: [{ country: '*' }] } },
      ],
    ],
    ['places of another site', byPlace([{ site: cork, countries: ['GB'] }], { otherwise: cork }), []],
  ])('[E4] by %s', (_how, routing, records) => {
    expect(routedRecords(routing, dublin, 'serving', 'eu-west-1')).toEqual(records);
  });

  it.each([
    ['serving', 'PRIMARY'],
    ['standby', 'SECONDARY'],
  ] as const)('[E4] in a failover say of the site that is %s that it is the %s', (role, type) => {
    const [record] = routedRecords(byFailover(), dublin, role, 'eu-west-1');
    expect(record?.policies).toEqual({ setIdentifier: 'dublin', failoverRoutingPolicies: [{ type }] });
  });
});
