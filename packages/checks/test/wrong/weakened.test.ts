import { days } from '@clinfra/core';
import { anEdge, aWard, untyped } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';
import { unprotected, waive } from './a-waiver';

/** So few connections that any number of pods may be tried. */
const FEW = { min: 1, max: 2 };

describe('weakened defaults in production', () => {
  findsExactly([
    {
      what: 'pods with the rights of a baseline',
      declare: () => aWard({ clinical: { podSecurity: 'baseline' } }),
      expect: [
        `clinical.podSecurity: must be 'restricted' in production, got "baseline"; leave it out, or waive pod-security with a reason and an end [pod-security]`,
      ],
    },
    {
      what: 'pods with every right',
      declare: () => aWard({ clinical: { podSecurity: 'privileged' } }),
      expect: [
        `clinical.podSecurity: must be 'restricted' in production, got "privileged"; leave it out, or waive pod-security with a reason and an end [pod-security]`,
      ],
    },
    {
      what: 'a database that can be deleted',
      declare: () => aWard(unprotected),
      expect: [
        'stores.records.deletionProtection: must be true in production, got false; leave it out, or waive deletion-protection with a reason and an end [deletion-protection]',
      ],
    },
    {
      what: 'a cache that can be deleted',
      declare: () => aWard({ sessions: { deletionProtection: false } }),
      expect: [
        'stores.sessions.deletionProtection: must be true in production, got false; leave it out, or waive deletion-protection with a reason and an end [deletion-protection]',
      ],
    },
    {
      what: 'a Kafka cluster that can be deleted',
      declare: () => aWard({ kafka: { deletionProtection: false } }),
      expect: [
        'stores.bus.deletionProtection: must be true in production, got false; leave it out, or waive deletion-protection with a reason and an end [deletion-protection]',
      ],
    },
    {
      what: 'a protection that is null',
      declare: () => aWard({ kafka: { deletionProtection: untyped(null) } }),
      expect: [
        'stores.bus.deletionProtection: must be true in production, got null; leave it out, or waive deletion-protection with a reason and an end [deletion-protection]',
      ],
    },
    {
      what: 'a database without a last snapshot',
      declare: () => aWard({ records: { finalSnapshot: false } }),
      expect: [
        'stores.records.finalSnapshot: must be true in production, got false; leave it out, or waive final-snapshot with a reason and an end [final-snapshot]',
      ],
    },
    {
      what: 'a cache without a last snapshot',
      declare: () => aWard({ sessions: { finalSnapshot: false } }),
      expect: [
        'stores.sessions.finalSnapshot: must be true in production, got false; leave it out, or waive final-snapshot with a reason and an end [final-snapshot]',
      ],
    },
    {
      what: 'backups of less than a week',
      declare: () => aWard({ records: { backupRetention: days(6) } }),
      expect: [
        'stores.records.backupRetention: must be at least 7d in production, got 6d; keep backups longer, or waive backup-retention with a reason and an end [backup-retention]',
      ],
    },
    {
      what: 'backups of no time',
      declare: () => aWard({ records: { backupRetention: days(0) } }),
      expect: [
        'stores.records.backupRetention: must be at least 7d in production, got 0s; keep backups longer, or waive backup-retention with a reason and an end [backup-retention]',
        'stores.records.backupRetention: must be a length of time from 1d to 35d, got 0s; choose a length that RDS keeps, and replicas need [figures]',
      ],
    },
    {
      what: '[B3] snapshots of a cache for less than a week',
      declare: () => aWard({ sessions: { snapshotRetention: days(6) } }),
      expect: [
        'stores.sessions.snapshotRetention: must be at least 7d in production, got 6d; keep snapshots longer, or waive backup-retention with a reason and an end [backup-retention]',
      ],
    },
    {
      what: '[B3] a cache without snapshots',
      declare: () => aWard({ sessions: { snapshotRetention: days(0) } }),
      expect: [
        'stores.sessions.snapshotRetention: must be at least 7d in production, got 0s; keep snapshots longer, or waive backup-retention with a reason and an end [backup-retention]',
      ],
    },
    {
      what: 'messages of which there is one copy',
      declare: () => aWard({ events: { replicas: 1, minInSyncReplicas: 1 } }),
      expect: [
        'stores.bus.admissions.replicas: must be at least 3 in production, got 1; leave it out, or waive durability with a reason and an end [durability]',
      ],
    },
    {
      what: 'two copies of which one is enough, as follows from them',
      declare: () => aWard({ events: { replicas: 2 } }),
      expect: [
        'stores.bus.admissions.replicas: must be at least 3 in production, got 2; leave it out, or waive durability with a reason and an end [durability]',
      ],
    },
    {
      what: 'messages that are written when one broker has them',
      declare: () => aWard({ events: { minInSyncReplicas: 1 } }),
      expect: [
        'stores.bus.admissions.minInSyncReplicas: must be at least 2 in production, got 1; leave it out, or waive durability with a reason and an end [durability]',
      ],
    },
    {
      what: 'a PostgreSQL server that does not wait for its disk',
      declare: () => aWard({ records: { parameters: { synchronous_commit: 'off' } } }),
      expect: [
        'stores.records.parameters.synchronous_commit: must be on or remote_apply in production, got "off"; leave it out, or waive durability with a reason and an end [durability]',
      ],
    },
    {
      what: 'a MySQL server that does not wait for its disk',
      declare: () =>
        aWard({}, ({ stores, ehr }) =>
          ehr.writes(stores.mysql('ledger', { holds: ['phi'], pool: FEW, parameters: { sync_binlog: '0', innodb_flush_log_at_trx_commit: '2' } })),
        ),
      expect: [
        'stores.ledger.parameters.innodb_flush_log_at_trx_commit: must be 1 in production, got "2"; leave it out, or waive durability with a reason and an end [durability]',
        'stores.ledger.parameters.sync_binlog: must be 1 in production, got "0"; leave it out, or waive durability with a reason and an end [durability]',
      ],
    },
    {
      what: 'settings that would lose more, or open the way in, which nobody may set',
      declare: () =>
        aWard({ records: { parameters: untyped({ fsync: 'off', full_page_writes: 'off', 'rds.force_ssl': '0' }) } }, ({ stores, ehr }) =>
          ehr.writes(stores.mysql('ledger', { holds: ['phi'], pool: FEW, parameters: untyped({ require_secure_transport: 'OFF', general_log: '1' }) })),
        ),
      expect: [
        'stores.ledger.parameters.general_log: must be a setting of mysql that may be declared, got "1"; leave it out [database-parameters]',
        'stores.ledger.parameters.require_secure_transport: must be a setting of mysql that may be declared, got "OFF"; leave it out [database-parameters]',
        'stores.records.parameters.fsync: must be a setting of postgres that may be declared, got "off"; leave it out [database-parameters]',
        'stores.records.parameters.full_page_writes: must be a setting of postgres that may be declared, got "off"; leave it out [database-parameters]',
        'stores.records.parameters.rds.force_ssl: must be a setting of postgres that may be declared, got "0"; leave it out [database-parameters]',
      ],
    },
    {
      what: 'HTTPS that browsers forget the next day, and that does not hold below the host',
      declare: () => aWard({}, ward => anEdge(ward, { strictTransport: { maxAge: days(1), includeSubdomains: false } }).exposes(ward.ehr)),
      expect: [
        'public.strictTransport.includeSubdomains: must be true in production, got false; leave it out, or waive strict-transport with a reason and an end [strict-transport]',
        'public.strictTransport.maxAge: must be at least 180d in production, got 1d; leave it out, or waive strict-transport with a reason and an end [strict-transport]',
      ],
    },
    {
      what: 'a database without a standby',
      declare: () => aWard({ records: { highAvailability: false } }),
      expect: [
        'stores.records.highAvailability: must be true in production, got false; leave it out, or waive high-availability with a reason and an end [high-availability]',
      ],
    },
    {
      what: 'a cache without a copy',
      declare: () => aWard({ sessions: { replicas: 0 } }),
      expect: [
        'stores.sessions.replicas: must be at least 1 in production, got 0; add a replica, or waive high-availability with a reason and an end [high-availability]',
      ],
    },
    {
      what: 'an API on the internet',
      declare: () => aWard({ hosting: { publicApiFrom: ['192.0.2.0/24'] } }),
      expect: [
        'sites.dublin.hosting.publicApiFrom: must be empty in production, got "192.0.2.0/24"; reach the API from inside the network, or waive public-api with a reason and an end [public-api]',
      ],
    },
    {
      what: 'one gateway to the internet for all zones',
      declare: () => aWard({ hosting: { nat: 'single' } }),
      expect: [
        "sites.dublin.hosting.nat: must be 'per-zone' or 'none' in production, got \"single\"; leave it out, or waive single-nat with a reason and an end [single-nat]",
      ],
    },
    {
      what: 'everything about one database',
      declare: () => aWard({ records: { deletionProtection: false, finalSnapshot: false, highAvailability: false, backupRetention: days(1) } }),
      expect: [
        'stores.records.backupRetention: must be at least 7d in production, got 1d; keep backups longer, or waive backup-retention with a reason and an end [backup-retention]',
        'stores.records.deletionProtection: must be true in production, got false; leave it out, or waive deletion-protection with a reason and an end [deletion-protection]',
        'stores.records.finalSnapshot: must be true in production, got false; leave it out, or waive final-snapshot with a reason and an end [final-snapshot]',
        'stores.records.highAvailability: must be true in production, got false; leave it out, or waive high-availability with a reason and an end [high-availability]',
      ],
    },
    {
      what: 'a variant of production',
      declare: () => aWard({ ...unprotected, platform: { environment: 'production-onprem' } }),
      expect: [
        'stores.records.deletionProtection: must be true in production, got false; leave it out, or waive deletion-protection with a reason and an end [deletion-protection]',
      ],
    },
    {
      what: 'a weakness waived on the tier, which is not the store',
      declare: () =>
        aWard(
          unprotected,
          waive('deletion-protection', ({ stores }) => stores),
        ),
      expect: [
        'stores.records.deletionProtection: must be true in production, got false; leave it out, or waive deletion-protection with a reason and an end [deletion-protection]',
        'warning: stores.waivers[0]: must waive something that is weakened here, got deletion-protection; remove the waiver [weakened-default]',
      ],
    },
    {
      what: 'a weakness waived under another name',
      declare: () =>
        aWard(
          unprotected,
          waive('final-snapshot', ({ records }) => records),
        ),
      expect: [
        'stores.records.deletionProtection: must be true in production, got false; leave it out, or waive deletion-protection with a reason and an end [deletion-protection]',
        'warning: stores.records.waivers[0]: must waive something that is weakened here, got final-snapshot; remove the waiver [weakened-default]',
      ],
    },
  ]);
});

