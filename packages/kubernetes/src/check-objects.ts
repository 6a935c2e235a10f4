import { type CheckOptions, check, type Finding } from '@clinfra/checks';
import { Inventory, type Platform } from '@clinfra/core';
import { additionFaults } from './added/added-findings';
import { patchFaults } from './patches/patch-findings';

/**
 * Everything that is wrong with a platform: what the checks find in its declaration and, where that holds, what is found only in the objects that it
 * becomes. Nothing is rendered for it where nobody adjusts what is rendered, or adds to it.
 */
export function checkWithObjects(platform: Platform, options: CheckOptions): readonly Finding[] {
  const findings = check(platform, options);
  if (findings.some(({ severity }) => severity === 'error')) return findings;
  const inventory = new Inventory(platform);
  return [
    ...findings,
    ...patchFaults(inventory).map(fault => ({ ...fault, rule: 'patches' as const })),
    ...additionFaults(inventory).map(fault => ({ ...fault, rule: 'additions' as const })),
  ];
}
