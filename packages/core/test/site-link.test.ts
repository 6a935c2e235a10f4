import {
  addressesIn,
  aws,
  cluster,
  eastWestAddresses,
  eastWestCallers,
  eastWestRanges,
  Inventory,
  isWithin,
  keptForEastWest,
  type MeshJoin,
  MultiRegionFailover,
  makesEastWestGateway,
  parseRange,
  type Range,
  Site,
  type SiteLinks,
  siteLinks,
  siteLinksKind,
  subnetsOf,
} from '@clinfra/core';
import { anEmptyPlatform } from '../../../test/fixtures/a-platform';

const REGIONS = ['eu-west-1', 'eu-west-2', 'eu-central-1', 'eu-north-1', 'eu-south-1'] as const;
const JOIN: MeshJoin = { gateway: ['10.0.0.0/24'] };

/** A platform whose sites are called by letters, `a` first; `more` may hold some of them back. */
function joined(names: string, declared?: SiteLinks, more: (sites: readonly Site[]) => void = () => undefined, join = JOIN) {
  const platform = anEmptyPlatform(declared ? { siteLinks: declared } : {});
  const sites = [...names].map(
    (name, index) =>
      new Site(platform, name, {
        hosting: aws({ region: REGIONS[index] ?? 'eu-west-3', nodes: { min: 3, max: 9 }, cidr: `10.${index}.0.0/16` }),
        zones: [`${REGIONS[index]}a`],
        mesh: { join },
      }),
  );
  more(sites);
  const inventory = new Inventory(platform);
  return { platform, inventory, sites, pairs: siteLinks(inventory).map(({ first, second }) => `${first.name}${second.name}`) };
}

describe('the sites whose networks are joined', () => {
  it.each([
    ['a', []],
    ['ab', ['ab']],
    ['cba', ['ab', 'ac', 'bc']],
    ['abcd', ['ab', 'ac', 'ad', 'bc', 'bd', 'cd']],
  ] as const)('[C1] of %s are each two of them, in the order of their names', (names, pairs) => {
    expect(joined(names).pairs).toEqual(pairs);
  });

  it('are those that are built: who waits for a failover has no network yet', () => {
    const waiting = ([active, standby, cold]: readonly Site[]) => {
      if (active && standby) new MultiRegionFailover(active.node.scope as never, 'failover', { active, standby, ...(cold && { cold }) });
    };
    expect(joined('abc', undefined, waiting).pairs).toEqual([]);
    expect(joined('abcd', undefined, waiting).pairs).toEqual(['ad']);
  });

  it('are on AWS and in one mesh: who hosts clusters joins them, and what only copies data needs no way', () => {
    const beside = ([site]: readonly Site[]) => {
      const platform = site?.node.scope as never;
      new Site(platform, 'y', { hosting: cluster({ context: 'y', jurisdiction: 'IE' }), zones: ['rack'], mesh: { join: JOIN } });
      new Site(platform, 'z', { hosting: aws({ region: 'eu-west-3', nodes: { min: 3, max: 9 } }), zones: ['eu-west-3a'], mesh: {} });
    };
    expect(joined('a', undefined, beside).pairs).toEqual([]);
    expect(joined('ab', undefined, beside).pairs).toEqual(['ab']);
  });
});

it.each([
  ['ab', undefined, 'peerings'],
  ['abc', undefined, 'peerings'],
  ['abcd', undefined, 'transit-gateways'],
  ['ab', 'transit-gateways', 'transit-gateways'],
  ['abcde', 'peerings', 'peerings'],
] as const)('[C1] the networks of %s, declared %p, are joined by %s', (names, declared, kind) => {
  expect(siteLinksKind(joined(names, declared).inventory)).toBe(kind);
});

describe('the gateway of a site for the others of its mesh', () => {
  const OWN: MeshJoin = {};

  it('[M7] is made where two sites are built, at the first of the last sixteen addresses of the nodes in each zone', () => {
    const { inventory, sites } = joined('ab', undefined, undefined, OWN);
    expect(sites.map(site => makesEastWestGateway(inventory, site))).toEqual([true, true]);
    expect(sites.map(eastWestAddresses)).toEqual([[{ zone: 'eu-west-1a', address: '10.0.31.240' }], [{ zone: 'eu-west-2a', address: '10.1.31.240' }]]);
    expect(sites.map(eastWestRanges)).toEqual([['10.0.31.240/32'], ['10.1.31.240/32']]);
    expect(sites.map(site => eastWestCallers(inventory, site))).toEqual([['10.1.0.0/19'], ['10.0.0.0/19']]);
  });

  it.each(['10.0.0.0/16', '10.0.0.0/23', '10.0.0.0/24'])('has addresses within the nodes of a zone in a %s', cidr => {
    const nodes = subnetsOf(cidr, ['a', 'b'])[0]?.private ?? '';
    const end = (range: string) => (parseRange(range)?.first ?? 0) + addressesIn(parseRange(range)?.prefix ?? 0);
    expect(end(keptForEastWest({ private: nodes }))).toBe(end(nodes));
    expect(isWithin(rangeOf(keptForEastWest({ private: nodes })), rangeOf(nodes))).toBe(true);
  });

  it('is not made for one site alone, nor where one is there already', () => {
    const alone = joined('a', undefined, undefined, OWN);
    expect(alone.sites.map(site => makesEastWestGateway(alone.inventory, site))).toEqual([false]);
    const there = joined('ab');
    expect(there.sites.map(site => makesEastWestGateway(there.inventory, site))).toEqual([false, false]);
    expect(there.sites.map(eastWestRanges)).toEqual([JOIN.gateway, JOIN.gateway]);
    expect(there.sites.flatMap(eastWestAddresses)).toEqual([]);
  });
});

function rangeOf(cidr: string): Range {
  const range = parseRange(cidr);
  if (!range) throw new Error(`${cidr} is no range`);
  return range;
}
