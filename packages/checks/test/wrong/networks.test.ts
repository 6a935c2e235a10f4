import { aws, cluster, MultiRegionFailover, type Platform, Site, type SiteProps } from '@clinfra/core';
import { aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const ATTESTED = { jurisdiction: 'IE', evidence: 'letter of the authority', by: 'operations' } as const;

describe('networks', () => {
  const access = (...publicApiFrom: readonly string[]) => aWard({ platform: { environment: 'staging' }, hosting: { publicApiFrom } });
  const cidr = (range: string) => aWard({ hosting: { cidr: range } });
  findsExactly([
    {
      what: 'a range that is no range',
      declare: () => cidr('10.0.0.0'),
      expect: ['sites.dublin.hosting.cidr: must be an address range, got "10.0.0.0"; write it as 10.0.0.0/16, with no bits set behind the prefix [network]'],
    },
    {
      what: 'a range with bits behind its prefix',
      declare: () => cidr('10.0.1.0/16'),
      expect: ['sites.dublin.hosting.cidr: must be an address range, got "10.0.1.0/16"; write it as 10.0.0.0/16, with no bits set behind the prefix [network]'],
    },
    {
      what: 'a range with a byte too large',
      declare: () => cidr('10.256.0.0/16'),
      expect: [
        'sites.dublin.hosting.cidr: must be an address range, got "10.256.0.0/16"; write it as 10.0.0.0/16, with no bits set behind the prefix [network]',
      ],
    },
    {
      what: 'a range of the newer protocol',
      declare: () => cidr('fd00::/16'),
      expect: ['sites.dublin.hosting.cidr: must be an address range, got "fd00::/16"; write it as 10.0.0.0/16, with no bits set behind the prefix [network]'],
    },
    {
      what: 'a range that is no text',
      declare: () => aWard({ hosting: { cidr: untyped(10) } }),
      expect: ['sites.dublin.hosting.cidr: must be an address range, got 10; write it as 10.0.0.0/16, with no bits set behind the prefix [network]'],
    },
    {
      what: 'a range that is too wide',
      declare: () => cidr('10.0.0.0/8'),
      expect: ['sites.dublin.hosting.cidr: must be a /16 to a /24, got "10.0.0.0/8"; choose a size that AWS takes and zones fit in [network]'],
    },
    {
      what: 'a range that is too narrow',
      declare: () => cidr('10.0.0.0/25'),
      expect: ['sites.dublin.hosting.cidr: must be a /16 to a /24, got "10.0.0.0/25"; choose a size that AWS takes and zones fit in [network]'],
    },
    {
      what: 'a range without room for three zones',
      declare: () => cidr('10.0.0.0/24'),
      expect: ['sites.dublin.hosting.cidr: must be a /23 or wider for 3 zones, got "10.0.0.0/24"; choose a wider range, or leave zones out [network]'],
    },
    {
      what: 'a range without room for six zones',
      declare: () =>
        aWard({ hosting: { cidr: '10.0.0.0/23', nodes: { min: 6, max: 9 } }, site: { zones: untyped([...'abcdef'].map(letter => `eu-west-1${letter}`)) } }),
      expect: ['sites.dublin.hosting.cidr: must be a /22 or wider for 6 zones, got "10.0.0.0/23"; choose a wider range, or leave zones out [network]'],
    },
    {
      what: 'a public range',
      declare: () => cidr('8.8.0.0/16'),
      expect: ['sites.dublin.hosting.cidr: must lie within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, got "8.8.0.0/16"; choose private addresses [network]'],
    },
    {
      what: 'a range beside the private ones',
      declare: () => cidr('172.32.0.0/16'),
      expect: ['sites.dublin.hosting.cidr: must lie within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, got "172.32.0.0/16"; choose private addresses [network]'],
    },
    {
      what: 'two sites with one range',
      declare: () => aWard({}, ({ platform }) => cold(platform, { cidr: '10.0.0.0/16' })),
      expect: ['sites.stockholm.hosting.cidr: must not overlap the network of sites.dublin (10.0.0.0/16), got "10.0.0.0/16"; choose another range [network]'],
    },
    {
      what: "a site within another's range",
      declare: () => aWard({}, ({ platform }) => cold(platform, { cidr: '10.0.32.0/20' })),
      expect: ['sites.stockholm.hosting.cidr: must not overlap the network of sites.dublin (10.0.0.0/16), got "10.0.32.0/20"; choose another range [network]'],
    },
    {
      what: 'an API open to the internet',
      declare: () => access('0.0.0.0/0'),
      expect: [
        'sites.dublin.hosting.publicApiFrom[0]: must be no wider than a /8, got "0.0.0.0/0"; name the addresses of those who administer it, not the internet [network]',
      ],
    },
    {
      what: 'an API open to half the internet',
      declare: () => access('192.0.2.0/24', '128.0.0.0/1'),
      expect: [
        'sites.dublin.hosting.publicApiFrom[1]: must be no wider than a /8, got "128.0.0.0/1"; name the addresses of those who administer it, not the internet [network]',
      ],
    },
    {
      what: 'an API open to a host name',
      declare: () => access('office.ward.ie'),
      expect: [
        'sites.dublin.hosting.publicApiFrom[0]: must be an address range, got "office.ward.ie"; write it as 192.0.2.0/24, with no bits set behind the prefix [network]',
      ],
    },
  ]);
});

describe('networks that are joined', () => {
  const JOINED = { mesh: { join: { gateway: ['10.0.0.0/19'] } } } as const;
  const linked = (siteLinks: unknown, site: Partial<SiteProps> = {}) => aWard({ platform: { siteLinks }, site });
  findsExactly([
    {
      what: 'by what AWS has not',
      declare: () => aWard({ platform: { siteLinks: 'cables' }, site: JOINED }, ({ platform }) => cold(platform, {}, ['10.1.0.0/19'])),
      expect: ['ward.siteLinks: must be one of peerings, transit-gateways, got "cables"; choose one of them [network]'],
    },
    {
      what: 'although there is one network',
      declare: () => linked('transit-gateways'),
      expect: ['ward.siteLinks: must join two sites on AWS that have a mesh.join, got none; set mesh.join on two of them, or leave it out [network]'],
    },
    {
      what: 'although the other site has a network of its owner',
      declare: () =>
        aWard({ platform: { siteLinks: 'peerings' }, site: JOINED }, ({ platform }) => {
          const hosting = cluster({ context: 'cork', jurisdiction: 'IE' });
          const standby = new Site(platform, 'cork', { hosting, zones: ['rack'], mesh: { join: { gateway: ['10.9.0.0/24'] } } });
          new MultiRegionFailover(platform, 'failover', { active: platform.node.findChild('dublin') as Site, standby });
        }),
      expect: ['ward.siteLinks: must join two sites on AWS that have a mesh.join, got sites.dublin; set mesh.join on two of them, or leave it out [network]'],
    },
    {
      what: 'and overlap',
      declare: () => aWard({ site: JOINED }, ({ platform }) => cold(platform, { cidr: '10.0.128.0/17' }, ['10.0.128.0/20'])),
      expect: ['sites.stockholm.hosting.cidr: must not overlap the network of sites.dublin (10.0.0.0/16), got "10.0.128.0/17"; choose another range [network]'],
    },
  ]);
});

/** A site in Stockholm, attested to be under Irish law. */
function cold(platform: Platform, hosting: { readonly cidr?: string } = {}, gateway?: readonly [string]): Site {
  const zones = ['eu-north-1a', 'eu-north-1b', 'eu-north-1c'] as const;
  return new Site(platform, 'stockholm', {
    hosting: aws({ region: 'eu-north-1', nodes: { min: 3, max: 9 }, cidr: '10.1.0.0/16', attestation: ATTESTED, ...hosting }),
    zones,
    ...(gateway && { mesh: { join: { gateway } } }),
  });
}
