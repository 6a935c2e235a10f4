import type { ClinicalService, Percent, Worker } from '@clinfra/core';
import type { HorizontalPodAutoscalerBehaviorV2, KubeHorizontalPodAutoscalerV2Props, MetricSpecV2 } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Labels } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf, Plain } from '../plain';
import { targetOf } from './target';

/** Up by half or by two pods a minute, whichever is more; down by a tenth a minute, and only after five quiet minutes. */
const BEHAVIOR: Plain<HorizontalPodAutoscalerBehaviorV2> = {
  scaleUp: {
    stabilizationWindowSeconds: 60,
    selectPolicy: 'Max',
    policies: [
      { type: 'Percent', value: 50, periodSeconds: 60 },
      { type: 'Pods', value: 2, periodSeconds: 60 },
    ],
  },
  scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }] },
};

/** Whether the number of pods can change; one that cannot stands in the Deployment and needs no autoscaler. */
export function isAutoscaled({ scale }: ClinicalService | Worker): boolean {
  return scale.min !== scale.max;
}

/** The autoscaler of a service or a worker, which owns the number of its pods. */
export function autoscaler(workload: ClinicalService | Worker, labels: Labels): Manifest {
  const { name, domain, scale } = workload;
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace: domain.name, labels },
    spec: {
      scaleTargetRef: targetOf(workload),
      minReplicas: scale.min,
      maxReplicas: scale.max,
      metrics: [utilization('cpu', scale.cpu), utilization('memory', scale.memory)],
      behavior: BEHAVIOR,
    },
  } satisfies ObjectOf<KubeHorizontalPodAutoscalerV2Props>;
}

/** The API takes whole percents of what is requested. */
function utilization(name: string, target: Percent): Plain<MetricSpecV2> {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization: Math.round(target.toNumber()) } } };
}
