import { type Bucket, type BucketProps, cluster, days, hours, MultiRegionFailover, Site } from '@clinfra/core';
import { aSite, aWard, untyped, type Ward } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

/** A ward whose record service reads and writes a bucket with one thing wrong. */
function withScans(props: Partial<BucketProps> = {}, add: (ward: Ward, scans: ReturnType<Ward['stores']['bucket']>) => unknown = () => undefined) {
  return aWard({}, ward => {
    const scans = ward.stores.bucket('scans', { holds: ['phi'], ...props });
    ward.ehr.reads(scans).writes(scans);
    add(ward, scans);
  });
}

const EXISTING = { host: 'objects.example.ie', cidr: '10.9.0.0/28', bucket: 'ward-scans', evidence: 'audit of 2026', by: 'ward-platform' } as const;

describe('a bucket', () => {
  findsExactly([
    {
      what: '[C5] that nobody uses',
      declare: () => aWard({}, ({ stores }) => stores.bucket('scans', { holds: ['phi'] })),
      expect: ['warning: stores.scans: must be used by a workload, got no edge to it; let a workload read or write it, or remove it [store-use]'],
    },
    {
      what: '[C5] whose name is longer than S3 takes with all that is put together',
      declare: () => aWard({}, ({ stores, ehr }) => ehr.reads(stores.bucket('a-bucket-for-the-images-of-the-whole-ward', { holds: ['phi'] }))),
      expect: [
        'stores.a-bucket-for-the-images-of-the-whole-ward.name: must have at most 50 characters together with platform, environment and site, ' +
          'got 64 in ward-production-dublin-a-bucket-for-the-images-of-the-whole-ward; shorten the name of the bucket or the site [bucket]',
      ],
    },
    {
      what: '[C5] with a name that S3 does not take',
      declare: () => aWard({}, ({ stores, ehr }) => ehr.reads(stores.bucket('Scans_2026', { holds: ['phi'] }))),
      expect: [
        'stores.Scans_2026.name: must be lowercase letters, digits and single hyphens, with a letter first and no hyphen last, ' +
          'got "Scans_2026"; rename it [names]',
      ],
    },
    {
      what: '[R7] that holds health data and is copied to another country',
      declare: () =>
        withScans({}, ({ platform, stores, ehr }) => {
          const frankfurt = aSite(platform, 'frankfurt', { region: 'eu-central-1' });
          new MultiRegionFailover(platform, 'failover', { active: platform.node.findChild('dublin') as Site, standby: frankfurt });
          ehr.reads(stores.bucket('copied', { holds: ['operational'], replicateTo: frankfurt }));
        }),
      expect: [
        'stores.bus.admissions.holds: must keep phi in IE, got stores.bus.admissions -> replica at sites.frankfurt -> DE; place it on sites there, or attest the site with evidence [residency]',
        'stores.bus.holds: must keep phi in IE, got stores.bus -> replica at sites.frankfurt -> DE; place it on sites there, or attest the site with evidence [residency]',
        'stores.records.holds: must keep phi in IE, got stores.records -> backup at sites.frankfurt -> DE; place it on sites there, or attest the site with evidence [residency]',
        'stores.records.holds: must keep phi in IE, got stores.records -> replica at sites.frankfurt -> DE; place it on sites there, or attest the site with evidence [residency]',
        'stores.scans.holds: must keep phi in IE, got stores.scans -> replica at sites.frankfurt -> DE; place it on sites there, or attest the site with evidence [residency]',
        'warning: stores.scans.replicateTo: must be a site that takes over, as sites.frankfurt, got nothing; name it, or nobody has the objects there [bucket]',
        'stores.sessions.holds: must keep phi in IE, got stores.sessions -> replica at sites.frankfurt -> DE; place it on sites there, or attest the site with evidence [residency]',
      ],
    },
    {
      what: '[R7] whose copy alone leaves the country',
      declare: () =>
        aWard({}, ({ platform, clinical, databases, stores, ehr, site }) => {
          const frankfurt = aSite(platform, 'frankfurt', { region: 'eu-central-1' });
          for (const placed of [clinical, databases, stores]) Object.assign(placed, { declaredSites: [site] });
          const scans = stores.bucket('scans', { holds: ['phi'], replicateTo: frankfurt });
          ehr.reads(scans).writes(scans);
        }),
      expect: [
        'stores.scans.holds: must keep phi in IE, got stores.scans -> replica at sites.frankfurt -> DE; place it on sites there, or attest the site with evidence [residency]',
      ],
    },
    {
      what: '[R2] that is copied to where it stands already',
      declare: () => withScans({}, ({ site }, scans) => Object.assign(scans, { replicateTo: site })),
      expect: ['stores.scans.replicateTo: must be another site than those of the bucket, got sites.dublin; name another site, or leave it out [bucket]'],
    },
    {
      what: '[R2] that is copied to a site on a cluster',
      declare: () =>
        aWard({}, ({ platform, clinical, databases, stores, ehr, site }) => {
          const cork = new Site(platform, 'cork', { hosting: cluster({ context: 'cork', jurisdiction: 'IE' }), zones: ['one'] });
          for (const placed of [clinical, databases, stores]) Object.assign(placed, { declaredSites: [site] });
          ehr.reads(stores.bucket('scans', { holds: ['phi'], replicateTo: cork }));
        }),
      expect: [
        'stores.scans.replicateTo: must be a site on AWS, where the copy is made, got sites.cork; name another site, or copy the bucket by means of your own [bucket]',
      ],
    },
    {
      what: '[R2] that is copied to a site of another platform',
      declare: () => withScans({ replicateTo: untyped('frankfurt') }),
      expect: ['stores.scans.replicateTo: must be a site of platform ward, got "frankfurt"; pass a Site that was declared there [bucket]'],
    },
    {
      what: '[R2] that is copied within a region',
      declare: () =>
        aWard({}, ({ platform, clinical, databases, stores, ehr, site }) => {
          const cork = aSite(platform, 'cork');
          for (const placed of [clinical, databases, stores]) Object.assign(placed, { declaredSites: [site] });
          ehr.reads(stores.bucket('scans', { holds: ['phi'], replicateTo: cork }));
        }),
      expect: ['stores.scans.replicateTo: must be in another region than sites.dublin, got sites.cork; name a site in another region [bucket]'],
    },
    {
      what: '[X6] with a lock and no versions',
      declare: () => withScans({ versions: false, lock: { mode: 'compliance', retention: days(2557) } }, (_, scans) => scans.waive(UNVERSIONED)),
      expect: [
        'stores.scans.versions: must be true where objects are locked, because only versions are, got false; leave it out [bucket]',
        'warning: stores.scans.versions: must be true in production, got false; waived until 2027-01-31: made anew from the archive [object-versions]',
      ],
    },
    {
      what: '[K8] without versions in production',
      declare: () => withScans({ versions: false }),
      expect: [
        'stores.scans.versions: must be true in production, got false; leave it out, or waive object-versions with a reason and an end [object-versions]',
      ],
    },
    {
      what: '[X6] with a lock of an unknown kind',
      declare: () => withScans({ lock: { mode: untyped('forever'), retention: days(1) } }),
      expect: ['stores.scans.lock.mode: must be governance or compliance, got "forever"; choose one of them [bucket]'],
    },
    {
      what: '[X6] with a lock of hours',
      declare: () => withScans({ lock: { mode: 'governance', retention: hours(36) } }),
      expect: ['stores.scans.lock.retention: must be whole days from 1 to 36500, got 36h; write it as days(2557) for seven years [bucket]'],
    },
    {
      what: '[X6] with a lock of no time',
      declare: () => withScans({ lock: { mode: 'governance', retention: days(0) } }),
      expect: ['stores.scans.lock.retention: must be whole days from 1 to 36500, got 0s; write it as days(2557) for seven years [bucket]'],
    },
    {
      what: '[X6] with a lock of more than a hundred years',
      declare: () => withScans({ lock: { mode: 'governance', retention: days(40_000) } }),
      expect: ['stores.scans.lock.retention: must be whole days from 1 to 36500, got 40000d; write it as days(2557) for seven years [bucket]'],
    },
    {
      what: '[X6] whose objects are removed before their lock ends',
      declare: () => withScans({ lock: { mode: 'compliance', retention: days(365) }, lifecycle: { expireAfter: days(30) } }),
      expect: [
        'stores.scans.lifecycle.expireAfter: must be at least the retention of the lock (365d), got 30d; keep objects as long as they are locked [bucket]',
      ],
    },
    {
      what: 'whose objects move to where it is cheap too soon',
      declare: () => withScans({ lifecycle: { transitions: [{ after: days(7), to: 'infrequent-access' }] } }),
      expect: ['stores.scans.lifecycle.transitions[0].after: must be whole days, at least 30, got 7d; write it as days(30) [bucket]'],
    },
    {
      what: 'whose objects move to a place that is none',
      declare: () => withScans({ lifecycle: { transitions: [{ after: days(30), to: untyped('tape') }] } }),
      expect: [
        'stores.scans.lifecycle.transitions[0].to: must be one of infrequent-access, intelligent-tiering, glacier-instant, glacier, deep-archive, ' +
          'got "tape"; choose one of them [bucket]',
      ],
    },
    {
      what: 'whose objects move back to a quicker place',
      declare: () =>
        withScans({
          lifecycle: {
            transitions: [
              { after: days(30), to: 'glacier' },
              { after: days(200), to: 'infrequent-access' },
            ],
          },
        }),
      expect: ['stores.scans.lifecycle.transitions[1].to: must be slower to read than glacier, got "infrequent-access"; choose among deep-archive [bucket]'],
    },
    {
      what: 'whose objects leave a place before its shortest time is over',
      declare: () =>
        withScans({
          lifecycle: {
            transitions: [
              { after: days(30), to: 'glacier' },
              { after: days(60), to: 'deep-archive' },
            ],
          },
        }),
      expect: [
        'stores.scans.lifecycle.transitions[1].after: must be at least 120d, so long glacier is paid for, got 60d; wait longer, or leave the first out [bucket]',
      ],
    },
    {
      what: 'whose objects are removed before the shortest time of their last place is over',
      declare: () => withScans({ lifecycle: { transitions: [{ after: days(30), to: 'deep-archive' }], expireAfter: days(100) } }),
      expect: [
        'stores.scans.lifecycle.expireAfter: must be at least 210d, so long deep-archive is paid for, got 100d; keep objects longer, or leave that place out [bucket]',
      ],
    },
    {
      what: 'whose objects are kept for hours',
      declare: () => withScans({ lifecycle: { expireAfter: hours(12), oldVersionsFor: hours(1) } }),
      expect: [
        'stores.scans.lifecycle.expireAfter: must be whole days, at least 1, got 12h; write it as days(30) [bucket]',
        'stores.scans.lifecycle.oldVersionsFor: must be whole days, at least 1, got 1h; write it as days(30) [bucket]',
      ],
    },
    {
      what: 'whose objects are kept for less than nothing',
      declare: () => withScans({ lifecycle: { expireAfter: days(-1) } }),
      expect: ['stores.scans.lifecycle.expireAfter: must be zero or more, got days(-1); correct the figure [quantity]'],
    },
    {
      what: 'headers by a star',
      declare: () => withScans({ cors: { origins: ['https://portal.example.ie'], methods: ['GET'], headers: ['*'] } }),
      expect: ['stores.scans.cors.headers: must be names of headers, got "*"; write it as range [bucket]'],
    },
    {
      what: '[X4] that any page of the internet may use',
      declare: () => withScans({ cors: { origins: ['*'], methods: ['GET'] } }),
      expect: ['stores.scans.cors.origins: must be https:// and a host, got "*"; write it as https://portal.example.ie [bucket]'],
    },
    {
      what: '[X4] that a page without TLS may use',
      declare: () => withScans({ cors: { origins: ['http://portal.example.ie'], methods: [untyped('PATCH')], maxAge: days(2) } }),
      expect: [
        'stores.scans.cors.maxAge: must be a length of time from 0s to 1d, got 2d; write it as hours(1) [figures]',
        'stores.scans.cors.methods: must be of GET, HEAD, PUT, POST, DELETE, got "PATCH"; choose among them [bucket]',
        'stores.scans.cors.origins: must be https:// and a host, got "http://portal.example.ie"; write it as https://portal.example.ie [bucket]',
      ],
    },
    {
      what: 'that is used by pages that nobody names',
      declare: () => withScans({ cors: { origins: untyped([]), methods: ['GET'] } }),
      expect: ['stores.scans.cors.origins: must name at least one page, got an empty list; leave cors out where no page uses the bucket [bucket]'],
    },
    {
      what: 'with versions that are neither kept nor not',
      declare: () => withScans({ versions: untyped('yes') }),
      expect: ['stores.scans.versions: must be true or false, got "yes"; leave it out [bucket]'],
    },
    {
      what: 'that is read-only and written',
      declare: () => withScans({ access: 'read-only' }),
      expect: [
        "clinical.ehr.writes: must leave what is declared read-only unchanged, got stores.scans; read or consume it only, or declare it 'read-write' [store-use]",
      ],
    },
  ]);
});

