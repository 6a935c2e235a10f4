import { type Json, type Patch, ScheduledTask } from '@clinfra/core';
import { at, type Rendered, rendered } from './rendered';

const TASK = { image: 'registry.example/report:1.0.0', schedule: '0 2 * * *' };
const POD = ['spec', 'jobTemplate', 'spec', 'template', 'spec'] as const;
const patchedTask = (...pods: readonly Json[]): Rendered =>
  rendered(({ clinical }) => {
    const task = new ScheduledTask(clinical, 'report', TASK);
    for (const spec of pods) task.patch({ kind: 'CronJob', merge: { spec: { jobTemplate: { spec: { template: { spec } } } } } } satisfies Patch);
  });

describe('a patch', () => {
  it('is laid over what was rendered, the last one on top, with lists replaced and null taking away', () => {
    const pod = at(
      patchedTask({ dnsConfig: { searches: ['a', 'b'], nameservers: ['10.0.0.1'] } }, { dnsConfig: { searches: ['c'], nameservers: null } }).get(
        'CronJob',
        'report',
      ),
      ...POD,
    );
    expect(pod).toMatchObject({ restartPolicy: 'Never', serviceAccountName: 'report' });
    expect(at(pod, 'dnsConfig')).toEqual({ searches: ['c'] });
  });

  it('is told of on its object and on no other', () => {
    const objects = patchedTask({ enableServiceLinks: true });
    expect(at(objects.get('CronJob', 'report'), 'metadata', 'annotations')).toEqual({ 'clinfra.io/patched-by': 'clinical.report' });
    expect(objects.manifests.filter(manifest => JSON.stringify(manifest).includes('patched-by'))).toHaveLength(1);
  });

  it('changes nothing that other objects share', () => {
    const plain = patchedTask().manifests.filter(({ kind }) => kind !== 'CronJob');
    expect(patchedTask({ dnsConfig: null, affinity: { a: 1 } }).manifests.filter(({ kind }) => kind !== 'CronJob')).toEqual(plain);
  });
});
