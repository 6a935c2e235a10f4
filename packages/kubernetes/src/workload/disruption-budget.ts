import type { ClinicalService, DisruptionBudget, Worker } from '@clinfra/core';
import type { KubePodDisruptionBudgetProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { type Labels, NAME_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';
import { asIntOrString } from './pods';

/** What a drain of nodes may do. Pods that are broken already are let go, or they would keep a node from ever being drained. */
export function disruptionBudget({ name, domain, disruption }: ClinicalService | Worker, labels: Labels): Manifest {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, namespace: domain.name, labels },
    spec: Object.assign(figure(disruption), { unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: { [NAME_LABEL]: name } } }),
  } satisfies ObjectOf<KubePodDisruptionBudgetProps>;
}

function figure(budget: DisruptionBudget) {
  return 'minAvailable' in budget ? { minAvailable: asIntOrString(budget.minAvailable) } : { maxUnavailable: asIntOrString(budget.maxUnavailable) };
}
