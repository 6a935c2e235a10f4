import type { ClinicalService, Worker } from '@clinfra/core';
import type { Labels } from '../labels';
import type { Manifest } from '../manifest';
import type { SiteView } from '../site-view';
import { targetOf } from '../workload/target';
import type { Uses } from '../workload/uses';
import { behavior } from './behavior';
import { type Trigger, triggersOf } from './triggers';

/** The model is a module that could not be loaded here; only its type is used, and none of it is published. */
type IScaledObject = import('@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject', { with: { 'resolution-mode': 'import' }}).IScaledObject;

/** An autoscaler of ours that was there before becomes KEDA's own; without this its admission refuses the second one on the same pods. */
const TAKES_OVER = { 'scaledobject.keda.sh/transfer-hpa-ownership': 'true' } as const;

/** What scales by hours and signals: KEDA makes and feeds the one autoscaler of the workload, which bears its name. */
export function scaledObject(view: SiteView, workload: ClinicalService | Worker, labels: Labels, uses: Uses): Manifest {
  const { name, domain, scale } = workload;
  const triggers = triggersOf(view, workload, uses);
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: { name, namespace: domain.name, labels, annotations: TAKES_OVER },
    spec: {
      scaleTargetRef: { ...targetOf(workload), envSourceContainerName: name },
      minReplicaCount: scale.min,
      maxReplicaCount: scale.max,
      // The way to none is KEDA's, beside the autoscaler; it takes as long as the way down.
      ...(scale.min === 0 ? { cooldownPeriod: scale.down.after.toSeconds() } : undefined),
      ...(canFallBack(triggers) ? { fallback: fallbackOf(workload) } : undefined),
      advanced: { horizontalPodAutoscalerConfig: { name, behavior: behavior(scale) as Behavior } },
      triggers: [...triggers],
    },
  } satisfies IScaledObject;
}

type Behavior = NonNullable<NonNullable<NonNullable<IScaledObject['spec']['advanced']>['horizontalPodAutoscalerConfig']>['behavior']>;

/** A level that cannot be read leaves the autoscaler where it is; KEDA falls back only for amounts, and neither for a clock nor for what the kubelet tells. */
function canFallBack(triggers: readonly Trigger[]): boolean {
  return triggers.some(({ type, metricType }) => metricType === undefined && type !== 'cron');
}

function fallbackOf({ scale }: ClinicalService | Worker) {
  const { failures, pods = Math.max(1, scale.min, ...scale.hours.map(({ min }) => min)) } = scale.fallback;
  return { failureThreshold: failures, replicas: pods, behavior: 'currentReplicasIfHigher' } as const;
}
