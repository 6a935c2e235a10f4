export { type CheckOptions, check } from './check';
export { type Fault, type Finding, message, type Severity } from './finding';
export type { Rule, Subject } from './rule';
export { RULES, type RuleId } from './rules';
export { standingWaiver } from './standing-waiver';
