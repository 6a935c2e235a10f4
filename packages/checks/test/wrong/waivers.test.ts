import { days, type Waiver } from '@clinfra/core';
import { anEdge, aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';
import { unprotected, WAIVER, waive } from './a-waiver';

/** A database without protection, and what is written about it. */
const waived = (changes: Partial<Record<keyof Waiver, unknown>>) => aWard(unprotected, ({ records }) => records.waive(untyped({ ...WAIVER, ...changes })));

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
      declare: () =>
        aWard({}, ward =>
          anEdge(ward, { strictTransport: { maxAge: days(1) } })
            .exposes(ward.ehr)
            .waive({ ...WAIVER, rule: 'strict-transport' }),
        ),
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
