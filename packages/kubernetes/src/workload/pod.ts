import { PURPOSE_LABEL, type Workload } from '@clinfra/core';
import type { Container, ObjectMeta, PodSpec, PodTemplateSpec, Volume, VolumeMount } from 'cdk8s-plus-27/lib/imports/k8s';
import { priorityClassName } from '../cluster/priority-class';
import type { Labels } from '../labels';
import { sidecarAnnotations, sidecarLabels } from '../mesh/sidecar';
import type { Plain } from '../plain';
import type { SiteView } from '../site-view';
import { environment } from './environment';
import { resourcesOf } from './resources';
import { CONTAINER_SECURITY, POD_SECURITY } from './security-context';
import type { Shared } from './shared';
import type { Uses } from './uses';
import { hasVariables, variablesChecksum } from './variables';

/** What differs between the pods of services, workers and tasks. */
export interface PodParts {
  /** What the container has beyond any workload's. */
  readonly container?: Plain<Pick<Container, 'ports' | 'startupProbe' | 'livenessProbe' | 'readinessProbe' | 'lifecycle'>>;
  /** What the pod has beyond any workload's. */
  readonly spec?: Plain<Pick<PodSpec, 'restartPolicy' | 'terminationGracePeriodSeconds' | 'topologySpreadConstraints'>>;
}

const VOLUMES: Plain<Volume[]> = [{ name: 'tmp', emptyDir: {} }];
const MOUNTS: Plain<VolumeMount[]> = [{ name: 'tmp', mountPath: '/tmp' }];

/** How long a task may take to end; what runs on says so itself. */
const TASK_GRACE = 30;

/** The template of a workload's pods: one hardened container that may write to `/tmp` alone. */
export function podTemplate(view: SiteView, workload: Workload, { running: labels, uses }: Shared, { container, spec }: PodParts): Plain<PodTemplateSpec> {
  return {
    metadata: podMetadata(view, workload, labels, uses),
    spec: {
      serviceAccountName: workload.name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      priorityClassName: priorityClassName(view, workload.criticality),
      terminationGracePeriodSeconds: TASK_GRACE,
      securityContext: POD_SECURITY,
      ...placementOf(view, workload),
      ...spec,
      containers: [containerOf(view, workload, uses, container)],
      volumes: VOLUMES,
    },
  };
}

function podMetadata(view: SiteView, workload: Workload, labels: Labels, uses: Uses): Plain<ObjectMeta> {
  const annotations = {
    ...(hasVariables(workload) ? { 'clinfra.io/variables-checksum': variablesChecksum(workload) } : undefined),
    ...sidecarAnnotations(view, workload, uses),
  };
  const all = view.site.mesh ? { ...labels, ...sidecarLabels(view) } : labels;
  return Object.keys(annotations).length > 0 ? { labels: all, annotations } : { labels: all };
}

/** Nodes of the purpose that was asked for, their taint included. The nodes of a cluster that exists already are its owner's to choose. */
function placementOf({ site }: SiteView, { placement }: Workload): Plain<Pick<PodSpec, 'nodeSelector' | 'tolerations'>> {
  if (placement === undefined || site.hosting.kind !== 'aws') return {};
  const toleration = { key: PURPOSE_LABEL, operator: 'Equal', value: placement, effect: 'NoSchedule' };
  return { nodeSelector: { [PURPOSE_LABEL]: placement }, tolerations: [toleration] };
}

function containerOf(view: SiteView, workload: Workload, uses: Uses, parts: PodParts['container']): Plain<Container> {
  return {
    name: workload.name,
    image: workload.image,
    ...(workload.command.length > 0 ? { command: workload.command } : undefined),
    ...parts,
    env: environment(view, workload, uses),
    ...(hasVariables(workload) ? { envFrom: [{ configMapRef: { name: workload.name } }] } : undefined),
    resources: resourcesOf(workload.resources),
    securityContext: CONTAINER_SECURITY,
    volumeMounts: MOUNTS,
  };
}
