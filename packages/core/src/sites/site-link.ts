import type { Inventory } from '../platform/inventory';
import type { AwsHosting } from './hosting';
import type { Site } from './site';

/** What joins the networks of sites on AWS: a peering between each two of them, or a transit gateway at each. */
export type SiteLinks = 'peerings' | 'transit-gateways';

/** A site whose network the platform makes. */
export type AwsSited = Site & { readonly hosting: AwsHosting };

/** Two sites whose networks are joined. Which of them comes first depends on their names alone, so that a failover changes nothing here. */
export interface SiteLink {
  readonly first: AwsSited;
  readonly second: AwsSited;
}

/** From so many sites on each has a transit gateway unless the platform says otherwise. */
const MANY = 4;

/**
 * The sites on AWS that send each other requests: those that are built and join their meshes. What copies buckets, backups and images passes inside AWS and needs
 * no way between networks.
 */
export function linkedSites({ servingSites }: Pick<Inventory, 'servingSites'>): readonly AwsSited[] {
  const isLinked = (site: Site): site is AwsSited => site.hosting?.kind === 'aws' && site.mesh?.join !== undefined;
  const linked = servingSites.filter(isLinked);
  return linked.length < 2 ? [] : linked.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Each two of them. */
export function siteLinks(inventory: Pick<Inventory, 'servingSites'>): readonly SiteLink[] {
  const sites = linkedSites(inventory);
  return sites.flatMap((first, index) => sites.slice(index + 1).map(second => ({ first, second })));
}

/** What joins the networks of a platform: what it declares, or what suits the number of its sites. */
export function siteLinksKind(inventory: Pick<Inventory, 'servingSites' | 'platform'>): SiteLinks {
  return inventory.platform.siteLinks ?? (linkedSites(inventory).length < MANY ? 'peerings' : 'transit-gateways');
}
