import { Inventory, ScheduledTask } from '@clinfra/core';
import { renderCluster } from '@clinfra/kubernetes';
import { ClusterChart } from '@clinfra/kubernetes/chart';
import { nilecare } from '@clinfra/nilecare';
import { App } from 'cdk8s';
import { aPlatform } from '../../../test/fixtures/a-platform';
import { at, rendered } from './rendered';

describe('the priorities of a platform', () => {
  const { platform, site } = aPlatform();
  const cluster = renderCluster(new Inventory(platform), site);
  const classes = cluster.filter(({ kind }) => kind === 'PriorityClass');

  it('[V3] fall with what an outage means for patients, above every pod of others and below what the cluster needs', () => {
    expect(classes.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'PriorityClass ward-life-critical',
      'PriorityClass ward-clinical',
      'PriorityClass ward-operational',
      'PriorityClass ward-batch',
    ]);
    const values = classes.map(({ value }) => Number(value));
    expect([...values].sort((a, b) => b - a)).toEqual(values);
    expect(new Set(values).size).toBe(4);
    expect(Math.min(...values)).toBeGreaterThan(0);
    expect(Math.max(...values)).toBeLessThan(1_000_000_000);
  });

  it('[V3] let batch push nobody out, and are the default of no other pod', () => {
    expect(classes.map(({ preemptionPolicy }) => preemptionPolicy)).toEqual([undefined, undefined, undefined, 'Never']);
    for (const one of classes) expect(one).not.toHaveProperty('globalDefault');
  });

  it('say whose they are, and stand in no namespace', () => {
    for (const { metadata } of classes) {
      expect(metadata).not.toHaveProperty('namespace');
      expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/part-of': 'ward', 'app.kubernetes.io/managed-by': 'clinfra', 'clinfra.io/site': 'dublin' });
    }
  });

  it('are named by tasks too', () => {
    const props = { image: 'registry.example/nightly:1', schedule: '0 2 * * *', criticality: 'batch' } as const;
    const task = rendered(({ clinical }) => new ScheduledTask(clinical, 'nightly', props)).get('CronJob', 'nightly');
    expect(at(task, 'spec', 'jobTemplate', 'spec', 'template', 'spec', 'priorityClassName')).toBe('ward-batch');
  });

  it('are not made where nothing runs', () => {
    const inventory = new Inventory(nilecare('production'));
    const standby = inventory.sites.find(({ name }) => name === 'port-sudan');
    expect(standby && renderCluster(inventory, standby)).toEqual([]);
  });

  it('are a chart as well', () => {
    expect(new ClusterChart(new App(), 'cluster', { inventory: new Inventory(platform), site }).toJson()).toEqual(cluster);
  });
});
