import { check } from '@clinfra/checks';
import { ClinicalService, Inventory, type Platform } from '@clinfra/core';

/** Gives one service one pod more at its maximum, the first whose domain has room for it, and says which. */
export function giveOneMore(platform: Platform, today: string): ClinicalService {
  for (const service of new Inventory(platform).workloads) {
    if (!(service instanceof ClinicalService) || service.scale.min === service.scale.max) continue;
    const before = service.scale;
    // A declaration is read-only for whoever writes one; a test may play the editor who comes back to it.
    Object.assign(service, { scale: { ...before, max: before.max + 1 } });
    if (!check(platform, { today }).some(({ severity }) => severity === 'error')) return service;
    Object.assign(service, { scale: before });
  }
  throw new Error(`no service of ${platform.name} ${platform.environment} may have a pod more`);
}
