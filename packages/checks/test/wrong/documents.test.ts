import { aws, days, type MongoDbProps, seconds } from '@clinfra/core';
import { aWard, untyped, type WardChanges } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

/** A ward with a database of documents that its service reads and writes. */
function withNotes(props: Partial<MongoDbProps>, changes: WardChanges = {}) {
  return aWard(changes, ({ stores, ehr }) => {
    const notes = stores.mongodb('notes', { holds: ['phi'], ...props });
    ehr.reads(notes).writes(notes);
  });
}

const MAHE: WardChanges = {
  platform: { residency: { phi: ['BH'] } },
  site: { hosting: aws({ region: 'me-south-1', nodes: { min: 3, max: 9 } }), zones: ['me-south-1a', 'me-south-1b', 'me-south-1c'] },
};

describe('a database of documents', () => {
  it('has no finding as it comes', () => {
    expect(messagesOf(withNotes({}))).toEqual([]);
  });

  findsExactly([
    {
      what: '[D1] a version of MongoDB whose interface DocumentDB does not speak',
      declare: () => withNotes({ version: untyped('7.0') }),
      expect: ['stores.notes.version: must be one of 5.0, 8.0, got "7.0"; choose one of them [choices]'],
    },
    {
      what: '[D1] a machine of databases of another kind',
      declare: () => withNotes({ instanceClass: untyped('db.m7g.large') }),
      expect: ['stores.notes.instanceClass: must be a machine that DocumentDB offers, got "db.m7g.large"; write it as db.r6g.large, or leave it out [mongodb]'],
    },
    {
      what: '[D1] a size that is none, which is reported once',
      declare: () => withNotes({ size: untyped('huge') }),
      expect: ['stores.notes.size: must be one of small, medium, large, xlarge, got "huge"; choose one of them [choices]'],
    },
    {
      what: '[D1] more replicas than there can be',
      declare: () => withNotes({ replicas: 16 }),
      expect: ['stores.notes.replicas: must be a whole number from 0 to 15, got 16; choose a number that DocumentDB keeps [figures]'],
    },
    {
      what: '[B1] backups that are kept too long for AWS',
      declare: () => withNotes({ backupRetention: days(36) }),
      expect: ['stores.notes.backupRetention: must be a length of time from 1d to 35d, got 36d; choose a length that DocumentDB keeps [figures]'],
    },
    {
      what: '[X3] a password that is never renewed',
      declare: () => withNotes({ passwordRotation: days(0) }),
      expect: ['stores.notes.passwordRotation: must be a length of time from 1d to 1000d, got 0s; write it as days(7) [figures]'],
    },
    {
      what: '[D1] operations that are called slow too soon',
      declare: () => withNotes({ holds: ['operational'], slowOperations: seconds(0.01) }),
      expect: ['stores.notes.slowOperations: must be a length of time from 50ms to 1h, got 10ms; write it as seconds(0.1) [figures]'],
    },
    {
      what: '[B1] hours for maintenance that meet those of the backup',
      declare: () => withNotes({ maintenanceHours: { day: 'sunday', from: '02:00', to: '04:00' } }),
      expect: ['stores.notes.maintenanceHours: must not meet backupHours (01:00 to 03:00), got 02:00 to 04:00; move one of them [database-hours]'],
    },
    {
      what: '[V1] replicas with no second zone',
      declare: () => withNotes({}, { site: { zones: ['eu-west-1a'] }, records: { highAvailability: false } }),
      expect: [
        'stores.bus.admissions.replicas: must be at most the brokers (2, 1 in each of 2 zones of sites.dublin), got 3; lower it, or add brokers [cluster-size]',
        'stores.notes.replicas: must have a second zone for a replica, got 1 zone at sites.dublin; add a zone, or set it to 0 where care does not depend on it [mongodb]',
        'stores.records.highAvailability: must be true in production, got false; leave it out, or waive high-availability with a reason and an end [high-availability]',
      ],
    },
    {
      what: '[D1] a region that is not known to have DocumentDB',
      declare: () => withNotes({}, MAHE),
      expect: [
        'warning: stores.notes: must stand in a region that is known to have DocumentDB at sites.dublin, got "me-south-1"; ' +
          'see in the console whether it is offered there, or give the address of one that exists [mongodb]',
      ],
    },
    {
      what: '[X3] patients in a log, without a waiver',
      declare: () => withNotes({ slowOperations: seconds(0.1) }),
      expect: [
        'stores.notes.slowOperations: must be left out where patients are in it in production, got 100ms; leave it out, or waive logged-values with a reason and an end [logged-values]',
      ],
    },
    {
      what: '[D1] everything weakened at once',
      declare: () => withNotes({ replicas: 0, finalSnapshot: false, deletionProtection: false, backupRetention: days(1) }),
      expect: [
        'stores.notes.backupRetention: must be at least 7d in production, got 1d; keep backups longer, or waive backup-retention with a reason and an end [backup-retention]',
        'stores.notes.deletionProtection: must be true in production, got false; leave it out, or waive deletion-protection with a reason and an end [deletion-protection]',
        'stores.notes.finalSnapshot: must be true in production, got false; leave it out, or waive final-snapshot with a reason and an end [final-snapshot]',
        'stores.notes.replicas: must be at least 1 in production, got 0; add a replica, or waive high-availability with a reason and an end [high-availability]',
      ],
    },
  ]);
});
