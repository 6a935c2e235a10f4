import { record } from '@clinfra/plan';
import { KubernetesObject } from '../src/kubernetes-object';

async function inputsOf(kind: string, fields: object) {
  return (await plannedOf(kind, fields))?.inputs;
}

function plannedOf(kind: string, fields: object) {
  const object = { apiVersion: 'v1', kind, metadata: { name: 'it', namespace: 'clinical' }, ...fields };
  return record({ project: 'p', stack: 's' }, () => void new KubernetesObject('it', object, {})).then(({ resources }) => resources[0]);
}

describe('a Kubernetes object as a resource', () => {
  it('keeps the fields of a Secret secret, those too that the server fills in', async () => {
    const { data, stringData } = (await inputsOf('Secret', { data: { a: 'YQ==' }, stringData: { b: 'b' } })) ?? {};
    expect([data, stringData]).toEqual([{ secret: true }, { secret: true }]);
  });

  it('is waited for as long as it may take: a rollout by its own deadline, a Job by its', async () => {
    const timeoutsOf = async (kind: string, fields: object) => (await plannedOf(kind, fields))?.customTimeouts;
    expect(await timeoutsOf('Deployment', { spec: { progressDeadlineSeconds: 475 } })).toEqual({ create: '1h', update: '1h' });
    expect(await timeoutsOf('Job', { spec: { activeDeadlineSeconds: 1800 } })).toEqual({ create: '1860s', update: '1860s' });
    expect(await timeoutsOf('Job', { spec: {} })).toBeUndefined();
    expect(await timeoutsOf('ConfigMap', {})).toBeUndefined();
  });

  it('shows the fields of a ConfigMap', async () => {
    expect(await inputsOf('ConfigMap', { data: { a: 'a' } })).toMatchObject({ data: { a: 'a' } });
  });
});
