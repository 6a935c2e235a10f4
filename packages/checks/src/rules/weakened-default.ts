import type { Declaration, Inventory, WaivableRule } from '@clinfra/core';
import { declarationsOf } from '../declarations';
import { error, type Fault, warning } from '../finding';
import type { Rule } from '../rule';
import { printable } from '../show';
import { standingWaiver } from '../standing-waiver';
import { WEAKENINGS, type Weakness } from '../weakenings';

type Reported = WaivableRule | 'weakened-default';

/** Reports each weakness under the name by which it is waived. */
export const weakenedDefault: Rule<'weakened-default', Reported> = {
  id: 'weakened-default',
  about: 'in production a safe default is weakened only where a waiver on that very construct says why and until when',
  *check({ inventory, today }) {
    if (inventory.platform.stage !== 'production') return;
    const needed = new Map<Declaration, Set<string>>();
    for (const [waivable, weaknesses] of Object.entries(WEAKENINGS) as [WaivableRule, (typeof WEAKENINGS)[WaivableRule]][]) {
      for (const weakness of weaknesses(inventory)) {
        needed.set(weakness.declaration, (needed.get(weakness.declaration) ?? new Set()).add(waivable));
        const fault = judged(weakness, waivable, today);
        yield { ...fault, path: printable(fault.path), rule: waivable };
      }
    }
    for (const fault of needless(inventory, needed)) yield { ...fault, path: printable(fault.path), rule: 'weakened-default' };
  },
};

function judged({ declaration, property, must, got, remedy }: Weakness, waivable: WaivableRule, today: string): Fault {
  const path = `${declaration.path}.${property}`;
  const waiver = standingWaiver(declaration, waivable, today);
  if (!waiver) return error(path, must, got, `${remedy}, or waive ${waivable} with a reason and an end`);
  return warning(path, must, got, `waived until ${waiver.until}: ${printable(String(waiver.reason).trim()) || 'no reason given'}`);
}

function* needless(inventory: Inventory, needed: ReadonlyMap<Declaration, ReadonlySet<string>>): Generator<Fault> {
  for (const declaration of declarationsOf(inventory)) {
    for (const [index, { rule }] of declaration.waivers.entries()) {
      // What is no waivable rule is reported as such by the rule on waivers; what a change loses is judged where there is a change.
      if (!Object.hasOwn(WEAKENINGS, rule) || needed.get(declaration)?.has(rule) || rule === 'data-loss') continue;
      yield warning(`${declaration.path}.waivers[${index}]`, 'waive something that is weakened here', rule, 'remove the waiver');
    }
  }
}
