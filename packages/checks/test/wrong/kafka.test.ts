import { days, gib, hours, minutes } from '@clinfra/core';
import { aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

describe('a Kafka cluster and its topics', () => {
  findsExactly([
    {
      what: 'a version that MSK lacks',
      declare: () => aWard({ kafka: { version: untyped('2.8') } }),
      expect: ['stores.bus.version: must be one of 3.8, 3.9, 4.0, 4.1, got "2.8"; choose one of them [choices]'],
    },
    {
      what: 'a fineness of measures that is none',
      declare: () => aWard({ kafka: { monitoring: untyped('all') } }),
      expect: ['stores.bus.monitoring: must be one of broker, topic, partition, got "all"; choose one of them [choices]'],
    },
    {
      what: '[D8] messages without an order',
      declare: () => aWard({ events: { key: ' ' } }),
      expect: ['stores.bus.admissions.key: must say by what messages keep their order, got " "; write it as patient_id [kafka]'],
    },
    {
      what: 'brokers that are no multiple of the zones',
      declare: () => aWard({ kafka: { brokersPerZone: 4 / 3 } }),
      expect: ['stores.bus.brokersPerZone: must be a whole number of at least 1, got 1.3333333333333333; keep one broker in each zone [figures]'],
    },
    {
      what: 'a newer version on the smallest machines',
      declare: () => aWard({ kafka: { size: 'small', version: '4.1' } }),
      expect: ['stores.bus.size: must be medium or larger with Kafka 4.1, got "small"; choose a larger size, or version \'3.8\' [kafka]'],
    },
    {
      what: 'tiered storage on the smallest machines',
      declare: () => aWard({ kafka: { size: 'small', tieredStorage: true } }),
      expect: ['stores.bus.size: must be medium or larger with tiered storage, got "small"; choose a larger size [kafka]'],
    },
    {
      what: '[D8] messages that are kept for a year on the disks of brokers',
      declare: () => aWard({ events: { retention: days(365) } }),
      expect: [
        'stores.bus.admissions.retention: must be at most 30d on the disks of brokers, got 365d; set tieredStorage on stores.bus, or keep messages shorter [kafka]',
      ],
    },
    {
      what: 'disks that are to grow to less than they are',
      declare: () => aWard({ kafka: { storage: gib(200), storageLimit: gib(100) } }),
      expect: ['stores.bus.storageLimit: must be at least storage (200Gi), got 100Gi; let the disks grow [kafka]'],
    },
    {
      what: 'disks that are to grow to nothing',
      declare: () => aWard({ kafka: { storageLimit: untyped(400) } }),
      expect: ['stores.bus.storageLimit: must be a size from 20Gi to 16Ti, got 400; choose a size that MSK offers [figures]'],
    },
    {
      what: '[K3] more partitions than a broker carries',
      declare: () => aWard({ events: { partitions: 1001 } }),
      expect: [
        'stores.bus.topics: must put at most 1000 partitions on a broker of size medium, got 1001, 3003 copies of partitions on 1 in each of 3 zones of ' +
          'sites.dublin; take fewer partitions, more brokers or a larger size [kafka]',
      ],
    },
    {
      what: '[D8] more copies in sync than copies',
      declare: () => aWard({ events: { minInSyncReplicas: 4 } }),
      expect: ['stores.bus.admissions.minInSyncReplicas: must be at most the replicas (3), got 4; lower it, or add replicas [kafka]'],
    },
    {
      what: '[D8] as many copies in sync as copies',
      declare: () => aWard({ events: { minInSyncReplicas: 3 } }),
      expect: [
        'warning: stores.bus.admissions.minInSyncReplicas: must be less than the replicas (3), so that one broker may fail, got 3; lower it, or add replicas [kafka]',
      ],
    },
    {
      what: '[D8] no copy in sync',
      declare: () => aWard({ events: { minInSyncReplicas: 0 } }),
      expect: ['stores.bus.admissions.minInSyncReplicas: must be a whole number of at least 1, got 0; let one copy at least have each message [figures]'],
    },
    {
      what: '[D8] a way of cleaning up that is none',
      declare: () => aWard({ events: { cleanup: untyped('keep') } }),
      expect: ['stores.bus.admissions.cleanup: must be one of delete, compact, compact-and-delete, got "keep"; choose one of them [choices]'],
    },
    {
      what: 'messages that leave the disks at once',
      declare: () => aWard({ events: { retention: hours(2), localRetention: minutes(5) } }),
      expect: ['stores.bus.admissions.localRetention: must be a length of time of at least 1h, got 5m; write it as days(3) [figures]'],
    },
  ]);
});
