import { days, gib, type StoreSize } from '@clinfra/core';
import { clusterMembers, inClusterZones } from '../src/stores/aurora-settings';
import { engineSettings, keeperSettings, machineSettings, parameterSettings } from '../src/stores/database-settings';
import { serverSettings } from '../src/stores/relational-settings';

const ZONES = ['a', 'b', 'c', 'd'] as const;
const KEPT = { port: 5432, backupRetention: days(30), finalSnapshot: true, deletionProtection: true };

describe('the settings of a database', () => {
  it.each([
    ['rds', '14', 'postgres', 'postgres14'],
    ['rds', '17', 'postgres', 'postgres17'],
    ['aurora', '14', 'aurora-postgresql', 'aurora-postgresql14'],
    ['aurora', '17', 'aurora-postgresql', 'aurora-postgresql17'],
  ] as const)('leave on %s the minor version of %s to AWS, with engine %s and parameters of %s', (managed, version, engine, family) => {
    expect(engineSettings({ managed, version })).toEqual({ engine, engineVersion: version });
    expect(parameterSettings({ managed, version, name: 'records' }).family).toBe(family);
  });

  it.each<[StoreSize, string]>([
    ['small', 'db.t4g.medium'],
    ['medium', 'db.r6g.large'],
    ['large', 'db.r6g.xlarge'],
    ['xlarge', 'db.r6g.2xlarge'],
  ])('make of size %s the machine %s, reached by nobody from outside', (size, instanceClass) => {
    expect(machineSettings({ size })).toMatchObject({ instanceClass, publiclyAccessible: false });
  });

  it('keep a last snapshot unless that was turned off', () => {
    expect(keeperSettings(KEPT, 'last')).toMatchObject({ skipFinalSnapshot: false, finalSnapshotIdentifier: 'last' });
    const made = keeperSettings({ ...KEPT, finalSnapshot: false }, 'last');
    expect(made.skipFinalSnapshot).toBe(true);
    expect(made).not.toHaveProperty('finalSnapshotIdentifier');
  });

  it('let the disk of a server grow to four times the declared size', () => {
    expect(serverSettings({ storage: gib(500), highAvailability: true })).toMatchObject({ allocatedStorage: 500, maxAllocatedStorage: 2000, multiAz: true });
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

  it('stand in three zones at most, because Aurora keeps the storage in three', () => {
    expect(inClusterZones(ZONES)).toEqual(['a', 'b', 'c']);
    expect(inClusterZones(ZONES.slice(0, 2))).toEqual(['a', 'b']);
  });
});
