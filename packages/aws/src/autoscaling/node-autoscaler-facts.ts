import type { NodeAutoscaling } from '@clinfra/core';
import { clusterName } from '../cluster/cluster-name';
import type { SiteFacts } from '../site-facts';
import { CLUSTER_AUTOSCALER, clusterAutoscalerValues } from './cluster-autoscaler';
import { KARPENTER, karpenterValues } from './karpenter';

/** What is to be installed so that nodes come and go, and with which values of its chart. */
export interface NodeAutoscalerFacts {
  readonly kind: NodeAutoscaling['kind'];
  readonly namespace: string;
  readonly values: object;
}

/** The autoscaler of a site as its chart is told about it; its identity is made here and bound to the service account that the values name. */
export function nodeAutoscalerFacts(facts: SiteFacts): NodeAutoscalerFacts {
  const { autoscaling } = facts.hosting;
  const cluster = clusterName(facts);
  switch (autoscaling.kind) {
    case 'cluster-autoscaler':
      return { kind: autoscaling.kind, namespace: CLUSTER_AUTOSCALER.namespace, values: clusterAutoscalerValues(facts, cluster, autoscaling) };
    case 'karpenter':
      return { kind: autoscaling.kind, namespace: KARPENTER.namespace, values: karpenterValues(facts, cluster) };
  }
}
