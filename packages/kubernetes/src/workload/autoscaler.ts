import { type ClinicalService, needsKeda, type Percent, type RequestRate, type Site, type Worker } from '@clinfra/core';
import type { KubeHorizontalPodAutoscalerV2Props, MetricSpecV2 } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Labels } from '../labels';
import type { Manifest } from '../manifest';
import { onceFor } from '../once';
import type { ObjectOf, Plain } from '../plain';
import { behavior } from '../scaling/behavior';
import { rateName } from '../scaling/requests';
import { scaledObject } from '../scaling/scaled-object';
import { triggerAuthentications } from '../scaling/trigger-authentication';
import type { SiteView } from '../site-view';
import { kept } from '../yaml/kept';
import type { Shared } from './shared';
import { targetOf } from './target';

/** Whether the number of pods can change; one that cannot stands in the Deployment and needs no autoscaler. */
export function isAutoscaled({ scale }: ClinicalService | Worker): boolean {
  return scale.min !== scale.max;
}

/** The one autoscaler of a service or a worker, which owns the number of its pods: two on the same pods would fight. */
export function autoscalers(view: SiteView, workload: ClinicalService | Worker, { labels, uses }: Shared): readonly Manifest[] {
  if (!isAutoscaled(workload)) return [];
  if (!needsKeda(workload.scale)) return [autoscaler(view, workload, labels)];
  return [...triggerAuthentications(view, workload, labels), scaledObject(view, workload, labels, uses)];
}

function autoscaler({ site }: SiteView, workload: ClinicalService | Worker, labels: Labels): Manifest {
  const { name, domain, scale } = workload;
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace: domain.name, labels },
    spec: {
      scaleTargetRef: targetOf(workload),
      minReplicas: scale.min,
      maxReplicas: scale.max,
      metrics: [...used(site, name, 'cpu', scale.cpu), ...used(site, name, 'memory', scale.memory), ...requestRate(scale.requests)],
      behavior: behavior(scale),
    },
  } satisfies ObjectOf<KubeHorizontalPodAutoscalerV2Props>;
}

type Used = NonNullable<Plain<MetricSpecV2>['resource']>;

/** Most workloads share the shares that hold where nothing is said. */
const ofPods = onceFor((target: Percent) => ({
  cpu: kept({ type: 'Resource', resource: utilization('cpu', target) }),
  memory: kept({ type: 'Resource', resource: utilization('memory', target) }),
}));

/** A sidecar takes what it takes: with it in the average a busy service would look idle, or an idle one busy. */
function ofContainer(container: string, resource: Used): Plain<MetricSpecV2> {
  return { type: 'ContainerResource', containerResource: { ...resource, container } };
}

function used({ mesh }: Site, container: string, name: 'cpu' | 'memory', target: Percent | 'off'): readonly Plain<MetricSpecV2>[] {
  if (target === 'off') return [];
  return [mesh ? ofContainer(container, utilization(name, target)) : ofPods(target)[name]];
}

/** The API takes whole percents of what is requested. */
function utilization(name: string, target: Percent): Used {
  return { name, target: { type: 'Utilization', averageUtilization: Math.round(target.toNumber()) } };
}

function requestRate(requests: Required<RequestRate> | undefined): readonly Plain<MetricSpecV2>[] {
  if (requests === undefined) return [];
  const target = { type: 'AverageValue', averageValue: String(requests.perPod) };
  return [{ type: 'Pods', pods: { metric: { name: rateName(requests.counter) }, target } }];
}
