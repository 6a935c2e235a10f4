import { days, type WaivableRule, type Waiver } from '@clinfra/core';
import { aWard, untyped, type Ward } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const WAIVER = { rule: 'deletion-protection', reason: 'moved to the new hospital first', until: '2027-03-31' } as const;
const unprotected = { records: { deletionProtection: false } } as const;
/** A database without protection, and what is written about it. */
const waived = (changes: Partial<Record<keyof Waiver, unknown>>) => aWard(unprotected, ({ records }) => records.waive(untyped({ ...WAIVER, ...changes })));
const waive = (rule: WaivableRule, of: (ward: Ward) => { waive(waiver: Waiver): unknown }) => (ward: Ward) => of(ward).waive({ ...WAIVER, rule });

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
        'stores.records.waivers[0].rule: must be one of strict-transport, pod-security, deletion-protection, final-snapshot, backup-retention, high-availability, container-security, object-versions, audit-retention, logged-values, public-api, patched-guard, added-guard, single-nat, firewall, data-loss, backup, backup-lock, alarms, got "residency"; name what is waived [waiver]',
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
