import { ImageRegistry, SiteFacts } from '@clinfra/aws';
import type { Inventory, Registry, Site } from '@clinfra/core';
import type { Regions } from './regions';

/** Makes each registry in the regions of all sites on AWS, so that a site which takes over has its images. Sites in one region share what stands there. */
export function makeRegistries(inventory: Inventory, regions: Regions): void {
  if (regions.built.length === 0) return;
  const sites = inventory.sites.filter(({ hosting }) => hosting.kind === 'aws');
  for (const registry of inventory.registries) {
    const { home } = registry;
    if (home?.hosting.kind !== 'aws') continue;
    const byRegion = new Map<string, Site>([[home.hosting.region, home]]);
    for (const site of sites) if (site.hosting.kind === 'aws' && !byRegion.has(site.hosting.region)) byRegion.set(site.hosting.region, site);
    const others = [...byRegion.keys()].filter(region => byRegion.get(region) !== home);
    const nodes = sites.map(site => nodesOf(registry, site));
    for (const site of byRegion.values()) {
      const facts = new SiteFacts(site);
      const here = regions.built.filter(one => new SiteFacts(one.site).region === facts.region);
      const importers = Object.fromEntries(here.map(({ site: { name }, cloud }) => [name, cloud.nodeRole]));
      const args = { registry, facts, nodes, importers, copiesTo: site === home ? others : [] };
      new ImageRegistry(`${facts.prefix}-${registry.name}.registry`, args, { providers: [regions.providerOf(site)] });
    }
  }
}

/** Nodes of a site as whom they fetch. */
function nodesOf({ account }: Registry, site: Site): string {
  return `arn:aws:iam::${account}:role/${new SiteFacts(site).physicalName(['nodes'], 64)}`;
}
