export { type Change, type ChangedProperty, type ChangeKind, type Plan, readPlan } from '@clinfra/plan';
export type { Kinds, ObjectOf } from './kinds';
export { RecordedEnvironment, type ResourceOf, recordEnvironment } from './recorded-environment';
