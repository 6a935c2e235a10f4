import { days, Edge, type StrictTransport, type WaivableRule, type Waiver } from '@clinfra/core';
import { aWard, untyped, type Ward } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const WAIVER = { rule: 'deletion-protection', reason: 'moved to the new hospital first', until: '2027-03-31' } as const;
const unprotected = { records: { deletionProtection: false } } as const;
/** A database without protection, and what is written about it. */
const waived = (changes: Partial<Record<keyof Waiver, unknown>>) => aWard(unprotected, ({ records }) => records.waive(untyped({ ...WAIVER, ...changes })));
const waive = (rule: WaivableRule, of: (ward: Ward) => { waive(waiver: Waiver): unknown }) => (ward: Ward) => of(ward).waive({ ...WAIVER, rule });

/** So few connections that any number of pods may be tried. */
const FEW = { min: 1, max: 2 };
const anEdge =
  (strictTransport: StrictTransport) =>
  ({ platform, clinical, ehr }: Ward) =>
    new Edge(platform, 'public', { domain: clinical, host: 'api.ward.example', issuer: 'letsencrypt', strictTransport }).exposes(ehr, { path: '/' });

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
      declare: () => aWard({}, anEdge({ maxAge: days(1), includeSubdomains: false })),
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
    expect(messagesOf(aWard({ ...weak, platform: { environment: 'staging' } }, anEdge({ maxAge: days(1), includeSubdomains: false })))).toEqual([]);
    const strong = { records: { parameters: { synchronous_commit: 'remote_apply' } }, sessions: { snapshotRetention: days(7) } };
    expect(messagesOf(aWard(strong, anEdge({ maxAge: days(180) })))).toEqual([]);
  });

  it("is its owner's where the store exists already", () => {
    const topic = { partitions: 16, key: 'facility_id', holds: ['phi'], replicas: 1 } as const;
    const theirs = { holds: ['phi'], existing: { host: 'bus.example', cidr: '10.20.0.0/24' } } as const;
    expect(messagesOf(aWard({}, ({ stores, ehr }) => ehr.publishes(stores.kafka('theirs', theirs).topic('seen', topic)))).join()).not.toContain('durability');
  });
});

