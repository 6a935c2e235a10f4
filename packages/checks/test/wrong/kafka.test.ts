import { days, gib, hours, minutes, secretsManager, vault } from '@clinfra/core';
import { aService, aWard, untyped } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

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

describe('passwords for the clients of a Kafka cluster', () => {
  const scram = { authentication: 'scram' } as const;
  const site = { secrets: secretsManager() };
  findsExactly([
    {
      what: '[D8] a way to log in that MSK does not have, or that is not built',
      declare: () => aWard({ kafka: { authentication: untyped('mtls') } }),
      expect: ['stores.bus.authentication: must be one of iam, scram, got "mtls"; choose one of them [choices]'],
    },
    {
      what: '[D8] that come from nowhere',
      declare: () => aWard({ kafka: scram }),
      expect: [
        'stores.bus.authentication: must be where secrets come from Secrets Manager, got sites.dublin, which names no source; give that site secrets: secretsManager(), and run External Secrets there [kafka]',
      ],
    },
    {
      what: '[D8] where secrets come from a Vault',
      declare: () => aWard({ kafka: scram, site: { secrets: vault({ server: 'https://vault.example.ie:8200', role: 'ward' }) } }),
      expect: [
        'stores.bus.authentication: must be where secrets come from Secrets Manager, got sites.dublin, which takes secrets from elsewhere; give that site secrets: secretsManager(), and run External Secrets there [kafka]',
      ],
    },
    {
      what: '[D8] of a cluster that exists already',
      declare: () => aWard({ kafka: { ...scram, existing: { host: 'bus.example', cidr: '10.20.0.0/24' } }, site }),
      expect: [
        'stores.bus.authentication: must be left out for a cluster that exists already, whose users are its owner\'s, got "scram"; leave it out, and let workloads use a secret [kafka]',
      ],
    },
    {
      what: '[D8] that are numbered and that nobody has',
      declare: () => aWard({ kafka: { passwords: 2 } }),
      expect: ["stores.bus.passwords: must be left out where clients have none, got 2; leave it out, or set authentication 'scram' [kafka]"],
    },
    {
      what: '[D8] with a number that is none',
      declare: () => aWard({ kafka: { ...scram, passwords: 0 }, site }),
      expect: ['stores.bus.passwords: must be a whole number of at least 1, got 0; write it as 2, one more than before [figures]'],
    },
    {
      what: '[D8] of which nobody writes what they open',
      declare: () => aWard({ kafka: scram, site, stores: untyped({ administration: undefined }) }),
      expect: [
        'warning: stores.administration: must say where it is written what clients may do in stores.bus, got nothing; give a domain of its own, or write its ACLs by hand after each change of an edge [administration]',
        'warning: stores.administration: must say where the users of stores.records are made, got nothing; give a domain of its own, or make them by hand after each change of an edge [administration]',
      ],
    },
    {
      what: '[D8] of more clients than the policy of a role can name',
      declare: () =>
        aWard({ kafka: scram, site }, ({ clinical, events }) => {
          for (let n = 100; n < 200; n++) aService(clinical, `consumer-${n}`, { scale: { min: 1, max: 1 } }).consumes(events);
        }),
      expect: expect.arrayContaining([
        expect.stringMatching(
          /^sites\.dublin\.secrets: must let a policy of 10240 characters name every secret, got \d+ for 102 secrets; keep what belongs together as keys of one secret, or let fewer clients have passwords \[secret-source\]$/,
        ),
      ]),
    },
  ]);

  it('[D8] are allowed where they can come', () => {
    expect(messagesOf(aWard({ kafka: { ...scram, passwords: 2 }, site }))).toEqual([]);
  });
});
