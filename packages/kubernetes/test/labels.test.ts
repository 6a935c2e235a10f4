import { ScheduledTask } from '@clinfra/core';
import { labelValue } from '../src/labels';
import { at, rendered } from './rendered';

const LEGAL = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;

describe('labels', () => {
  it('stand on every object', () => {
    const { manifests } = rendered(({ clinical }) => new ScheduledTask(clinical, 'report', { image: 'registry.example/report:1', schedule: '0 2 * * *' }));
    for (const { metadata } of manifests) {
      expect(Object.keys(metadata.labels ?? {})).toEqual(
        expect.arrayContaining([
          'app.kubernetes.io/name',
          'app.kubernetes.io/part-of',
          'app.kubernetes.io/managed-by',
          'app.kubernetes.io/component',
          'clinfra.io/site',
        ]),
      );
    }
  });

  it('say how critical a workload is, on its objects and on its pods', () => {
    const objects = rendered();
    const deployment = objects.get('Deployment', 'ehr');
    for (const labels of [
      deployment.metadata.labels,
      at(deployment, 'spec', 'template', 'metadata', 'labels'),
      objects.get('Service', 'ehr').metadata.labels,
    ]) {
      expect(labels).toMatchObject({ 'clinfra.io/criticality': 'clinical', 'app.kubernetes.io/component': 'clinical-service' });
    }
  });

  it.each([
    ['registry.example:5000/ehr:1.4.2', '1.4.2'],
    [`registry.example/ehr:1.4.2@sha256:${'5e'.repeat(32)}`, '1.4.2'],
    [`registry.example/ehr@sha256:${'5e'.repeat(32)}`, '5e5e5e5e5e5e'],
    ['registry.example:5000/ehr', undefined],
  ])('say the version of what runs, and on nothing else: %s', (image, version) => {
    const objects = rendered(({ clinical }) => new ScheduledTask(clinical, 'report', { image, schedule: '0 2 * * *' }));
    const job = objects.get('CronJob', 'report');
    for (const labels of [job.metadata.labels, at(job, 'spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels')]) {
      expect(at(labels, 'app.kubernetes.io/version')).toBe(version);
    }
    expect(objects.get('ServiceAccount', 'report').metadata.labels).not.toHaveProperty(['app.kubernetes.io/version']);
  });

  it('select pods by the name alone, which never changes', () => {
    const objects = rendered();
    const name = { 'app.kubernetes.io/name': 'ehr' };
    expect(at(objects.get('Deployment', 'ehr'), 'spec', 'selector')).toEqual({ matchLabels: name });
    expect(at(objects.get('Service', 'ehr'), 'spec', 'selector')).toEqual(name);
    expect(at(objects.get('PodDisruptionBudget', 'ehr'), 'spec', 'selector')).toEqual({ matchLabels: name });
    expect(at(objects.get('NetworkPolicy', 'ehr'), 'spec', 'podSelector')).toEqual({ matchLabels: name });
  });

  it.each([
    ['production', 'production'],
    ['production-on prem', 'production-on-prem'],
    ['Khartoum/Nord', 'Khartoum-Nord'],
    ['مستشفى', ''],
    ['-a-', 'a'],
    [`${'x'.repeat(62)}--tail`, 'x'.repeat(62)],
    ['a'.repeat(80), 'a'.repeat(63)],
  ])('have a legal value whatever the text: %j', (text, value) => {
    expect(labelValue(text)).toBe(value);
    expect(labelValue(text)).toMatch(LEGAL);
  });

  it('would not pass as legal with the text as it stands', () => {
    for (const text of ['production-on prem', '-a-', 'a'.repeat(80)]) expect(text).not.toMatch(LEGAL);
  });
});
