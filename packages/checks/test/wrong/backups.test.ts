import { type BackupProps, Domain, days, gib, hours, type PlatformBackupProps, VolumeClaim } from '@clinfra/core';
import { aSite, aWard, QUOTA, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const withBackup = (backup: PlatformBackupProps) => () => aWard({ platform: { backup } });
const withRecords = (backup: BackupProps | 'none') => () => aWard({ records: { backup } });

describe('what no backup can be', () => {
  findsExactly([
    {
      what: '[B3] a backup of clusters at no time, for no time, without a namespace that is none',
      declare: withBackup({ cluster: { at: '3 am', keep: hours(1), except: ['Reports'] } }),
      expect: [
        'ward.backup.cluster.at: must be a time of day, got "3 am"; write it as 02:00 [backups]',
        'ward.backup.cluster.except[0]: must be the name of a namespace, got "Reports"; write it as reports [backups]',
        'ward.backup.cluster.keep: must be a length of time from 1d to 36500d, got 1h; write it as days(30) [backups]',
      ],
    },
    {
      what: '[B3] a backup of clusters that says nothing',
      declare: withBackup({ cluster: untyped(true) }),
      expect: ["ward.backup.cluster: must be what differs, or false, got true; write it as { at: '03:00' } [backups]"],
    },
    {
      what: 'a time that is none',
      declare: withBackup({ daily: { at: '24:00' } }),
      expect: ['ward.backup.daily.at: must be a time of day, got "24:00"; write it as 02:00 [backups]'],
    },
    {
      what: 'daily backups that a locked vault does not take',
      declare: withRecords({ daily: { keep: days(6) } }),
      expect: [
        'stores.records.backup.daily.keep: must be a length of time from 7d to 36500d, got 6d; keep it longer: a locked vault takes nothing shorter [backups]',
      ],
    },
    {
      what: 'a part that is on',
      declare: withRecords({ frequent: untyped(true) }),
      expect: ['stores.records.backup.frequent: must be false, or what differs, got true; write it as { keep: days(30) } [backups]'],
    },
    {
      what: 'a time to move that is a number',
      declare: withRecords({ monthly: { coldAfter: untyped(30) } }),
      expect: ['stores.records.backup.monthly.coldAfter: must be a length of time from 1d to 36500d, got 30; write it as days(30) [backups]'],
    },
    {
      what: 'a step that does not divide the day',
      declare: withRecords({ frequent: { every: hours(5) } }),
      expect: ['stores.records.backup.frequent.every: must be 1, 2, 3, 4, 6, 8, 12 hours, got 5h; write it as hours(4) [backups]'],
    },
    {
      what: 'a day that February may lack',
      declare: withRecords({ monthly: { day: 29 } }),
      expect: ['stores.records.backup.monthly.day: must be a day that every month has, 1 to 28, got 29; choose one of them [backups]'],
    },
    {
      what: 'cold storage for less than 90 days',
      declare: withRecords({ monthly: { keep: days(100), coldAfter: days(11) } }),
      expect: ['stores.records.backup.monthly.keep: must be at least 90d longer than coldAfter (11d), got 100d; keep it longer, or move it earlier [backups]'],
    },
    {
      what: 'a lock that is none, with less grace than AWS gives',
      declare: withBackup({ lock: untyped('forever'), grace: days(2) }),
      expect: [
        'ward.backup.grace: must be a length of time from 3d to 36500d, got 2d; write it as days(7) [backups]',
        'ward.backup.lock: must be one of compliance, governance, none, got "forever"; choose one of them [backups]',
      ],
    },
    {
      what: 'a rehearsal on no day',
      declare: withBackup({ restoreTest: { day: untyped('someday'), at: '6', keep: hours(200) } }),
      expect: [
        'ward.backup.restoreTest.at: must be a time of day, got "6"; write it as 02:00 [backups]',
        'ward.backup.restoreTest.day: must be one of sunday, monday, tuesday, wednesday, thursday, friday, saturday, got "someday"; choose one of them [backups]',
        'ward.backup.restoreTest.keep: must be a length of time from 1h to 7d, got 200h; write it as hours(4) [backups]',
      ],
    },
    {
      what: 'a word that is none',
      declare: withRecords(untyped('never')),
      expect: ["stores.records.backup: must be what differs, or 'none', got \"never\"; write it as 'none', or say when [backups]"],
    },
    {
      what: 'a cache',
      declare: () => aWard({ sessions: { backup: { daily: { at: '03:00' } } } }),
      expect: ['stores.sessions.backup: must be left out: AWS Backup does not back it up, got an object; set snapshotRetention instead [backups]'],
    },
    {
      what: 'the log of a Multi-AZ cluster, and its copies',
      declare: () =>
        aWard({}, ({ platform, stores, ehr }) => {
          const copies = aSite(platform, 'cork', { region: 'eu-west-2', attestation: { jurisdiction: 'IE', evidence: 'contract 1', by: 'ward' } });
          ehr.reads(stores.postgres('registry', { holds: ['phi'], managed: 'rds-cluster', pool: { max: 2 }, backup: { continuous: true, copies } }));
        }),
      expect: [
        'stores.registry.backup.continuous: must be left out: AWS Backup keeps no log of it, got true; leave it out [backups]',
        "stores.registry.backup.copies: must be left out: AWS copies none of its backups, got sites.cork; leave it out, or set managed to 'rds' or 'aurora' [backups]",
      ],
    },
    {
      what: 'copies in the same region',
      declare: () =>
        aWard({}, ({ stores, site, ehr }) => ehr.reads(stores.postgres('registry', { holds: ['phi'], pool: { max: 2 }, backup: { copies: site } }))),
      expect: ['stores.registry.backup.copies: must stand on AWS in another region than sites.dublin, got sites.dublin; name a site that does [backups]'],
    },
    {
      what: 'copies at a site of another platform',
      declare: () => aWard({ records: { backup: { copies: aSite(aWard(), 'elsewhere', { region: 'eu-west-2' }) } } }),
      expect: [
        'stores.records.backup.copies: must be a site of this platform, got sites.elsewhere of another platform; name one of its sites, or leave it out [backups]',
      ],
    },
  ]);
});

describe('data that nobody backs up, or anybody deletes', () => {
  const remedy = 'leave it out, or waive backup with a reason and an end [backup]';
  findsExactly([
    {
      what: 'a database with health data',
      declare: withRecords('none'),
      expect: [`stores.records.backup: must be backed up daily, because of what it holds, in production, got "none"; ${remedy}`],
    },
    {
      what: 'a database of which only the log is kept',
      declare: withRecords({ daily: false }),
      expect: [`stores.records.backup: must be backed up daily, because of what it holds, in production, got an object; ${remedy}`],
    },
    {
      what: 'a disk with health data',
      declare: () =>
        aWard({}, ({ platform }) => {
          new VolumeClaim(new Domain(platform, 'archive', { quota: QUOTA }), 'images', { holds: ['phi'], size: gib(10), backup: 'none' });
        }),
      expect: [
        'warning: archive.volumes.images: must be mounted by a workload, got no mount of it; mount it, or remove it; what is on it is kept [volume-claim]',
        `archive.volumes.images.backup: must be backed up daily, because of what it holds, in production, got "none"; ${remedy}`,
      ],
    },
    {
      what: 'a waiver of it',
      declare: () => aWard({ records: { backup: 'none' } }, ({ records }) => records.waive({ rule: 'backup', reason: 'built anew', until: '2027-01-31' })),
      expect: [
        'warning: stores.records.backup: must be backed up daily, because of what it holds, in production, got "none"; waived until 2027-01-31: built anew [backup]',
      ],
    },
    {
      what: 'a vault without a lock',
      declare: withBackup({ lock: 'none' }),
      expect: [
        'ward.backup.lock: must keep backups from being deleted in production, got "none"; leave it out, or waive backup-lock with a reason and an end [backup-lock]',
      ],
    },
    {
      what: 'copies in another country, where all else would stand as well',
      declare: () =>
        aWard({}, ({ platform, stores, ehr }) => {
          const copies = aSite(platform, 'london', { region: 'eu-west-2' });
          ehr.reads(stores.postgres('registry', { holds: ['phi'], pool: { max: 2 }, backup: { copies } }));
        }),
      expect: [
        'stores.bus.admissions.holds: must keep phi in IE, got stores.bus.admissions -> sites.london -> GB; place it on sites there, or attest the site with evidence [residency]',
        'stores.bus.holds: must keep phi in IE, got stores.bus -> sites.london -> GB; place it on sites there, or attest the site with evidence [residency]',
        'stores.records.holds: must keep phi in IE, got stores.records -> sites.london -> GB; place it on sites there, or attest the site with evidence [residency]',
        'stores.registry.holds: must keep phi in IE, got stores.registry -> backup at sites.london -> GB; place it on sites there, or attest the site with evidence [residency]',
        'stores.registry.holds: must keep phi in IE, got stores.registry -> sites.london -> GB; place it on sites there, or attest the site with evidence [residency]',
        'stores.sessions.holds: must keep phi in IE, got stores.sessions -> sites.london -> GB; place it on sites there, or attest the site with evidence [residency]',
      ],
    },
  ]);
});
