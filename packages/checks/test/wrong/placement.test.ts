import { aws, cluster, DataTier, MultiRegionFailover, type Platform, Site } from '@clinfra/core';
import { aPlatform } from '../../../../test/fixtures/a-platform';
import { aDomain, aService, aSite, aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const ATTESTED = { jurisdiction: 'IE', evidence: 'letter of the authority', by: 'operations' } as const;
const onCluster = (context: string, jurisdiction = 'IE') =>
  ({ hosting: cluster({ context, jurisdiction: untyped(jurisdiction) }), zones: ['rack-a', 'rack-b', 'rack-c'] }) as const;
/** A ward on a cluster that exists, with the stores that exist there. */
const existing = { host: 'stores.ward.ie', cidr: '10.9.0.0/24' };
const ON_PREMISES = { records: { existing }, sessions: { existing }, kafka: { existing } };

describe('placement', () => {
  findsExactly([
    {
      what: 'a domain on no site',
      declare: () => aWard({}, ({ platform }) => aDomain(platform, 'care', { sites: [] })),
      expect: ['care.sites: must name at least one site, got none; leave it out for the sites that serve [placement]'],
    },
    {
      what: 'a tier on no site',
      declare: () => aWard({}, ({ platform }) => new DataTier(platform, 'more', { sites: [] })),
      expect: ['more.sites: must name at least one site, got none; leave it out for the sites that serve [placement]'],
    },
    {
      what: 'a domain on one site twice',
      declare: () => aWard({}, ({ platform, site }) => aDomain(platform, 'care', { sites: [site, site] })),
      expect: ['care.sites[1]: must be named once, got sites.dublin; leave it out [placement]'],
    },
    {
      what: "a domain on another platform's site",
      declare: () => aWard({}, ({ platform }) => aDomain(platform, 'care', { sites: [aPlatform().site] })),
      expect: ['care.sites[0]: must be a site of platform ward, got sites.dublin of another platform; pass a Site that was declared there [placement]'],
    },
    {
      what: 'a tier on a site by its name',
      declare: () => aWard({}, ({ platform }) => new DataTier(platform, 'more', { sites: [untyped('dublin')] })),
      expect: ['more.sites[0]: must be a site of platform ward, got "dublin"; pass a Site that was declared there [placement]'],
    },
    {
      what: 'a caller on a site where the called is not',
      declare: () => aWard({}, ({ platform, site, ehr }) => aService(aDomain(platform, 'care', { sites: [standby(platform, site)] }), 'triage').calls(ehr)),
      expect: [
        'care.triage.calls: must lead to what stands on sites.stockholm too, got clinical.ehr on sites.dublin; place both on the same sites [placement]',
      ],
    },
    {
      what: 'a reader on a site where the store is not',
      declare: () =>
        aWard({}, ({ platform, site, sessions }) => aService(aDomain(platform, 'care', { sites: [site, standby(platform, site)] }), 'triage').reads(sessions)),
      expect: [
        'care.triage.reads: must lead to what stands on sites.stockholm too, got stores.sessions on sites.dublin; place both on the same sites [placement]',
      ],
    },
    {
      what: 'a publisher on a site where the topic is not',
      declare: () =>
        aWard({}, ({ platform, site, events }) => aService(aDomain(platform, 'care', { sites: [site, standby(platform, site)] }), 'triage').publishes(events)),
      expect: [
        'care.triage.publishes: must lead to what stands on sites.stockholm too, got stores.bus.admissions on sites.dublin; place both on the same sites [placement]',
      ],
    },
    {
      what: 'a store on a cluster that exists',
      declare: () => aWard({ ...ON_PREMISES, records: {}, site: onCluster('dublin') }),
      expect: [
        'stores.records.existing: must be given at sites.dublin, where no store is made, got nothing; give the address of one that runs there, or place the tier on AWS [placement]',
      ],
    },
    {
      what: 'an existing store without a host',
      declare: () => aWard({ sessions: { existing: { host: '', cidr: '10.9.0.0/24' } } }),
      expect: ['stores.sessions.existing.host: must be a host name or an address, got ""; write where the store answers [placement]'],
    },
    {
      what: 'an existing store at a URL',
      declare: () => aWard({ sessions: { existing: { host: 'redis://cache.ward.ie', cidr: '10.9.0.0/24' } } }),
      expect: ['stores.sessions.existing.host: must be a host name or an address, got "redis://cache.ward.ie"; write where the store answers [placement]'],
    },
    {
      what: 'an existing store whose reader is no host',
      declare: () => aWard({ records: { existing: { ...existing, readerHost: 'the reader' } } }),
      expect: ['stores.records.existing.readerHost: must be a host name or an address, got "the reader"; write where the store answers reads [placement]'],
    },
    {
      what: 'an existing store in no range',
      declare: () => aWard({ records: { existing: { ...existing, cidr: '10.9.0.5/24' } } }),
      expect: [
        'stores.records.existing.cidr: must be an address range, got "10.9.0.5/24"; write it as 10.20.0.0/24, with no bits set behind the prefix [placement]',
      ],
    },
    {
      what: 'an existing store anywhere',
      declare: () => aWard({ records: { existing: { ...existing, cidr: '0.0.0.0/0' } } }),
      expect: [
        'stores.records.existing.cidr: must be no wider than a /8, got "0.0.0.0/0"; name the range in which the store stands, not the internet [placement]',
      ],
    },
  ]);
});

describe('failovers', () => {
  findsExactly([
    {
      what: 'a site that is to take over from itself',
      declare: () => aWard({}, ({ platform, site }) => new MultiRegionFailover(platform, 'failover', { active: site, standby: site })),
      expect: ['failover.standby: must be another site than active, got sites.dublin; name a site that stands elsewhere [failover]'],
    },
    {
      what: 'a cold site that is the standby',
      declare: () =>
        aWard({}, ({ platform, site }) => {
          const standby = cold(platform);
          new MultiRegionFailover(platform, 'failover', { active: site, standby, cold: standby });
        }),
      expect: ['failover.cold: must be another site than standby, got sites.stockholm; name a site that stands elsewhere [failover]'],
    },
    {
      what: "another platform's site",
      declare: () => aWard({}, ({ platform, site }) => new MultiRegionFailover(platform, 'failover', { active: site, standby: aPlatform().site })),
      expect: ['failover.standby: must be a site of platform ward, got sites.dublin of another platform; pass a Site that was declared there [failover]'],
    },
    {
      what: 'no standby',
      declare: () => aWard({}, ({ platform, site }) => new MultiRegionFailover(platform, 'failover', { active: site, standby: untyped(undefined) })),
      expect: ['failover.standby: must be a site of platform ward, got nothing; pass a Site that was declared there [failover]'],
    },
    {
      what: 'two failovers',
      declare: () =>
        aWard({}, ({ platform, site }) => {
          const standby = cold(platform);
          new MultiRegionFailover(platform, 'failover', { active: site, standby });
          new MultiRegionFailover(platform, 'again', { active: site, standby });
        }),
      expect: ['failover: must be the only failover of the platform, got 2 failovers with the first at again; remove all but one [failover]'],
    },
    {
      what: 'a standby in a zone of the active site',
      declare: () =>
        aWard(
          {},
          ({ platform, site }) =>
            new MultiRegionFailover(platform, 'failover', { active: site, standby: aSite(platform, 'cork', {}, { zones: ['eu-west-1c', 'eu-west-1d'] }) }),
        ),
      expect: [
        'failover.standby: must share no zone with active (sites.dublin), got sites.cork with eu-west-1c; use zones that are lost one at a time [failover]',
      ],
    },
  ]);
});

/** A site in Stockholm, attested to be under Irish law. */
function cold(platform: Platform, hosting: { readonly cidr?: string } = {}): Site {
  const zones = ['eu-north-1a', 'eu-north-1b', 'eu-north-1c'] as const;
  return new Site(platform, 'stockholm', {
    hosting: aws({ region: 'eu-north-1', nodes: { min: 3, max: 9 }, cidr: '10.1.0.0/16', attestation: ATTESTED, ...hosting }),
    zones,
  });
}

/** The same site, held back by a failover, so that what names no sites does not stand there. */
function standby(platform: Platform, active: Site): Site {
  const site = cold(platform);
  new MultiRegionFailover(platform, 'failover', { active, standby: site });
  return site;
}
