import { aws, cluster, Inventory, type MeshJoin, MultiRegionFailover, Site, type SiteLinks, siteLinks, siteLinksKind } from '@clinfra/core';
import { anEmptyPlatform } from '../../../test/fixtures/a-platform';

const REGIONS = ['eu-west-1', 'eu-west-2', 'eu-central-1', 'eu-north-1', 'eu-south-1'] as const;
const JOIN: MeshJoin = { gateway: ['10.0.0.0/24'] };

/** A platform whose sites are called by letters, `a` first; `more` may hold some of them back. */
function joined(names: string, declared?: SiteLinks, more: (sites: readonly Site[]) => void = () => undefined) {
  const platform = anEmptyPlatform(declared ? { siteLinks: declared } : {});
  const sites = [...names].map(
    (name, index) =>
      new Site(platform, name, {
        hosting: aws({ region: REGIONS[index] ?? 'eu-west-3', nodes: { min: 3, max: 9 }, cidr: `10.${index}.0.0/16` }),
        zones: [`${REGIONS[index]}a`],
        mesh: { join: JOIN },
      }),
  );
  more(sites);
  const inventory = new Inventory(platform);
  return { platform, inventory, pairs: siteLinks(inventory).map(({ first, second }) => `${first.name}${second.name}`) };
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
