export type { Finding } from '@clinfra/checks';
export type { Invokes } from './monitor';
export { type Plan, planJson } from './plan';
export { planOf } from './plan-of';
export type { PlannedResource, PlanValue } from './planned-resource';
export { type Recording, type RecordOptions, record } from './record';
