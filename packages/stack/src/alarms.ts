import { PlatformBudget, SiteAlarms, SiteFacts, storeSubject, storesOn } from '@clinfra/aws';
import type { Inventory } from '@clinfra/core';
import type { BuiltSite, Regions } from './regions';

/** What rings of sites that are built, and what the platform may cost. */
export function watch(inventory: Inventory, { built }: Regions): void {
  for (const site of built) watchSite(inventory, site);
  const { platform } = inventory;
  const [first] = built;
  if (!platform.budget || !first) return;
  const args = { facts: new SiteFacts(first.site), platform, budget: platform.budget, accountId: first.cloud.network.accountId };
  new PlatformBudget(`${platform.name}.budget`, args, { providers: [first.provider] });
}

function watchSite(inventory: Inventory, { site, cloud, provider, parent }: BuiltSite): void {
  const facts = new SiteFacts(site);
  const stores = storesOn(inventory, site).flatMap(store => storeSubject(store, facts) ?? []);
  const args = { facts, inventory, accountId: cloud.network.accountId, subjects: stores };
  new SiteAlarms(`${facts.prefix}-alarms`, args, { parent, providers: [provider] });
}
