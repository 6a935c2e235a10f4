import { DatadogAccess, PlatformBudget, SiteAlarms, SiteFacts, type WatchedBalancer, WorldwideAlarms, WorldwideFacts } from '@clinfra/aws';
import type { Inventory } from '@clinfra/core';
import type { Input } from '@pulumi/pulumi';
import type { OpenedEdges, WatchedWorldwide } from './edges';
import type { BuiltSite, Regions } from './regions';

/** What rings of sites that are built, with the load balancers that stand before them, what the platform may cost, and who else reads its figures. */
export function watch(inventory: Inventory, { built }: Regions, { balancersOf, worldwide }: Pick<OpenedEdges, 'balancersOf' | 'worldwide'>): void {
  for (const site of built) watchSite(inventory, site, balancersOf(site.site));
  const { platform } = inventory;
  const { budget, datadog } = platform;
  const [first] = built;
  if (!first) return;
  const { accountId } = first.cloud.network;
  if (worldwide) watchWorldwide(inventory, worldwide, accountId);
  const facts = new SiteFacts(first.site);
  const made = { providers: [first.provider] };
  if (budget) new PlatformBudget(`${platform.name}.budget`, { facts, platform, budget, accountId }, made);
  const regions = [...new Set(built.map(({ site }) => new SiteFacts(site).region))];
  if (datadog) new DatadogAccess(`${platform.name}.datadog`, { facts, datadog, regions }, made);
}

function watchSite(inventory: Inventory, { site, cloud, provider, parent }: BuiltSite, balancers: readonly WatchedBalancer[]): void {
  const facts = new SiteFacts(site);
  const { accountId, gatewayIds } = cloud.network;
  new SiteAlarms(`${facts.prefix}-alarms`, { facts, inventory, accountId, gatewayIds, balancers }, { parent, providers: [provider] });
}

function watchWorldwide({ platform }: Inventory, { provider, ...watched }: WatchedWorldwide, accountId: Input<string>): void {
  const facts = new WorldwideFacts(platform);
  new WorldwideAlarms(`${facts.prefix}-alarms`, { facts, accountId, ...watched }, { providers: [provider] });
}
