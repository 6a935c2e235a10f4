import type { Manifest } from '@clinfra/kubernetes';
import { at } from '../fixtures/at';

/** A pod as a cluster sees it: where it is, what it is called by, who it is, and where it listens. */
export interface RunningPod {
  readonly id: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly account: string;
  readonly ports: readonly number[];
}

/** The pods that objects start, whatever their kind, by the label that says which workload they are of. */
export function podsIn(manifests: readonly Manifest[]): readonly RunningPod[] {
  return manifests.flatMap(manifest => {
    const template = at(manifest, 'spec', 'template') ?? at(manifest, 'spec', 'jobTemplate', 'spec', 'template');
    if (at(template, 'spec', 'containers') === undefined) return [];
    const { namespace = '' } = manifest.metadata;
    const labels = (at(template, 'metadata', 'labels') ?? {}) as RunningPod['labels'];
    const containers = at(template, 'spec', 'containers') as readonly { readonly ports?: readonly { readonly containerPort: number }[] }[];
    const ports = containers.flatMap(container => (container.ports ?? []).map(({ containerPort }) => containerPort));
    return [{ id: `${namespace}/${labels['app.kubernetes.io/name']}`, namespace, labels, account: String(at(template, 'spec', 'serviceAccountName')), ports }];
  });
}
