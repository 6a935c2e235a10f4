import { type BackupProps, backupOf, cores, DataTier, Domain, days, gib, hours, type Platform, type PostgresProps, VolumeClaim, vaultOf } from '@clinfra/core';
import { planRules } from '../src/backup/backup-plan-settings';
import { backupBoundary } from '../src/backup/backup-policies';
import { busyHours, schedulesOf } from '../src/backup/backup-schedule';
import { lockSettings } from '../src/backup/backup-vault';
import { aSite } from './recorded';

/** The cron expressions of a database with those hours and backups. */
function schedules(props: Partial<PostgresProps>, backup: BackupProps = {}) {
  const { platform, stores } = aSite('production');
  const store = stores.postgres('records', { holds: ['phi'], ...props, backup });
  const resolved = backupOf(store, platform as Platform);
  if (!resolved) throw new Error('not backed up');
  return schedulesOf(resolved, busyHours(store, resolved));
}

describe('when backups begin', () => {
  it('[B1] is 02:00 and every four hours from there, the whole year, where nothing keeps them back', () => {
    expect(schedules({ managed: 'aurora' })).toEqual({
      daily: ['cron(0 2 ? * * *)'],
      frequent: ['cron(0 6,10,14,18,22 ? * * *)'],
      monthly: 'cron(0 2 1 * ? *)',
      continuous: 'cron(0 3 ? * * *)',
    });
  });

  it('waits on the day of maintenance until it is over, because RDS lets none begin then or in the hour before', () => {
    const { daily, frequent, monthly, continuous } = schedules({ managed: 'rds' });
    expect(daily).toEqual(['cron(0 2 ? * MON,TUE,WED,THU,FRI,SAT *)', 'cron(0 5 ? * SUN *)']);
    expect(frequent).toEqual(['cron(0 6,10,14,18,22 ? * * *)']);
    expect([monthly, continuous]).toEqual(['cron(0 5 1 * ? *)', 'cron(0 5 ? * * *)']);
  });

  it.each<[what: string, props: Partial<PostgresProps>, backup: BackupProps, daily: readonly string[]]>([
    ['a database that takes its own backup', { managed: 'rds-cluster' }, {}, ['cron(0 3 ? * MON,TUE,WED,THU,FRI,SAT *)', 'cron(0 5 ? * SUN *)']],
    [
      'maintenance across midnight',
      { maintenanceHours: { day: 'saturday', from: '22:30', to: '00:30' } },
      { daily: { at: '23:00' } },
      ['cron(30 0 ? * SUN *)', 'cron(0 23 ? * SUN,MON,TUE,WED,THU,FRI *)'],
    ],
    [
      'maintenance that begins within the hour after',
      { maintenanceHours: { day: 'monday', from: '03:59', to: '05:00' } },
      {},
      ['cron(0 2 ? * SUN,TUE,WED,THU,FRI,SAT *)', 'cron(0 5 ? * MON *)'],
    ],
    ['maintenance two hours after', { maintenanceHours: { day: 'monday', from: '04:00', to: '06:00' } }, {}, ['cron(0 2 ? * * *)']],
    ['a time that is not whole', { managed: 'aurora' }, { daily: { at: '01:45' } }, ['cron(45 1 ? * * *)']],
  ])('waits for %s', (_what, props, backup, daily) => {
    expect(schedules(props, backup).daily).toEqual(daily);
  });

  it('leaves a turn out in which the database is patched', () => {
    const { frequent } = schedules({ maintenanceHours: { day: 'tuesday', from: '10:00', to: '11:00' } });
    expect(frequent).toEqual(['cron(0 6,14,18,22 ? * * *)', 'cron(0 10 ? * SUN,MON,WED,THU,FRI,SAT *)']);
  });

  it('counts from the daily backup, in steps that divide the day', () => {
    expect(schedules({ managed: 'aurora' }, { daily: { at: '01:00' }, frequent: { every: hours(12) } }).frequent).toEqual(['cron(0 13 ? * * *)']);
  });
});

