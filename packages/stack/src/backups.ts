import { BackupVault, backedUpAt, SiteBackup, SiteFacts } from '@clinfra/aws';
import { copiesSiteOf, type Inventory, type Site, type Store } from '@clinfra/core';
import type { BuiltSite, Regions } from './regions';

/** Backs up what stands on sites that are built, with copies in vaults at the sites that are declared for it, whether these are built or not. */
export function backUp(inventory: Inventory, regions: Regions): void {
  for (const built of regions.built) backUpSite(inventory, built, regions);
}

function backUpSite(inventory: Inventory, { site, cloud, provider, parent }: BuiltSite, regions: Regions): void {
  const backedUp = backedUpAt(inventory, site);
  if (backedUp.length === 0) return;
  const facts = new SiteFacts(site);
  const { accountId } = cloud.network;
  const copies = new Map<Site, BackupVault>();
  for (const { kept } of backedUp) {
    const to = copiesSiteOf(inventory, kept, site);
    if (!to || copies.has(to)) continue;
    const there = new SiteFacts(to);
    const contents = `copies-of-${site.name}`;
    const args = { facts: there, accountId, contents };
    copies.set(to, new BackupVault(`${there.prefix}-${contents}`, args, { providers: [regions.providerOf(to)] }));
  }
  const args = { facts, inventory, network: cloud.network, backedUp, arnOf: (store: Store) => cloud.address(store)?.arn, keyArn: cloud.volumeKey.arn, copies };
  new SiteBackup(`${facts.prefix}-backup`, args, { parent, providers: [provider] });
}
