import { type LinkedSite, SiteFacts, SitePeering, SiteTransit, TransitPeering } from '@clinfra/aws';
import { type Inventory, type Site, siteLinks, siteLinksKind } from '@clinfra/core';
import type { Regions } from './regions';

/** Joins the networks of the sites that send each other requests. */
export function linkSites(inventory: Inventory, regions: Regions): void {
  const links = siteLinks(inventory);
  if (links.length === 0) return;
  const sites = new Map<Site, LinkedSite & { readonly parent: Regions['built'][number]['parent'] }>(
    regions.built.map(({ site, cloud: { network, cluster }, provider, parent }) => [
      site,
      { facts: new SiteFacts(site), network, securityGroupId: cluster.securityGroupId, provider, parent },
    ]),
  );
  const ends = links.flatMap(({ first, second }) => {
    const [requester, accepter] = [sites.get(first), sites.get(second)];
    return requester && accepter ? [{ name: `${inventory.platform.name}-${first.name}-${second.name}`, requester, accepter }] : [];
  });
  if (siteLinksKind(inventory) === 'peerings') {
    for (const { name, requester, accepter } of ends) new SitePeering(name, { requester, accepter });
    return;
  }
  const gateways = new Map<LinkedSite, SiteTransit>();
  for (const site of new Set(ends.flatMap(({ requester, accepter }) => [requester, accepter]))) {
    gateways.set(site, new SiteTransit(`${site.facts.prefix}-transit`, { site }, { parent: site.parent, providers: [site.provider] }));
  }
  for (const { name, requester, accepter } of ends) {
    const [asks, accepts] = [gateways.get(requester), gateways.get(accepter)];
    if (asks && accepts) new TransitPeering(name, { requester: asks, accepter: accepts });
  }
}
