import { Inventory, type Platform } from '@clinfra/core';
import type { Stacks } from '@clinfra/stack';
import { stacks as declared } from '../../../stacks/platforms';

/** Every stack of the repository, on clusters whose owners have installed the add-ons: the tests reach no repository of charts. */
export const stacks: Stacks = Object.fromEntries(Object.entries(declared).map(([name, declare]) => [name, () => preinstalled(declare())]));

function preinstalled(platform: Platform): Platform {
  // A declaration is read-only for whoever writes one; a test may play its editor.
  for (const site of new Inventory(platform).sites) {
    Object.assign(site, { addOns: 'preinstalled' });
    // The rules of an adapter that is there already need its namespace, and these clusters have none but those of domains.
    if (site.metricsAdapter) Object.assign(site, { metricsAdapter: { namespace: 'monitoring' } });
  }
  return platform;
}
