import { PURPOSE_LABEL, type Workload } from '@clinfra/core';
import type { ObjectMeta, PodSpec, PodTemplateSpec } from 'cdk8s-plus-27/lib/imports/k8s';
import { priorityClassName } from '../cluster/priority-class';
import { sidecarAnnotations, sidecarLabels } from '../mesh/sidecar';
import type { Plain } from '../plain';
import type { SiteView } from '../site-view';
import { checksums } from './checksums';
import { type ContainerParts, containersIn } from './container';
import { POD_SECURITY } from './security-context';
import type { Shared } from './shared';

/** What differs between the pods of services, workers and tasks. */
export interface PodParts {
  /** What the main container has beyond any workload's. */
  readonly container?: ContainerParts;
  /** What the pod has beyond any workload's. */
  readonly spec?: Plain<Pick<PodSpec, 'restartPolicy' | 'terminationGracePeriodSeconds' | 'topologySpreadConstraints'>>;
}

/** How long a task may take to end; what runs on says so itself. */
const TASK_GRACE = 30;

/** The template of a workload's pods: hardened containers that may write to what they say alone. */
export function podTemplate(view: SiteView, workload: Workload, shared: Shared, { container, spec }: PodParts): Plain<PodTemplateSpec> {
  const { volumes } = shared.volumes;
  const growing = {
    serviceAccountName: workload.name,
    automountServiceAccountToken: workload.api.length > 0,
    enableServiceLinks: false,
    priorityClassName: priorityClassName(view, workload.criticality),
    terminationGracePeriodSeconds: TASK_GRACE,
    securityContext: POD_SECURITY,
  };
  const whole = Object.assign(growing, placementOf(view, workload), spec, containersIn(view, workload, shared, container), volumes.length > 0 && { volumes });
  return { metadata: podMetadata(view, workload, shared), spec: whole };
}

function podMetadata(view: SiteView, workload: Workload, shared: Shared): Plain<ObjectMeta> {
  const annotations = Object.assign(checksums(workload, shared), sidecarAnnotations(view, workload, shared.uses));
  const labels = view.site.mesh ? { ...shared.running, ...sidecarLabels(view) } : shared.running;
  for (const _ in annotations) return { labels, annotations };
  return { labels };
}

/** Nodes of the purpose that was asked for, their taint included. The nodes of a cluster that exists already are its owner's to choose. */
function placementOf({ site }: SiteView, { placement }: Workload): Plain<Pick<PodSpec, 'nodeSelector' | 'tolerations'>> | undefined {
  if (placement === undefined || site.hosting.kind !== 'aws') return undefined;
  const toleration = { key: PURPOSE_LABEL, operator: 'Equal', value: placement, effect: 'NoSchedule' };
  return { nodeSelector: { [PURPOSE_LABEL]: placement }, tolerations: [toleration] };
}
