import { type CheckOptions, check, type Finding } from '@clinfra/checks';
import { Inventory, type Platform } from '@clinfra/core';
import { patchFaults } from './patches/patch-findings';

/**
 * Everything that is wrong with a platform: what the checks find in its declaration and, where that holds, what is found only in the objects that it
 * becomes. Nothing is rendered for it where nobody adjusts what is rendered.
 */
export function checkWithObjects(platform: Platform, options: CheckOptions): readonly Finding[] {
  const findings = check(platform, options);
  if (findings.some(({ severity }) => severity === 'error')) return findings;
  const faults = patchFaults(new Inventory(platform));
  return [...findings, ...faults.map(fault => ({ ...fault, rule: 'patches' as const }))];
}
