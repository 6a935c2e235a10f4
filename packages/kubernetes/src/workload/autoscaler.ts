import { type ClinicalService, needsKeda, type Percent, type RequestRate, type Worker } from '@clinfra/core';
import type { KubeHorizontalPodAutoscalerV2Props, MetricSpecV2 } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Labels } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf, Plain } from '../plain';
import { behavior } from '../scaling/behavior';
import { rateName } from '../scaling/requests';
import { scaledObject } from '../scaling/scaled-object';
import { triggerAuthentications } from '../scaling/trigger-authentication';
import type { SiteView } from '../site-view';
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
  const measured = site.mesh ? ofContainer(name) : ofPod;
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace: domain.name, labels },
    spec: {
      scaleTargetRef: targetOf(workload),
      minReplicas: scale.min,
      maxReplicas: scale.max,
      metrics: [...utilization('cpu', scale.cpu, measured), ...utilization('memory', scale.memory, measured), ...requestRate(scale.requests)],
      behavior: behavior(scale),
    },
  } satisfies ObjectOf<KubeHorizontalPodAutoscalerV2Props>;
}

type Measured = (use: NonNullable<Plain<MetricSpecV2>['resource']>) => Plain<MetricSpecV2>;

const ofPod: Measured = resource => ({ type: 'Resource', resource });

/** A sidecar takes what it takes: with it in the average a busy service would look idle, or an idle one busy. */
const ofContainer =
  (container: string): Measured =>
  resource => ({ type: 'ContainerResource', containerResource: { ...resource, container } });

/** The API takes whole percents of what is requested. */
function utilization(name: string, target: Percent | 'off', measured: Measured): readonly Plain<MetricSpecV2>[] {
  if (target === 'off') return [];
  return [measured({ name, target: { type: 'Utilization', averageUtilization: Math.round(target.toNumber()) } })];
}

function requestRate(requests: Required<RequestRate> | undefined): readonly Plain<MetricSpecV2>[] {
  if (requests === undefined) return [];
  const target = { type: 'AverageValue', averageValue: String(requests.perPod) };
  return [{ type: 'Pods', pods: { metric: { name: rateName(requests.counter) }, target } }];
}