const UNVERSIONED = { rule: 'object-versions', reason: 'made anew from the archive', until: '2027-01-31' } as const;

describe('a bucket that exists', () => {
  findsExactly([
    {
      what: 'of which nobody says who saw to it',
      declare: () => withScans({ existing: { ...EXISTING, evidence: ' ', by: '' } }),
      expect: [
        'stores.scans.existing.by: must say who attests it, got ""; name the person or office [bucket]',
        'stores.scans.existing.evidence: must say what proves that it is private, encrypted and versioned, got " "; name the audit or contract [bucket]',
      ],
    },
    {
      what: 'with a name that is none and no region',
      declare: () => withScans({ existing: { ...EXISTING, bucket: 'S', region: '' } }),
      expect: [
        'stores.scans.existing.bucket: must be the name of a bucket, got "S"; write how it is called there [bucket]',
        'stores.scans.existing.region: must name a region, got ""; leave it out where the server takes any [bucket]',
      ],
    },
    {
      what: 'on which something is to be set',
      declare: () => withScans({ existing: EXISTING, lock: { mode: 'governance', retention: days(1) } }),
      expect: ['stores.scans.lock: must be left out where the bucket exists already, and is left alone, got an object; leave it out [bucket]'],
    },
    {
      what: 'at a host that is none',
      declare: () => withScans({ existing: { ...EXISTING, host: 'https://objects.example.ie' } }),
      expect: ['stores.scans.existing.host: must be a host name or an address, got "https://objects.example.ie"; write where the store answers [placement]'],
    },
    {
      what: '[C5] and is missing on a cluster, where none is made',
      declare: () =>
        aWard({ site: { hosting: cluster({ context: 'ward', jurisdiction: 'IE' }) }, records: AWAY, sessions: AWAY, kafka: AWAY }, ({ stores, ehr }) =>
          ehr.reads(stores.bucket('scans', { holds: ['phi'] })),
        ),
      expect: [
        'stores.scans.existing: must be given at sites.dublin, where no store is made, got nothing; give the address of one that runs there, or place the tier on AWS [placement]',
      ],
    },
  ]);
});

const AWAY = { existing: { host: 'stores.example.ie', cidr: '10.9.1.0/28' } } as const;

describe('an edge to some objects', () => {
  findsExactly([
    {
      what: '[X2] by a prefix that a policy reads as something else',
      declare: () => aWard({}, ({ stores, ehr }) => ehr.reads(stores.bucket('scans', { holds: ['phi'] }), { prefix: '/scans/*' })),
      expect: [
        'clinical.ehr.reads(stores.scans).prefix: must be the beginning of a name, without / first and without stars, got "/scans/*"; write it as scans/ [bucket]',
      ],
    },
    {
      what: '[X2] of a database',
      declare: () => aWard({}, ({ records, notifier }) => notifier.reads(untyped<Bucket>(records), { prefix: 'scans/' })),
      expect: [
        'clinical.notifier.reads(stores.records): must be narrowed only where it leads to a bucket or OpenSearch, got postgres; leave the prefix out [bucket]',
      ],
    },
  ]);
});
