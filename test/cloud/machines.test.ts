import type { RelationalManagement, StoreSize } from '@clinfra/core';
import { DataTier } from '@clinfra/core';
import { nilecare } from '@clinfra/nilecare';
import { planOf } from '@clinfra/plan';
import { aPlatform } from '../fixtures/a-platform';

const TODAY = { today: '2026-11-23' };

/** By the type of what has one, where its machine stands. */
const MACHINES = {
  'aws:rds/instance:Instance': 'instanceClass',
  'aws:rds/clusterInstance:ClusterInstance': 'instanceClass',
  'aws:elasticache/replicationGroup:ReplicationGroup': 'nodeType',
  'aws:msk/cluster:Cluster': 'brokerNodeGroupInfo.instanceType',
} as const satisfies Readonly<Record<string, string>>;

describe('the machines of stores', () => {
  it.each<[environment: Parameters<typeof nilecare>[0], machines: readonly string[]]>([
    ['development', ['cache.t4g.medium', 'db.t4g.medium', 'kafka.t3.small']],
    ['staging', ['cache.r7g.large', 'db.r6g.large', 'kafka.m7g.large']],
    ['production', ['cache.r7g.2xlarge', 'db.r6g.2xlarge', 'kafka.m7g.2xlarge']],
  ])('[D1][Q1] of NileCare in %s are %j', async (environment, machines) => {
    const { resources } = await planOf(nilecare(environment), TODAY);
    const found = resources.flatMap(({ type, inputs }) => {
      const at = MACHINES[type as keyof typeof MACHINES];
      return at === undefined ? [] : [String(at.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], inputs))];
    });
    expect([...new Set(found)].sort()).toEqual(machines);
  });

  it.each<[managed: RelationalManagement, machines: Readonly<Record<StoreSize, string>>]>([
    ['rds', { small: 'db.t4g.medium', medium: 'db.r6g.large', large: 'db.r6g.xlarge', xlarge: 'db.r6g.2xlarge' }],
    ['aurora', { small: 'db.t4g.medium', medium: 'db.r6g.large', large: 'db.r6g.xlarge', xlarge: 'db.r6g.2xlarge' }],
    // Which wants a disk in the machine.
    ['rds-cluster', { small: 'db.m6gd.large', medium: 'db.r6gd.large', large: 'db.r6gd.xlarge', xlarge: 'db.r6gd.2xlarge' }],
  ])('[D1] managed as %s follow from the size: %j', (managed, machines) => {
    const tier = new DataTier(aPlatform().platform, 'tier');
    const made = Object.keys(machines).map(size => [size, tier.postgres(`db-${size}`, { holds: ['phi'], managed, size: size as StoreSize }).instanceClass]);
    expect(Object.fromEntries(made)).toEqual(machines);
  });
});
