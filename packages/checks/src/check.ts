import { Inventory, type Platform } from '@clinfra/core';
import { dayOf } from './calendar';
import { type Finding, message } from './finding';
import { sayableBesideLost } from './lost';
import { compare } from './order';
import { RULES } from './rules';
import { missingIn, shapes, unspokenOf } from './rules/shapes';

export interface CheckOptions {
  /** The day on which waivers are judged, `2026-11-23`. It comes from the caller, who has a clock. */
  readonly today: string;
}

/** Everything that is wrong with a platform, all at once: ordered by path, each finding once, the same for the same declaration. */
export function check(platform: Platform, options: CheckOptions): readonly Finding[] {
  const { today } = options;
  if (dayOf(today) === undefined) throw new Error(`check: today must be a date such as 2026-11-23, got ${String(today)}`);
  const subject = { inventory: new Inventory(platform), today };
  const found = new Map<string, Finding>();
  const note = (finding: Finding) => found.set(`${finding.severity} ${message(finding)}`, finding);
  const isMissing = missingIn(subject);
  const isSayable = sayableBesideLost(subject.inventory);
  for (const { id, check: findings } of RULES) {
    for (const finding of findings(subject)) if (id === shapes.id || (!isMissing(finding) && isSayable(id, finding))) note(finding);
  }
  for (const finding of unspokenOf(subject, [...found.values()])) note(finding);
  return [...found.values()].sort(byPlace);
}

function byPlace(a: Finding, b: Finding): number {
  return compare(a.path, b.path) || compare(a.rule, b.rule) || compare(a.must, b.must) || compare(a.got, b.got);
}
