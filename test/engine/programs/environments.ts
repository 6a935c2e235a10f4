import { Inventory, type Platform } from '@clinfra/core';
import type { Stacks } from '@clinfra/stack';
import { stacks } from '../../../stacks/platforms';

/** Every stack of the repository, on clusters whose owners have installed the add-ons: the tests reach no repository of charts. */
export const environments: Stacks = Object.fromEntries(Object.entries(stacks).map(([name, declare]) => [name, () => preinstalled(declare())]));

function preinstalled(platform: Platform): Platform {
  // A declaration is read-only for whoever writes one; a test may play its editor.
  for (const site of new Inventory(platform).sites) Object.assign(site, { addOns: 'preinstalled' });
  return platform;
}
