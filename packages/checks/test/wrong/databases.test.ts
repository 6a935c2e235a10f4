import { days, gib, type MysqlProps } from '@clinfra/core';
import { aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

/** A ward with a MySQL database that its service writes. */
function withMysql(props: Partial<MysqlProps>) {
  return aWard({}, ({ stores, ehr }) => ehr.writes(stores.mysql('ledger', { holds: ['phi'], pool: { max: 20 }, ...props })));
}

describe('machines and versions of databases', () => {
  findsExactly([
    {
      what: 'a machine that does not exist',
      declare: () => aWard({ records: { instanceClass: untyped('db.r5.large') } }),
      expect: [
        'stores.records.instanceClass: must be a machine that RDS offers, got "db.r5.large"; write it as db.r6g.large, or leave it out [database-class]',
      ],
    },
    {
      what: 'a machine that Aurora does not have',
      declare: () => aWard({ records: { managed: 'aurora', instanceClass: 'db.m7g.large' } }),
      expect: [
        'stores.records.instanceClass: must be a machine for managed: \'aurora\', got "db.m7g.large"; take one of db.t4g, db.r6g, db.r7g [database-class]',
      ],
    },
    {
      what: 'a machine without a disk for a Multi-AZ cluster',
      declare: () => aWard({ records: { managed: 'rds-cluster', instanceClass: 'db.r6g.large' } }),
      expect: [
        'stores.records.instanceClass: must be a machine for managed: \'rds-cluster\', got "db.r6g.large"; take one of db.m6gd, db.r6gd [database-class]',
      ],
    },
    {
      what: 'a version of MySQL that RDS no longer maintains',
      declare: () => withMysql({ version: '8.0' }),
      expect: ['stores.ledger.version: must be 8.4 where managed is \'rds\', got "8.0"; leave it out [database-class]'],
    },
    {
      what: 'a version of MySQL that Aurora does not have',
      declare: () => withMysql({ managed: 'aurora', version: '8.4' }),
      expect: ['stores.ledger.version: must be 8.0 where managed is \'aurora\', got "8.4"; leave it out [database-class]'],
    },
    {
      what: 'a version of MySQL that is none',
      declare: () => withMysql({ version: untyped('5.7') }),
      expect: ['stores.ledger.version: must be one of 8.0, 8.4, got "5.7"; choose one of them [choices]'],
    },
    {
      what: 'three replicas of a Multi-AZ cluster',
      declare: () => aWard({ records: { managed: 'rds-cluster', replicas: 3 } }),
      expect: ["stores.records.replicas: must be 2 where managed is 'rds-cluster', got 3; leave it out, or set managed to 'aurora' [read-replicas]"],
    },
    {
      what: 'a Multi-AZ cluster in two zones',
      declare: () => aWard({ site: { zones: ['eu-west-1a', 'eu-west-1b'] }, records: { managed: 'rds-cluster' }, ehr: { scale: { min: 2, max: 4 } } }),
      expect: [
        'stores.bus.admissions.replicas: must be at most the brokers (2, 1 in each of 2 zones of sites.dublin), got 3; lower it, or add brokers [cluster-size]',
        "stores.records.managed: must have 3 zones for the servers of a cluster, got 2 zones at sites.dublin; add zones, or set managed to 'rds' [site]",
      ],
    },
    {
      what: 'a MySQL server whose standby has no second zone',
      declare: () =>
        aWard({ site: { zones: ['eu-west-1a'] }, records: { highAvailability: false, replicas: 0 }, kafka: { brokersPerZone: 3 } }, ({ stores, ehr }) =>
          ehr.writes(stores.mysql('ledger', { holds: ['phi'] })),
        ),
      expect: [
        'stores.ledger.highAvailability: must have a second zone for the standby, got 1 zone at sites.dublin; add a zone, or turn it off where care does not depend on it [site]',
        'stores.records.highAvailability: must be true in production, got false; leave it out, or waive high-availability with a reason and an end [high-availability]',
      ],
    },
    {
      what: 'a Multi-AZ cluster that is not highly available',
      declare: () =>
        aWard({ records: { managed: 'rds-cluster', highAvailability: false } }, ({ records }) =>
          records.waive({ rule: 'high-availability', reason: 'a rehearsal', until: '2027-01-31' }),
        ),
      expect: [
        'warning: stores.records.highAvailability: must be true in production, got false; waived until 2027-01-31: a rehearsal [high-availability]',
        "stores.records.highAvailability: must be true where managed is 'rds-cluster', got false; leave it out, or set managed to 'rds' [read-replicas]",
      ],
    },
    {
      what: 'a password that is never renewed',
      declare: () => aWard({ records: { passwordRotation: days(0) } }),
      expect: ['stores.records.passwordRotation: must be a length of time from 1d to 1000d, got 0s; write it as days(7) [figures]'],
    },
  ]);
});

describe('disks of databases', () => {
  findsExactly([
    {
      what: 'a speed for a small disk',
      declare: () => aWard({ records: { storage: gib(399), iops: 12_000 } }),
      expect: ['stores.records.iops: must be left out for a disk under 400Gi, got 12000; take a disk of 400Gi, or leave it out [database-disk]'],
    },
    {
      what: 'less than comes with the disk',
      declare: () => aWard({ records: { storage: gib(400), iops: 11_999 } }),
      expect: ['stores.records.iops: must be a whole number from 12000 to 64000, got 11999; choose one that RDS sells, or leave it out [database-disk]'],
    },
    {
      what: 'more than RDS sells',
      declare: () => aWard({ records: { storage: gib(400), iops: 64_001, throughput: 4_001 } }),
      expect: [
        'stores.records.iops: must be a whole number from 12000 to 64000, got 64001; choose one that RDS sells, or leave it out [database-disk]',
        'stores.records.throughput: must be a whole number from 500 to 4000, got 4001; choose one that RDS sells, or leave it out [database-disk]',
      ],
    },
    {
      what: 'more throughput than the reads and writes carry',
      declare: () => aWard({ records: { storage: gib(400), iops: 12_000, throughput: 3_001 } }),
      expect: ['stores.records.throughput: must be at most a quarter of iops (3000), got 3001; lower it, or raise iops [database-disk]'],
    },
    {
      what: 'a throughput for a Multi-AZ cluster',
      declare: () => aWard({ records: { managed: 'rds-cluster', storage: gib(400), throughput: 1_000 } }),
      expect: ["stores.records.throughput: must be left out where managed is 'rds-cluster', got 1000; leave it out [database-disk]"],
    },
    {
      what: 'a speed for Aurora',
      declare: () => aWard({ records: { managed: 'aurora', storage: gib(400), iops: 12_000 } }),
      expect: ["stores.records.iops: must be left out where managed is 'aurora', got 12000; leave it out [database-disk]"],
    },
  ]);
});

describe('hours of databases', () => {
  findsExactly([
    {
      what: 'a backup at no time of day',
      declare: () => aWard({ records: { backupHours: { from: '24:00', to: '3' } } }),
      expect: [
        'stores.records.backupHours.from: must be a time of day, got "24:00"; write it as 01:00 [database-hours]',
        'stores.records.backupHours.to: must be a time of day, got "3"; write it as 01:00 [database-hours]',
      ],
    },
    {
      what: 'a backup in an hour that the clocks take away',
      declare: () => aWard({ records: { backupHours: { from: '01:00', to: '02:15' } } }),
      expect: [
        'stores.records.backupHours: must leave 30 minutes all year in "Europe/Dublin", got 15 minutes of 01:00 to 02:15; make it longer, by an hour where clocks change [database-hours]',
      ],
    },
    {
      what: 'a backup in no time at all',
      declare: () =>
        aWard({
          platform: { locale: { timeZone: 'Africa/Khartoum', language: 'en_IE', country: 'IE' } },
          records: { backupHours: { from: '01:00', to: '01:20' } },
        }),
      expect: [
        'stores.records.backupHours: must leave 30 minutes all year in "Africa/Khartoum", got 20 minutes of 01:00 to 01:20; make it longer, by an hour where clocks change [database-hours]',
      ],
    },
    {
      what: 'maintenance during the backup',
      declare: () => aWard({ records: { maintenanceHours: { day: 'sunday', from: '02:59', to: '05:00' } } }),
      expect: ['stores.records.maintenanceHours: must not meet backupHours (01:00 to 03:00), got 02:59 to 05:00; move one of them [database-hours]'],
    },
    {
      what: 'maintenance that goes on into the backup of the next day',
      declare: () => aWard({ records: { maintenanceHours: { day: 'sunday', from: '22:00', to: '01:01' } } }),
      expect: ['stores.records.maintenanceHours: must not meet backupHours (01:00 to 03:00), got 22:00 to 01:01; move one of them [database-hours]'],
    },
    {
      what: 'maintenance on no day',
      declare: () => aWard({ records: { maintenanceHours: { day: untyped('sun'), from: '03:00', to: '05:00' } } }),
      expect: [
        'stores.records.maintenanceHours.day: must be one of sunday, monday, tuesday, wednesday, thursday, friday, saturday, got "sun"; choose one of them [database-hours]',
      ],
    },
  ]);
});

describe('parameters of databases', () => {
  findsExactly([
    {
      what: 'a setting of nothing',
      declare: () => aWard({ records: { parameters: { max_wal_size: '' } } }),
      expect: ['stores.records.parameters.max_wal_size: must have a value of one line, got ""; write the value, or leave it out [database-parameters]'],
    },
    {
      what: 'a parameter that nobody knows',
      declare: () => aWard({ records: { parameters: untyped({ fsync: 'off' }) } }),
      expect: ['stores.records.parameters.fsync: must be a setting of postgres that may be declared, got "off"; leave it out [database-parameters]'],
    },
    {
      what: 'a parameter of the other engine',
      declare: () => withMysql({ parameters: untyped({ max_wal_senders: '10' }) }),
      expect: ['stores.ledger.parameters.max_wal_senders: must be a setting of mysql that may be declared, got "10"; leave it out [database-parameters]'],
    },
    {
      what: 'a parameter as a number',
      declare: () => aWard({ records: { parameters: untyped({ max_wal_senders: 10 }) } }),
      expect: ['stores.records.parameters.max_wal_senders: must be a text, got 10; write the value in quotes [database-parameters]'],
    },
    {
      what: 'a standby by name, which RDS keeps itself',
      declare: () => aWard({ records: { parameters: { synchronous_standby_names: 'standby1' } } }),
      expect: [
        'stores.records.parameters.synchronous_standby_names: must be "", which AWS sets where managed is \'rds\', got "standby1"; leave it out; highAvailability keeps a standby in step [database-parameters]',
      ],
    },
    {
      what: 'a level of the log that AWS does not have',
      declare: () => aWard({ records: { parameters: { wal_level: 'minimal' } } }),
      expect: [
        'stores.records.parameters.wal_level: must be one of replica, logical, as AWS has rds.logical_replication for it, got "minimal"; choose one of them [database-parameters]',
      ],
    },
    {
      what: 'checkpoints, which Aurora does without',
      declare: () => aWard({ records: { managed: 'aurora', parameters: { checkpoint_timeout: '900' } } }),
      expect: [
        'stores.records.parameters.checkpoint_timeout: must be "kept by its storage", which AWS sets where managed is \'aurora\', got "900"; leave it out [database-parameters]',
      ],
    },
  ]);
});
