import type { ClinicalService, SizingMode, Worker } from '@clinfra/core';
import type { Labels } from '../labels';
import type { Manifest, Metadata } from '../manifest';
import type { SiteView } from '../site-view';
import { amounts } from '../workload/resources';
import { type ScaleTarget, targetOf } from '../workload/target';

type UpdateMode = 'Off' | 'Initial' | 'Recreate' | 'InPlaceOrRecreate';
type Amounts = ReturnType<typeof amounts>;

/** The part of the kind that is used here. */
interface Vertical extends Manifest {
  readonly apiVersion: 'autoscaling.k8s.io/v1';
  readonly kind: 'VerticalPodAutoscaler';
  readonly metadata: Metadata;
  readonly spec: {
    readonly targetRef: ScaleTarget;
    readonly updatePolicy: { readonly updateMode: UpdateMode };
    readonly resourcePolicy: { readonly containerPolicies: readonly ContainerPolicy[] };
  };
}

type ContainerPolicy =
  | { readonly containerName: string; readonly controlledResources: readonly ['cpu', 'memory']; readonly minAllowed: Amounts; readonly maxAllowed: Amounts }
  | { readonly containerName: '*'; readonly mode: 'Off' };

const MODES = { 'at-start': 'Initial', restart: 'Recreate', 'in-place': 'InPlaceOrRecreate' } as const satisfies Record<SizingMode, UpdateMode>;

/** What the site's vertical autoscaler finds out about a workload: recommendations, which it applies only where that is declared. */
export function verticalAutoscalers(view: SiteView, workload: ClinicalService | Worker, labels: Labels): readonly Manifest[] {
  if (!view.site.verticalPodAutoscaler) return [];
  const { name, domain, resources, sizing } = workload;
  const { apply, min = resources.requests, max = domain.limits.max } = sizing;
  const vertical: Vertical = {
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    metadata: { name, namespace: domain.name, labels },
    spec: {
      targetRef: targetOf(workload),
      updatePolicy: { updateMode: apply === undefined ? 'Off' : MODES[apply] },
      resourcePolicy: {
        containerPolicies: [
          { containerName: name, controlledResources: ['cpu', 'memory'], minAllowed: amounts(min), maxAllowed: amounts(max) },
          // What others put beside it, such as a mesh's proxy, is sized by them.
          { containerName: '*', mode: 'Off' },
        ],
      },
    },
  };
  return [vertical];
}
