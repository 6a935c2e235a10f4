import type { Scaling, Speed } from '@clinfra/core';
import type { HorizontalPodAutoscalerBehaviorV2, HpaScalingRulesV2 } from 'cdk8s-plus-27/lib/imports/k8s';
import { onceFor } from '../once';
import type { Plain } from '../plain';
import { kept } from '../yaml/kept';

/** How fast the number of pods follows, for the autoscaler of Kubernetes and for the one that KEDA makes. */
export function behavior({ up, down }: Scaling): Plain<HorizontalPodAutoscalerBehaviorV2> {
  return { scaleUp: rulesOf(up), scaleDown: rulesOf(down) };
}

/** Most workloads share the speeds that hold where nothing is said. */
const rulesOf = onceFor((speed: Speed): Plain<HpaScalingRulesV2> => kept(rulesFrom(speed)));

/** Where a share and a number of pods are stated, the larger change counts. */
function rulesFrom({ after, percent, pods, every }: Speed): Plain<HpaScalingRulesV2> {
  const periodSeconds = every.toSeconds();
  const share = { type: 'Percent', value: Math.round(percent.toNumber()), periodSeconds };
  return {
    stabilizationWindowSeconds: after.toSeconds(),
    ...(pods === undefined ? undefined : { selectPolicy: 'Max' }),
    policies: pods === undefined ? [share] : [share, { type: 'Pods', value: pods, periodSeconds }],
  };
}
