import { DatadogAccess, PlatformBudget, SiteAlarms, SiteFacts, type WatchedBalancer } from '@clinfra/aws';
import type { Inventory, Site } from '@clinfra/core';
import type { BuiltSite, Regions } from './regions';

/** What rings of sites that are built, with the load balancers that stand before them, what the platform may cost, and who else reads its figures. */
export function watch(inventory: Inventory, { built }: Regions, balancersOf: (site: Site) => readonly WatchedBalancer[]): void {
  for (const site of built) watchSite(inventory, site, balancersOf(site.site));
  const { platform } = inventory;
  const { budget, datadog } = platform;
  const [first] = built;
  if (!first) return;
  const facts = new SiteFacts(first.site);
  const made = { providers: [first.provider] };
  if (budget) new PlatformBudget(`${platform.name}.budget`, { facts, platform, budget, accountId: first.cloud.network.accountId }, made);
  const regions = [...new Set(built.map(({ site }) => new SiteFacts(site).region))];
  if (datadog) new DatadogAccess(`${platform.name}.datadog`, { facts, datadog, regions }, made);
}

function watchSite(inventory: Inventory, { site, cloud, provider, parent }: BuiltSite, balancers: readonly WatchedBalancer[]): void {
  const facts = new SiteFacts(site);
  const { accountId, gatewayIds } = cloud.network;
  new SiteAlarms(`${facts.prefix}-alarms`, { facts, inventory, accountId, gatewayIds, balancers }, { parent, providers: [provider] });
}