describe('what would be a weakened default in production', () => {
  it('is free elsewhere, and so is what is as strong as the default', () => {
    const weak = { events: { replicas: 1 }, records: { parameters: { synchronous_commit: 'off' } }, sessions: { snapshotRetention: days(0) } };
    expect(
      messagesOf(
        aWard({ ...weak, platform: { environment: 'staging' } }, ward =>
          anEdge(ward, { strictTransport: { maxAge: days(1), includeSubdomains: false } }).exposes(ward.ehr),
        ),
      ),
    ).toEqual([]);
    const strong = { records: { parameters: { synchronous_commit: 'remote_apply' } }, sessions: { snapshotRetention: days(7) } };
    expect(messagesOf(aWard(strong, ward => anEdge(ward, { strictTransport: { maxAge: days(180) } }).exposes(ward.ehr)))).toEqual([]);
  });

  it("is its owner's where the store exists already", () => {
    const topic = { partitions: 16, key: 'facility_id', holds: ['phi'], replicas: 1 } as const;
    const theirs = { holds: ['phi'], existing: { host: 'bus.example', cidr: '10.20.0.0/24' } } as const;
    expect(messagesOf(aWard({}, ({ stores, ehr }) => ehr.publishes(stores.kafka('theirs', theirs).topic('seen', topic)))).join()).not.toContain('durability');
  });
});
