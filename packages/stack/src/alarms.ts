import { PlatformBudget, SiteAlarms, SiteFacts, type WatchedBalancer } from '@clinfra/aws';
import type { Inventory, Site } from '@clinfra/core';
import type { BuiltSite, Regions } from './regions';

/** What rings of sites that are built, with the load balancers that stand before them, and what the platform may cost. */
export function watch(inventory: Inventory, { built }: Regions, balancersOf: (site: Site) => readonly WatchedBalancer[]): void {
  for (const site of built) watchSite(inventory, site, balancersOf(site.site));
  const { platform } = inventory;
  const [first] = built;
  if (!platform.budget || !first) return;
  const args = { facts: new SiteFacts(first.site), platform, budget: platform.budget, accountId: first.cloud.network.accountId };
  new PlatformBudget(`${platform.name}.budget`, args, { providers: [first.provider] });
}

function watchSite(inventory: Inventory, { site, cloud, provider, parent }: BuiltSite, balancers: readonly WatchedBalancer[]): void {
  const facts = new SiteFacts(site);
  const { accountId, gatewayIds } = cloud.network;
  new SiteAlarms(`${facts.prefix}-alarms`, { facts, inventory, accountId, gatewayIds, balancers }, { parent, providers: [provider] });
}
