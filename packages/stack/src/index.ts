export { type RegisterChartsOptions, registerCharts, type WriteCharts } from './charts';
export { type Connection, type Deployment, type DeployOptions, deploy, deployChecked } from './deploy';
export { FindingsError, LateValueError, UnknownStackError, UserError } from './errors';
export type { LateValueProblem, LateValues } from './late-values';
export { program } from './program';
export { declareStack, type Stacks } from './stacks';
