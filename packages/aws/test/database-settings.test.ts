import { type DailyHours, days, gib, type RelationalManagement, tib, type Weekday } from '@clinfra/core';
import { clusterMembers, inClusterZones } from '../src/stores/cluster-members';
import { databaseWindows } from '../src/stores/database-windows';
import { engineOf } from '../src/stores/relational/database-engine';
import { engineSettings, keeperSettings, machineSettings, parameterSettings } from '../src/stores/relational/database-settings';
import { clusterDisk, serverDisk } from '../src/stores/relational/disk-settings';

const ZONES = ['a', 'b', 'c', 'd'] as const;
const KEPT = { managed: 'rds', port: 5432, backupRetention: days(30), finalSnapshot: true, deletionProtection: true } as const;

type Parameter = { readonly name: string; readonly value: string; readonly applyMethod?: string };
type Kind = 'postgres' | 'mysql';

function parametersOf(kind: Kind, managed: RelationalManagement, parameters: Readonly<Record<string, string>> = {}) {
  return parameterSettings({ kind, managed, version: '17', name: 'records', parameters }).parameters as readonly Parameter[];
}

describe('the settings of a database', () => {
  it.each<[Kind, RelationalManagement, string, string, string]>([
    ['postgres', 'rds', '14', 'postgres', 'postgres14'],
    ['postgres', 'rds', '17', 'postgres', 'postgres17'],
    ['postgres', 'rds-cluster', '17', 'postgres', 'postgres17'],
    ['postgres', 'aurora', '14', 'aurora-postgresql', 'aurora-postgresql14'],
    ['postgres', 'aurora', '17', 'aurora-postgresql', 'aurora-postgresql17'],
    ['mysql', 'rds', '8.4', 'mysql', 'mysql8.4'],
    ['mysql', 'rds-cluster', '8.4', 'mysql', 'mysql8.4'],
    ['mysql', 'aurora', '8.0', 'aurora-mysql', 'aurora-mysql8.0'],
  ])('leave for %s on %s the minor version of %s to AWS, with engine %s and parameters of %s', (kind, managed, version, engine, family) => {
    expect(engineSettings({ kind, managed, version })).toEqual({ engine, engineVersion: version });
    expect(parameterSettings({ kind, managed, version, name: 'records', parameters: {} }).family).toBe(family);
  });

  it.each<[Kind, RelationalManagement, object, readonly string[]]>([
    ['postgres', 'rds', { name: 'rds.force_ssl', value: '1' }, ['postgresql', 'upgrade']],
    ['postgres', 'aurora', { name: 'rds.force_ssl', value: '1' }, ['postgresql']],
    ['mysql', 'rds', { name: 'require_secure_transport', value: '1' }, ['error']],
    ['mysql', 'aurora', { name: 'require_secure_transport', value: 'ON' }, ['audit', 'error']],
  ])('[X4] refuse for %s on %s connections without TLS by %j, and log %j', (kind, managed, parameter, logs) => {
    expect(parametersOf(kind, managed)[0]).toEqual(parameter);
    expect(engineOf({ kind, managed }).logs).toEqual(logs);
  });

  it('are reached by nobody from outside, with a certificate of the current authority', () => {
    expect(machineSettings({ instanceClass: 'db.r6g.large' })).toMatchObject({ publiclyAccessible: false, caCertIdentifier: 'rds-ca-rsa2048-g1' });
  });

  it('keep a last snapshot unless that was turned off', () => {
    expect(keeperSettings(KEPT, 'last')).toMatchObject({ skipFinalSnapshot: false, finalSnapshotIdentifier: 'last' });
    const made = keeperSettings({ ...KEPT, finalSnapshot: false }, 'last');
    expect(made.skipFinalSnapshot).toBe(true);
    expect(made).not.toHaveProperty('finalSnapshotIdentifier');
  });

  it('keep the backups of a deleted database, which a Multi-AZ cluster does not know', () => {
    expect(keeperSettings(KEPT, 'last')).toMatchObject({ deleteAutomatedBackups: false });
    expect(keeperSettings({ ...KEPT, managed: 'rds-cluster' }, 'last')).not.toHaveProperty('deleteAutomatedBackups');
  });
});

describe('the declared parameters of a database', () => {
  it('[D4] are applied at once where AWS can, and at the next restart where it cannot', () => {
    expect(parametersOf('postgres', 'rds', { max_wal_senders: '10', max_parallel_workers: '8' }).slice(1)).toEqual([
      { name: 'max_parallel_workers', value: '8', applyMethod: 'immediate' },
      { name: 'max_wal_senders', value: '10', applyMethod: 'pending-reboot' },
    ]);
    const binlog = { binlog_format: 'ROW', sync_binlog: '1', innodb_flush_log_at_trx_commit: '1', replica_parallel_workers: '4' };
    expect(parametersOf('mysql', 'rds', binlog).map(({ name, applyMethod }) => [name, applyMethod])).toEqual([
      ['require_secure_transport', undefined],
      ['binlog_format', 'immediate'],
      ['innodb_flush_log_at_trx_commit', 'immediate'],
      ['replica_parallel_workers', 'immediate'],
      ['sync_binlog', 'immediate'],
    ]);
  });

  it.each([
    ['replica', '0'],
    ['logical', '1'],
  ])('[D4] say wal_level %s in AWS’s words, as rds.logical_replication %s', (level, value) => {
    expect(parametersOf('postgres', 'aurora', { wal_level: level })[1]).toEqual({ name: 'rds.logical_replication', value, applyMethod: 'pending-reboot' });
  });

  it('are left out where AWS has set them itself', () => {
    expect(parametersOf('mysql', 'rds', { log_bin: 'mysql-bin', replica_parallel_type: 'LOGICAL_CLOCK' })).toHaveLength(1);
    expect(parametersOf('postgres', 'aurora', { hot_standby_feedback: 'on' })).toHaveLength(1);
    expect(parametersOf('postgres', 'rds', { hot_standby_feedback: 'on' })).toHaveLength(2);
  });
});

