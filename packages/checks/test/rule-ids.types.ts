import { type Finding, message, type RuleId } from '@clinfra/checks';

/** Findings are reported under the names of rules and of waivable defaults, and under no others. Nothing here runs. */
export const ids: readonly RuleId[] = ['scale-range', 'plain-secret', 'waiver', 'weakened-default', 'deletion-protection', 'public-api'];

// @ts-expect-error a rule that there is not
export const unknown: RuleId = 'scale-ranges';

declare const finding: Finding;
message(finding);
// @ts-expect-error a finding of no rule
message({ severity: 'error', path: 'a', must: 'b', got: 'c', remedy: 'd' });
