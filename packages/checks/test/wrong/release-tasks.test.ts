import { check } from '@clinfra/checks';
import { minutes, ReleaseTask, type ReleaseTaskProps, seconds } from '@clinfra/core';
import { aDomain, aService, aWard, untyped, type Ward } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

describe('tasks before a release', () => {
  findsExactly([
    {
      what: 'a task before a release and after one',
      declare: () => aWard({}, ward => aTask(ward, { after: [ward.notifier] })),
      expect: ['clinical.migrate: must run before a release or after one, got both; declare a task for each [release-order]'],
    },
    {
      what: 'a task after a service of another domain',
      declare: () => aWard({}, ward => aTask(ward, { before: untyped(undefined), after: [aService(aDomain(ward.platform, 'billing'), 'claims')] })),
      expect: ['clinical.migrate.after[0]: must be of domain clinical, got billing.claims; declare the task in its domain [release-order]'],
    },
    {
      what: 'a task before a service of another domain',
      declare: () => aWard({}, ward => aTask(ward, { before: [aService(aDomain(ward.platform, 'billing'), 'claims')] })),
      expect: ['clinical.migrate.before[0]: must be of domain clinical, got billing.claims; declare the task in its domain [release-order]'],
    },
    {
      what: 'a task before a task',
      declare: () => aWard({}, ward => aTask(ward, { before: [untyped(aTask(ward, {}, 'prepare'))] })),
      expect: ['clinical.migrate.before[0]: must be a service or a worker, got clinical.prepare; pass the one whose release it is [release-order]'],
    },
    {
      what: 'a task before the same service twice',
      declare: () => aWard({}, ward => aTask(ward, { before: [ward.ehr, ward.ehr] })),
      expect: ['clinical.migrate.before[1]: must be named once, got clinical.ehr; leave it out [release-order]'],
    },
    {
      what: 'a task without time',
      declare: () => aWard({}, ward => aTask(ward, { timeLimit: seconds(0) })),
      expect: ['clinical.migrate.timeLimit: must be a length of time of at least 1s, got 0s; write it as minutes(30) [figures]'],
    },
    {
      what: 'a task with endless retries',
      declare: () => aWard({}, ward => aTask(ward, { retries: 11 })),
      expect: ['clinical.migrate.retries: must be a whole number from 0 to 10, got 11; try again a few times at most [figures]'],
    },
    {
      what: 'a task whose Job would have too long a name',
      declare: () => aWard({}, ward => aTask(ward, {}, 'm'.repeat(55))),
      expect: [`clinical.${'m'.repeat(55)}.name: must have at most 54 characters, got 55; shorten it [name-length]`],
    },
    {
      what: 'a task of a criticality that is none',
      declare: () => aWard({}, ward => aTask(ward, { criticality: untyped('high') })),
      expect: ['clinical.migrate.criticality: must be one of life-critical, clinical, operational, batch, got "high"; choose one of them [choices]'],
    },
  ]);

  it('are fine in between', () => {
    const platform = aWard({}, ward => aTask(ward, { before: [ward.ehr, ward.notifier], timeLimit: minutes(90), retries: 10 }));
    expect(check(platform, { today: '2026-11-23' })).toEqual([]);
  });
});

function aTask({ clinical, ehr, records }: Ward, props: Partial<ReleaseTaskProps>, name = 'migrate'): ReleaseTask {
  return new ReleaseTask(clinical, name, { image: 'registry.example/ehr-migrations:1.0.0', before: [ehr], ...props }).writes(records);
}
