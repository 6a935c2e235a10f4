import { type ClinicalService, eastWestRanges, type Site } from '@clinfra/core';
import type { SiteView } from '../site-view';

/** The other sites of the mesh on which a service stands as well. */
export function otherSitesOf({ site, inventory }: SiteView, service: ClinicalService): readonly Site[] {
  if (!site.mesh?.join) return [];
  return inventory.sitesOf(service).filter(other => other !== site && other.mesh?.join);
}

/** Where the east-west gateways of those sites answer. */
export function gatewayRangesOf(view: SiteView, services: readonly ClinicalService[]): readonly string[] {
  const sites = new Set(services.flatMap(service => otherSitesOf(view, service)));
  return [...new Set([...sites].flatMap(eastWestRanges))];
}

/**
 * One region after another in which a service stands or will: those of sites that serve, and of those that wait as a failover names them; the last one leads back to
 * the first.
 */
export function regionsInOrder({ site, inventory }: SiteView, { domain }: ClinicalService): readonly { readonly from: string; readonly to: string }[] {
  if (!site.mesh?.join) return [];
  const waiting = inventory.failovers.flatMap(({ spares }) => spares);
  const sites = [...inventory.servingSites, ...waiting].filter(other => other.mesh?.join && (domain.declaredSites?.includes(other) ?? true));
  const regions = [...new Set(sites.map(regionOf))];
  return regions.length < 2 ? [] : regions.map((from, index) => ({ from, to: regions[(index + 1) % regions.length] ?? from }));
}

/** The region by which the nodes of a site are labelled. */
export function regionOf({ name, hosting, mesh }: Site): string {
  return mesh?.join?.region ?? (hosting.kind === 'aws' ? hosting.region : name);
}
