import type { ClinicalService, Worker } from '@clinfra/core';

/** What an autoscaler, a recommendation and a budget act on: whatever owns the pods of a workload. */
export interface ScaleTarget {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** The one place that knows what owns a workload's pods. */
export function targetOf({ name }: ClinicalService | Worker): ScaleTarget {
  return { apiVersion: 'apps/v1', kind: 'Deployment', name };
}
