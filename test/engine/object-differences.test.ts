import type { KubernetesObject } from './harness/kubectl';
import { objectDifferences } from './harness/object-differences';

function aService(differing: Partial<KubernetesObject> = {}, metadata: object = {}): KubernetesObject {
  const object = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'ehr', namespace: 'clinical', ...metadata } };
  return { ...object, spec: { ports: [{ port: 80 }] }, ...differing };
}

const pathsOf = (left: KubernetesObject, right: KubernetesObject) => objectDifferences([left], [right]).map(({ path }) => path);

describe('differences between the objects of two clusters', () => {
  it('finds none between equal objects', () => {
    expect(objectDifferences([aService()], [aService()])).toEqual([]);
  });

  it.each<[string, KubernetesObject, string]>([
    ['a field of an item', aService({ spec: { ports: [{ port: 81 }] } }), 'Service clinical/ehr: spec.ports.0.port'],
    ['a field that only one side has', aService({ spec: { ports: [{ port: 80 }], type: 'NodePort' } }), 'Service clinical/ehr: spec.type'],
    ['an item more', aService({ spec: { ports: [{ port: 80 }, { port: 81 }] } }), 'Service clinical/ehr: spec.ports.1'],
    ['a label', aService({}, { labels: { a: 'b' } }), 'Service clinical/ehr: metadata.labels'],
    ['an annotation of ours', aService({}, { annotations: { a: 'b' } }), 'Service clinical/ehr: metadata.annotations.a'],
    ['another API version', aService({ apiVersion: 'v2' }), 'Service clinical/ehr: apiVersion'],
  ])('finds %s', (_, other, path) => {
    expect(pathsOf(aService(), other)).toEqual([path]);
    expect(pathsOf(other, aService())).toEqual([path]);
  });

  it('finds an object that only one side has', () => {
    expect(objectDifferences([aService()], [])).toEqual([{ path: 'Service clinical/ehr:', left: aService(), right: undefined }]);
    expect(objectDifferences([], [aService()])).toEqual([{ path: 'Service clinical/ehr:', left: undefined, right: aService() }]);
  });

  it('leaves out what the server gives and what the tools note', () => {
    const given = { uid: '1', resourceVersion: '2', generation: 3, creationTimestamp: 'now', managedFields: [{}] };
    const noted = { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } };
    const other = aService({ spec: { ports: [{ port: 80 }], clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1'] }, status: {} }, { ...given, ...noted });
    expect(pathsOf(aService(), other)).toEqual([]);
  });

  it('leaves out by which a Job knows its pods', () => {
    const job = (uid: string) => ({ ...aService(), kind: 'Job', spec: { selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } } } });
    expect(pathsOf(job('1'), job('2'))).toEqual([]);
  });

  it('leaves out the number of pods where an autoscaler owns it, and only there', () => {
    const deployment = (replicas: number): KubernetesObject => ({ ...aService(), kind: 'Deployment', spec: { replicas } });
    const autoscaler: KubernetesObject = { ...aService(), kind: 'HorizontalPodAutoscaler', spec: { scaleTargetRef: { name: 'ehr' } } };
    expect(objectDifferences([deployment(1), autoscaler], [deployment(3), autoscaler])).toEqual([]);
    expect(pathsOf(deployment(1), deployment(3))).toEqual(['Deployment clinical/ehr: spec.replicas']);
  });

  it('leaves out what every namespace has', () => {
    const authority = { ...aService(), kind: 'ConfigMap', metadata: { name: 'kube-root-ca.crt', namespace: 'clinical' } };
    expect(objectDifferences([authority], [])).toEqual([]);
  });
});
