export type { Kinds, ObjectOf } from './kinds';
export { RecordedEnvironment, type ResourceOf, recordEnvironment } from './recorded-environment';