describe('the disk of a database', () => {
  it.each([
    [gib(100), 100, 400],
    [gib(500), 500, 2_000],
    [tib(16), 16_384, 65_536],
    [tib(20), 20_480, 65_536],
  ])('of a server with %s is %i GiB and grows to %i GiB by itself', (storage, allocatedStorage, maxAllocatedStorage) => {
    const made = serverDisk({ storage, iops: undefined, throughput: undefined });
    expect(made).toEqual({ storageType: 'gp3', allocatedStorage, maxAllocatedStorage });
  });

  it('is as fast as was declared', () => {
    const disk = { storage: gib(500), iops: 20_000, throughput: 1_000 };
    expect(serverDisk(disk)).toMatchObject({ iops: 20_000, storageThroughput: 1_000 });
    expect(clusterDisk(disk)).toEqual({ storageType: 'gp3', allocatedStorage: 500, iops: 20_000 });
  });
});

describe('the windows of a database', () => {
  const hours = (from: string, to: string): DailyHours => ({ from, to });

  it.each<[string, DailyHours, string]>([
    ['Africa/Khartoum', hours('01:00', '03:00'), '23:00-01:00'],
    ['Africa/Khartoum', hours('22:30', '01:00'), '20:30-23:00'],
    ['Asia/Riyadh', hours('01:00', '02:00'), '22:00-23:00'],
    ['Asia/Kolkata', hours('01:00', '02:00'), '19:30-20:30'],
    ['America/St_Johns', hours('22:00', '00:30'), '01:30-03:00'],
    ['Europe/Dublin', hours('01:00', '03:00'), '01:00-02:00'],
    ['America/New_York', hours('01:00', '04:00'), '06:00-08:00'],
    ['Australia/Lord_Howe', hours('01:00', '03:00'), '14:30-16:00'],
    ['UTC', hours('23:00', '01:00'), '23:00-01:00'],
  ])('for the backup in %s within %j are %s in UTC, all year', (timeZone, backupHours, backup) => {
    const maintenanceHours = { day: 'sunday', from: '10:00', to: '13:00' } as const;
    expect(databaseWindows({ backupHours, maintenanceHours }, timeZone).backup).toBe(backup);
  });

  it.each<[string, Weekday, DailyHours, string]>([
    ['Africa/Khartoum', 'friday', hours('03:00', '05:00'), 'fri:01:00-fri:03:00'],
    ['Africa/Khartoum', 'sunday', hours('01:00', '03:00'), 'sat:23:00-sun:01:00'],
    ['Africa/Khartoum', 'monday', hours('00:30', '01:30'), 'sun:22:30-sun:23:30'],
    ['America/New_York', 'saturday', hours('22:00', '01:00'), 'sun:03:00-sun:05:00'],
    ['Europe/Dublin', 'saturday', hours('23:30', '01:30'), 'sat:23:30-sun:00:30'],
    ['Pacific/Auckland', 'sunday', hours('03:00', '06:00'), 'sat:15:00-sat:17:00'],
  ])('for maintenance in %s on %s within %j are %s in UTC, all year', (timeZone, day, local, maintenance) => {
    const backupHours = hours('12:00', '15:00');
    expect(databaseWindows({ backupHours, maintenanceHours: { day, ...local } }, timeZone).maintenance).toBe(maintenance);
  });
});

describe('the instances of a cluster', () => {
  it.each([
    [0, false, 3, ['a']],
    [0, true, 3, ['a', 'b']],
    [1, false, 3, ['a', 'b']],
    [1, true, 3, ['a', 'b']],
    [3, true, 3, ['a', 'b', 'c', 'a']],
    [3, true, 4, ['a', 'b', 'c', 'a']],
    [1, false, 1, ['a', 'a']],
  ] as const)('are with %i replicas and high availability %p over %i zones those in %j', (replicas, highAvailability, zones, expected) => {
    const [first, ...others] = ZONES.slice(0, zones) as [string, ...string[]];
    const members = clusterMembers({ replicas, highAvailability }, { zones: [first, ...others] });
    expect(members.map(({ zone }) => zone)).toEqual(expected);
    expect(members.map(({ number }) => number)).toEqual(expected.map((_, index) => index + 1));
  });

  it('stand in three zones at most, because AWS keeps a cluster in three', () => {
    expect(inClusterZones(ZONES)).toEqual(['a', 'b', 'c']);
    expect(inClusterZones(ZONES.slice(0, 2))).toEqual(['a', 'b']);
  });
});