describe('the rules of a plan', () => {
  const tags = { site: 'dublin' };
  const context = { timeZone: 'Africa/Khartoum', vaultName: 'backups', copiesVaultArn: 'arn:copies', tags };

  it('[B1] [B2] keep the log as long as the database, days for a month and months for seven years, and copy the whole ones', () => {
    const { platform, stores } = aSite('production');
    const store = stores.postgres('records', { holds: ['phi'], managed: 'aurora', backupRetention: days(35) });
    const rules = planRules(store, backupOf(store, platform) as never, context);
    const copy = (deleteAfter: number) => [{ destinationVaultArn: 'arn:copies', lifecycle: { deleteAfter } }];
    expect(rules).toMatchObject([
      { ruleName: 'daily', lifecycle: { deleteAfter: 30 }, copyActions: copy(30), scheduleExpressionTimezone: 'Africa/Khartoum' },
      { ruleName: 'frequent', lifecycle: { deleteAfter: 30 } },
      { ruleName: 'monthly', lifecycle: { deleteAfter: 2557 }, copyActions: copy(2557) },
      { ruleName: 'continuous', enableContinuousBackup: true, lifecycle: { deleteAfter: 35 } },
    ]);
    expect(rules[1]).not.toHaveProperty('copyActions');
    expect(rules[2]?.lifecycle).not.toHaveProperty('coldStorageAfter');
  });

  it('[B1] move the monthly backups of a disk to cold storage, which databases do not have', () => {
    const { platform } = aSite('production');
    const claim = new VolumeClaim(new Domain(platform, 'clinical', { quota: { cpu: cores(10), memory: gib(20), storage: gib(100), pods: 20 } }), 'images', {
      holds: ['phi'],
      size: gib(10),
    });
    const rules = planRules(claim, backupOf(claim, platform) as never, { ...context, copiesVaultArn: undefined });
    expect(rules.map(({ ruleName }) => ruleName)).toEqual(['daily', 'frequent', 'monthly']);
    expect(rules[2]?.lifecycle).toEqual({ coldStorageAfter: 30, deleteAfter: 2557, optInToArchiveForSupportedResources: true });
  });

  it.each([
    ['production', ['phi'], ['continuous', 'daily', 'frequent', 'monthly']],
    ['production', ['public'], ['daily']],
    ['staging', ['phi'], ['daily']],
    ['development', ['phi'], []],
  ] as const)('are in %s for %s those of the stage and of the class', (stage, holds, expected) => {
    const { platform, stores } = aSite(stage);
    const backup = backupOf(stores.postgres('records', { holds: [...holds] }), platform);
    const names = (['continuous', 'daily', 'frequent', 'monthly'] as const).filter(name => backup?.[name]);
    expect(names).toEqual(expected);
  });

  it('say what the store says before its tier, and the tier before the platform', () => {
    const { platform } = aSite('production');
    const tier = new DataTier(platform, 'kept', { backup: { daily: { at: '03:00' }, monthly: false } });
    const store = tier.postgres('records', { holds: ['phi'], backup: { daily: { keep: days(60) } } });
    expect(backupOf(store, platform)).toMatchObject({ daily: { at: '02:00', keep: days(60) }, monthly: undefined });
    expect(backupOf(tier.postgres('drafts', { holds: ['phi'], backup: 'none' }), platform)).toBeUndefined();
  });
});

it('[B1] locks a vault for good after its days of grace, or so that only those who may take the lock off can delete', () => {
  expect(lockSettings({ lock: 'compliance', grace: days(3) })).toEqual({ minRetentionDays: 7, changeableForDays: 3 });
  expect(lockSettings({ lock: 'governance', grace: days(3) })).toEqual({ minRetentionDays: 7 });
  expect(lockSettings({ lock: 'none', grace: days(3) })).toBeUndefined();
  expect(vaultOf(aSite('production').platform).lock).toBe('governance');
  expect(vaultOf(aSite('staging').platform)).toMatchObject({ lock: 'none', restoreTest: undefined });
});

it('lets the roles of AWS Backup work on the services of the stores alone, and where backups stand', () => {
  const [statement] = backupBoundary(['Aurora', 'RDS'], ['eu-west-1', 'eu-west-2']).Statement;
  expect(statement?.Action).toContain('rds:*');
  expect(statement?.Action).not.toContain('ec2:*');
  expect(statement?.Condition).toEqual({ StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-west-2'] } });
});
