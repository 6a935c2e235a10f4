import { record } from '@clinfra/plan';
import { KubernetesObject } from '../src/kubernetes-object';

function inputsOf(kind: string, fields: object) {
  const object = { apiVersion: 'v1', kind, metadata: { name: 'it', namespace: 'clinical' }, ...fields };
  return record({ project: 'p', stack: 's' }, () => void new KubernetesObject('it', object, {})).then(({ resources }) => resources[0]?.inputs);
}

describe('a Kubernetes object as a resource', () => {
  it('keeps the fields of a Secret secret, those too that the server fills in', async () => {
    const { data, stringData } = (await inputsOf('Secret', { data: { a: 'YQ==' }, stringData: { b: 'b' } })) ?? {};
    expect([data, stringData]).toEqual([{ secret: true }, { secret: true }]);
  });

  it('shows the fields of a ConfigMap', async () => {
    expect(await inputsOf('ConfigMap', { data: { a: 'a' } })).toMatchObject({ data: { a: 'a' } });
  });
});
