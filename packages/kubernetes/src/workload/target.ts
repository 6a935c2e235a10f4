import type { BlueGreen, Canary, ClinicalService, Worker } from '@clinfra/core';

/** What an autoscaler, a recommendation and a budget act on: whatever owns the pods of a workload. */
export interface ScaleTarget {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** A service whose pods a Rollout of Argo Rollouts owns. */
export type RolledOut = ClinicalService & { readonly release: BlueGreen | Canary };

/** Whether a Rollout owns the pods rather than a Deployment. */
export function isRolledOut(workload: ClinicalService | Worker): workload is RolledOut {
  return workload.kind === 'clinical-service' && workload.release.kind !== 'rolling';
}

/** The one place that knows what owns a workload's pods. */
export function targetOf(workload: ClinicalService | Worker): ScaleTarget {
  const { name } = workload;
  return isRolledOut(workload) ? { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name } : { apiVersion: 'apps/v1', kind: 'Deployment', name };
}