describe('waivers', () => {
  findsExactly([
    {
      what: 'a weakness that is waived, which a person is still told of',
      declare: () => waived({}),
      expect: [
        'warning: stores.records.deletionProtection: must be true in production, got false; waived until 2027-03-31: moved to the new hospital first [deletion-protection]',
      ],
    },
    {
      what: 'a waiver on its last day',
      declare: () => waived({ until: '2026-11-23' }),
      expect: [
        'warning: stores.records.deletionProtection: must be true in production, got false; waived until 2026-11-23: moved to the new hospital first [deletion-protection]',
      ],
    },
    {
      what: 'a waiver that ended yesterday',
      declare: () => waived({ until: '2026-11-22' }),
      expect: [
        'stores.records.deletionProtection: must be true in production, got false; leave it out, or waive deletion-protection with a reason and an end [deletion-protection]',
        'stores.records.waivers[0].until: must not be over (today is 2026-11-23), got 2026-11-22; put the weakness right, or renew the waiver [waiver]',
      ],
    },
    {
      what: 'a waiver of a year and two days',
      declare: () => waived({ until: '2027-11-25' }),
      expect: [
        'warning: stores.records.deletionProtection: must be true in production, got false; waived until 2027-11-25: moved to the new hospital first [deletion-protection]',
        'stores.records.waivers[0].until: must be at most 366 days ahead (today is 2026-11-23), got 2027-11-25; choose an earlier end and renew it then [waiver]',
      ],
    },
    {
      what: 'a waiver until a day that is none',
      declare: () => waived({ until: '2027-02-29' }),
      expect: [
        'stores.records.deletionProtection: must be true in production, got false; leave it out, or waive deletion-protection with a reason and an end [deletion-protection]',
        'stores.records.waivers[0].until: must be a date such as 2027-03-31, got "2027-02-29"; write the last day on which it holds [waiver]',
      ],
    },
    {
      what: 'a waiver until a day written otherwise',
      declare: () => waived({ until: '31.03.2027' }),
      expect: [
        'stores.records.deletionProtection: must be true in production, got false; leave it out, or waive deletion-protection with a reason and an end [deletion-protection]',
        'stores.records.waivers[0].until: must be a date such as 2027-03-31, got "31.03.2027"; write the last day on which it holds [waiver]',
      ],
    },
    {
      what: 'a waiver without end',
      declare: () => waived({ until: undefined }),
      expect: [
        'stores.records.deletionProtection: must be true in production, got false; leave it out, or waive deletion-protection with a reason and an end [deletion-protection]',
        'stores.records.waivers[0].until: must be a date such as 2027-03-31, got nothing; write the last day on which it holds [waiver]',
      ],
    },
    {
      what: 'a waiver with a moment for its end',
      declare: () => waived({ until: '2027-03-31T00:00:00Z' }),
      expect: [
        'stores.records.deletionProtection: must be true in production, got false; leave it out, or waive deletion-protection with a reason and an end [deletion-protection]',
        'stores.records.waivers[0].until: must be a date such as 2027-03-31, got "2027-03-31T00:00:00Z"; write the last day on which it holds [waiver]',
      ],
    },
    {
      what: 'a waiver without reason',
      declare: () => waived({ reason: '' }),
      expect: [
        'warning: stores.records.deletionProtection: must be true in production, got false; waived until 2027-03-31: no reason given [deletion-protection]',
        'stores.records.waivers[0].reason: must say why in at least 10 characters, got ""; write it for the auditor who reads it in a year [waiver]',
      ],
    },
    {
      what: 'a waiver with hardly a reason',
      declare: () => waived({ reason: '   later   ' }),
      expect: [
        'warning: stores.records.deletionProtection: must be true in production, got false; waived until 2027-03-31: later [deletion-protection]',
        'stores.records.waivers[0].reason: must say why in at least 10 characters, got "   later   "; write it for the auditor who reads it in a year [waiver]',
      ],
    },
    {
      what: 'a waiver of what cannot be waived',
      declare: () => waived({ rule: 'residency' }),
      expect: [
        'stores.records.deletionProtection: must be true in production, got false; leave it out, or waive deletion-protection with a reason and an end [deletion-protection]',
        'stores.records.waivers[0].rule: must be one of strict-transport, pod-security, deletion-protection, final-snapshot, backup-retention, durability, high-availability, container-security, object-versions, audit-retention, logged-values, public-api, patched-guard, added-guard, single-nat, firewall, data-loss, backup, backup-lock, alarms, got "residency"; name what is waived [waiver]',
      ],
    },
    {
      what: 'a waiver twice',
      declare: () => aWard(unprotected, ({ records }) => records.waive(WAIVER).waive({ ...WAIVER, until: '2027-01-31' })),
      expect: [
        'warning: stores.records.deletionProtection: must be true in production, got false; waived until 2027-03-31: moved to the new hospital first [deletion-protection]',
        'stores.records.waivers[1].rule: must be waived once, got "deletion-protection", waived as waivers[0] too; remove one of the two [waiver]',
      ],
    },
    {
      what: 'a waiver of what is not weakened',
      declare: () =>
        aWard(
          {},
          waive('final-snapshot', ({ records }) => records),
        ),
      expect: ['warning: stores.records.waivers[0]: must waive something that is weakened here, got final-snapshot; remove the waiver [weakened-default]'],
    },
    {
      what: 'a waiver of what cannot be weakened there',
      declare: () =>
        aWard(
          {},
          waive('pod-security', ({ ehr }) => ehr),
        ),
      expect: ['warning: clinical.ehr.waivers[0]: must waive something that is weakened here, got pod-security; remove the waiver [weakened-default]'],
    },
    {
      what: 'a waived API on the internet',
      declare: () =>
        aWard(
          { hosting: { publicApiFrom: ['192.0.2.0/24'] } },
          waive('public-api', ({ site }) => site),
        ),
      expect: [
        'warning: sites.dublin.hosting.publicApiFrom: must be empty in production, got "192.0.2.0/24"; waived until 2027-03-31: moved to the new hospital first [public-api]',
      ],
    },
    {
      what: 'a waived loss of messages, and one of commits',
      declare: () =>
        aWard({ events: { minInSyncReplicas: 1 }, records: { parameters: { synchronous_commit: 'off' } } }, ward => {
          waive('durability', ({ events }) => events)(ward);
          waive('durability', ({ records }) => records)(ward);
        }),
      expect: [
        'warning: stores.bus.admissions.minInSyncReplicas: must be at least 2 in production, got 1; waived until 2027-03-31: moved to the new hospital first [durability]',
        'warning: stores.records.parameters.synchronous_commit: must be on or remote_apply in production, got "off"; waived until 2027-03-31: moved to the new hospital first [durability]',
      ],
    },
    {
      what: 'waived snapshots of a cache',
      declare: () =>
        aWard(
          { sessions: { snapshotRetention: days(0) } },
          waive('backup-retention', ({ sessions }) => sessions),
        ),
      expect: [
        'warning: stores.sessions.snapshotRetention: must be at least 7d in production, got 0s; waived until 2027-03-31: moved to the new hospital first [backup-retention]',
      ],
    },
    {
      what: 'waived HTTPS of a day',
      declare: () => aWard({}, ward => anEdge({ maxAge: days(1) })(ward).waive({ ...WAIVER, rule: 'strict-transport' })),
      expect: [
        'warning: public.strictTransport.maxAge: must be at least 180d in production, got 1d; waived until 2027-03-31: moved to the new hospital first [strict-transport]',
      ],
    },
    {
      what: 'waived rights of pods',
      declare: () =>
        aWard(
          { clinical: { podSecurity: 'baseline' } },
          waive('pod-security', ({ clinical }) => clinical),
        ),
      expect: [
        `warning: clinical.podSecurity: must be 'restricted' in production, got "baseline"; waived until 2027-03-31: moved to the new hospital first [pod-security]`,
      ],
    },
    {
      what: 'an expired waiver outside production',
      declare: () => aWard({ platform: { environment: 'staging' } }, ({ records }) => records.waive({ ...WAIVER, until: '2020-01-01' })),
      expect: ['stores.records.waivers[0].until: must not be over (today is 2026-11-23), got 2020-01-01; put the weakness right, or renew the waiver [waiver]'],
    },
  ]);
});
