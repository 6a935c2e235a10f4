import { writeYaml } from '../yaml/document';

/** The file by which `kubectl apply -k` and Argo CD take a folder as it is. Its order is ours: guards stand before what they guard. */
export function kustomization(resources: readonly string[]): string {
  return writeYaml({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    sortOptions: { order: 'fifo' },
    resources,
  });
}
