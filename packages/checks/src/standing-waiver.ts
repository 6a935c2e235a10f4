import type { Declaration, WaivableRule, Waiver } from '@clinfra/core';
import { dayOf } from './calendar';

/** The exception that a declaration was granted from a rule, if it still holds on that day. */
export function standingWaiver({ waivers }: Pick<Declaration, 'waivers'>, waivable: WaivableRule, today: string): Waiver | undefined {
  return waivers.find(({ rule, until }) => rule === waivable && (dayOf(until) ?? Number.NEGATIVE_INFINITY) >= (dayOf(today) ?? 0));
}
