/** The safe defaults that may be weakened, each with the name under which it is waived. */
export type WaivableRule =
  | 'strict-transport'
  | 'pod-security'
  | 'deletion-protection'
  | 'final-snapshot'
  | 'backup-retention'
  | 'durability'
  | 'high-availability'
  | 'public-api'
  | 'single-nat'
  | 'object-versions'
  | 'audit-retention'
  | 'logged-values'
  | 'container-security'
  | 'firewall'
  | 'data-loss'
  | 'patched-guard'
  | 'added-guard'
  | 'backup'
  | 'backup-lock'
  | 'alarms';

/** A written exception: what is allowed, why, and for how long. */
export interface Waiver {
  /** The weakened default that is accepted. */
  readonly rule: WaivableRule;
  /** Why, for the auditor who reads it in a year. */
  readonly reason: string;
  /** The last day on which the exception holds, `2027-03-31`. After it the weakness is an error again. */
  readonly until: string;
}
