import type { RuleId } from './rules';

/** An `error` stops everything; a `warning` is for a person to judge. */
export type Severity = 'error' | 'warning';

/** Something wrong at one place of a declaration, without the name of the rule that saw it. */
export interface Fault {
  readonly severity: Severity;
  /** Where: the declaration's path and the property. */
  readonly path: string;
  /** What must hold there, to be read after `must`. */
  readonly must: string;
  /** What stands there instead. Never a secret. */
  readonly got: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** Something wrong at one place of a declaration. */
export interface Finding extends Fault {
  /** The rule that demands it. */
  readonly rule: RuleId;
}

/** The finding as one line for people: `clinical.ehr.scale.max: must be at least min (3), got 2; raise max or lower min [scale-range]`. */
export function message({ path, must, got, remedy, rule }: Finding): string {
  return `${path}: must ${must}, got ${got}; ${remedy} [${rule}]`;
}

/** Whether a path is that of a holder or of something in it. */
export function isWithin(path: string, holder: string): boolean {
  return path === holder || path.startsWith(`${holder}.`) || path.startsWith(`${holder}[`);
}

export function error(path: string, must: string, got: string, remedy: string): Fault {
  return { severity: 'error', path, must, got, remedy };
}

export function warning(path: string, must: string, got: string, remedy: string): Fault {
  return { severity: 'warning', path, must, got, remedy };
}
