import { days, gib, seconds, tib } from '@clinfra/core';
import { aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

describe('figures of stores', () => {
  findsExactly([
    {
      what: 'a database smaller than the cloud makes them',
      declare: () => aWard({ records: { storage: gib(10) } }),
      expect: ['stores.records.storage: must be a size from 20Gi to 64Ti, got 10Gi; choose a size that RDS offers [figures]'],
    },
    {
      what: 'a database larger than the cloud makes them',
      declare: () => aWard({ records: { storage: tib(65) } }),
      expect: ['stores.records.storage: must be a size from 20Gi to 64Ti, got 65Ti; choose a size that RDS offers [figures]'],
    },
    {
      what: 'a database of a plain number',
      declare: () => aWard({ records: { storage: untyped(100) } }),
      expect: ['stores.records.storage: must be a size from 20Gi to 64Ti, got 100; choose a size that RDS offers [figures]'],
    },
    {
      what: 'more replicas than the cloud keeps',
      declare: () => aWard({ records: { managed: 'aurora', replicas: 16 } }),
      expect: ['stores.records.replicas: must be a whole number from 0 to 15, got 16; choose a number that RDS keeps [figures]'],
    },
    {
      what: 'replicas of a server whose password RDS keeps',
      declare: () => aWard({ records: { replicas: 2 } }),
      expect: [
        "stores.records.replicas: must be 0 where managed is 'rds', got 2; set managed to 'rds-cluster' for two or to 'aurora' for more, or leave them out [read-replicas]",
      ],
    },
    {
      what: 'a manager that is none',
      declare: () => aWard({ records: { managed: untyped('azure') } }),
      expect: ['stores.records.managed: must be one of rds, rds-cluster, aurora, got "azure"; choose one of them [choices]'],
    },
    {
      what: 'less than no replicas',
      declare: () => aWard({ records: { replicas: -1 } }),
      expect: ['stores.records.replicas: must be a whole number from 0 to 15, got -1; choose a number that RDS keeps [figures]'],
    },
    {
      what: 'part of a replica',
      declare: () => aWard({ records: { replicas: 0.5 } }),
      expect: ['stores.records.replicas: must be a whole number from 0 to 15, got 0.5; choose a number that RDS keeps [figures]'],
    },
    {
      what: 'backups kept too long',
      declare: () => aWard({ records: { backupRetention: days(36) } }),
      expect: ['stores.records.backupRetention: must be a length of time from 1d to 35d, got 36d; choose a length that RDS keeps, and replicas need [figures]'],
    },
    {
      what: 'a version of PostgreSQL that has ended',
      declare: () => aWard({ records: { version: untyped('12') } }),
      expect: ['stores.records.version: must be one of 14, 15, 16, 17, got "12"; choose one of them [choices]'],
    },
    {
      what: 'a version of PostgreSQL as a number',
      declare: () => aWard({ records: { version: untyped(17) } }),
      expect: ['stores.records.version: must be one of 14, 15, 16, 17, got 17; choose one of them [choices]'],
    },
    {
      what: 'a size of database that is none',
      declare: () => aWard({ records: { size: untyped('giant') } }),
      expect: ['stores.records.size: must be one of small, medium, large, xlarge, got "giant"; choose one of them [choices]'],
    },
    {
      what: 'an access that is none',
      declare: () => aWard({ records: { access: untyped('readonly') } }),
      expect: ['stores.records.access: must be one of read-write, read-only, got "readonly"; choose one of them [choices]'],
    },
    {
      what: 'a cache without shards',
      declare: () => aWard({ sessions: { shards: 0 } }),
      expect: ['stores.sessions.shards: must be a whole number from 1 to 500, got 0; choose a number that ElastiCache takes [figures]'],
    },
    {
      what: 'a cache of too many shards',
      declare: () => aWard({ sessions: { shards: 501 } }),
      expect: ['stores.sessions.shards: must be a whole number from 1 to 500, got 501; choose a number that ElastiCache takes [figures]'],
    },
    {
      what: 'a cache of too many nodes together',
      declare: () => aWard({ sessions: { shards: 200, replicas: 2 } }),
      expect: ['stores.sessions.shards: must make at most 500 nodes with their replicas, got 600, 200 times 3; lower shards or replicas [cluster-size]'],
    },
    {
      what: 'a cache of too many copies',
      declare: () => aWard({ sessions: { replicas: 6 } }),
      expect: ['stores.sessions.replicas: must be a whole number from 0 to 5, got 6; choose a number that ElastiCache keeps [figures]'],
    },
    {
      what: 'snapshots of a cache kept too long',
      declare: () => aWard({ sessions: { snapshotRetention: days(36) } }),
      expect: ['stores.sessions.snapshotRetention: must be a length of time from 0s to 35d, got 36d; choose a length that ElastiCache keeps [figures]'],
    },
    {
      what: 'an eviction that is none',
      declare: () => aWard({ sessions: { eviction: untyped('lru') } }),
      expect: [
        'stores.sessions.eviction: must be one of allkeys-lru, allkeys-lfu, volatile-lru, volatile-ttl, noeviction, got "lru"; choose one of them [choices]',
      ],
    },
    {
      what: 'no brokers',
      declare: () => aWard({ kafka: { brokersPerZone: 0 } }),
      expect: ['stores.bus.brokersPerZone: must be a whole number of at least 1, got 0; keep one broker in each zone [figures]'],
    },
    {
      what: 'too many brokers a zone',
      declare: () => aWard({ kafka: { brokersPerZone: 16 } }),
      expect: ['stores.bus.brokersPerZone: must make at most 30 brokers, got 48, 16 in each of 3 zones of sites.dublin; lower it [cluster-size]'],
    },
    {
      what: 'too many brokers together',
      declare: () => aWard({ kafka: { brokersPerZone: 11 } }),
      expect: ['stores.bus.brokersPerZone: must make at most 30 brokers, got 33, 11 in each of 3 zones of sites.dublin; lower it [cluster-size]'],
    },
    {
      what: 'brokers with small disks',
      declare: () => aWard({ kafka: { storage: gib(1) } }),
      expect: ['stores.bus.storage: must be a size from 20Gi to 16Ti, got 1Gi; choose a size that MSK offers [figures]'],
    },
    {
      what: 'no partitions',
      declare: () => aWard({ events: { partitions: 0 } }),
      expect: ['stores.bus.admissions.partitions: must be a whole number of at least 1, got 0; write how many consumers may share the work [figures]'],
    },
    {
      what: 'part of a partition',
      declare: () => aWard({ events: { partitions: 1.5 } }),
      expect: ['stores.bus.admissions.partitions: must be a whole number of at least 1, got 1.5; write how many consumers may share the work [figures]'],
    },
    {
      what: 'no copy of a message',
      declare: () => aWard({ events: { replicas: 0 } }),
      expect: ['stores.bus.admissions.replicas: must be a whole number of at least 1, got 0; keep one copy at least [figures]'],
    },
    {
      what: 'more copies than brokers',
      declare: () => aWard({ events: { replicas: 4 } }),
      expect: [
        'stores.bus.admissions.replicas: must be at most the brokers (3, 1 in each of 3 zones of sites.dublin), got 4; lower it, or add brokers [cluster-size]',
      ],
    },
    {
      what: 'messages that are kept for no time',
      declare: () => aWard({ events: { retention: seconds(0) } }),
      expect: ['stores.bus.admissions.retention: must be a length of time of at least 1s, got 0s; write it as days(7) [figures]'],
    },
    {
      what: 'messages that are kept for a number of days',
      declare: () => aWard({ events: { retention: untyped(7) } }),
      expect: ['stores.bus.admissions.retention: must be a length of time of at least 1s, got 7; write it as days(7) [figures]'],
    },
    {
      what: 'a port of an existing store above all',
      declare: () => aWard({ records: { existing: { host: 'db.ward.ie', port: 70_000, cidr: '10.9.0.0/24' } } }),
      expect: ['stores.records.existing.port: must be a whole number from 1 to 65535, got 70000; write the port [figures]'],
    },
  ]);
});
