import { Inventory } from '@clinfra/core';
import { type PlannedResource, planOf } from '@clinfra/plan';
import { stacks } from '../../stacks/platforms';
import { references } from '../reference';
import { backupFaults, preciousAt } from './backup-faults';

const TODAY = { today: '2026-11-23' };

/** Elsewhere nothing need be backed up: the data is made up. */
const WITH_PEOPLE = Object.entries({ ...stacks, ...references }).filter(([, declare]) => declare().stage === 'production');

describe.each(WITH_PEOPLE)('%s', (_, declare) => {
  const inventory = new Inventory(declare());
  let resources: readonly PlannedResource[];
  beforeAll(async () => {
    resources = (await planOf(inventory.platform, TODAY)).resources;
  });

  it('[B1][B5] selects each store and disk with data of people by what it is, each day, and rehearses restoring it', () => {
    expect(backupFaults(inventory, resources)).toEqual([]);
  });
});

describe('a plan', () => {
  const inventory = new Inventory((references['reference-aws'] as () => Inventory['platform'])());
  let resources: readonly PlannedResource[];
  beforeAll(async () => {
    resources = (await planOf(inventory.platform, TODAY)).resources;
  });

  /** The plan with one resource changed or left out. */
  const without = (type: string, change?: (inputs: PlannedResource['inputs']) => PlannedResource['inputs']) => {
    const [site] = inventory.servingSites;
    const store = site && preciousAt(inventory, site).find(({ kind }) => kind !== 'volume-claim');
    const first = resources.find(resource => resource.type === `aws:backup/${type}` && resource.name === `reference-${site?.name}-${store?.name}`);
    if (!first) throw new Error(`there is no ${type}`);
    const changed = resources.flatMap(resource => (resource !== first ? [resource] : change ? [{ ...resource, inputs: change(resource.inputs) }] : []));
    return backupFaults(inventory, changed);
  };

  it('[B1] has databases and disks to select', () => {
    const [site] = inventory.servingSites;
    if (!site) throw new Error('there is no site');
    expect(new Set(preciousAt(inventory, site).map(({ kind }) => kind))).toEqual(new Set(['postgres', 'mysql', 'mongodb', 'volume-claim']));
  });

  it.each([
    ['selection:Selection', 'is selected by no plan'],
    ['plan:Plan', 'has no daily backup'],
    ['restoreTestingSelection:RestoreTestingSelection', 'is never restored to see whether it can be'],
  ])('[B1] is refused without a %s', (type, fault) => {
    expect(without(type)).toEqual([expect.stringContaining(fault)]);
  });

  it('[B1] is refused where a selection means something else, or a plan runs once a month', () => {
    expect(without('selection:Selection', inputs => ({ ...inputs, resources: ['${aws:rds/cluster:Cluster::reference-dublin-other.arn}'] }))).toEqual([
      expect.stringContaining('is selected by no plan'),
    ]);
    const monthly = [{ ruleName: 'monthly', schedule: 'cron(0 2 1 * ? *)' }];
    expect(without('plan:Plan', inputs => ({ ...inputs, rules: monthly }))).toEqual([expect.stringContaining('has no daily backup')]);
  });
});
