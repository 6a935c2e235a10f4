import type { MergeOf } from '@clinfra/kubernetes';

export const affinity = { spec: { sessionAffinity: 'ClientIP', sessionAffinityConfig: null } } satisfies MergeOf<'Service'>;
export const quota = { spec: { hard: { 'count/jobs.batch': 20 } } } satisfies MergeOf<'ResourceQuota'>;
export const scaled = { spec: { pollingInterval: 20 } } satisfies MergeOf<'ScaledObject'>;

// @ts-expect-error a field that a Service has not
export const misspelt = { spec: { sesionAffinity: 'ClientIP' } } satisfies MergeOf<'Service'>;
// @ts-expect-error a text where a number is wanted
export const text = { spec: { minReadySeconds: '20' } } satisfies MergeOf<'Deployment'>;
