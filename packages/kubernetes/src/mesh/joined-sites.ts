import type { ClinicalService, Site } from '@clinfra/core';
import type { SiteView } from '../site-view';

/** The port of an east-west gateway, which hands connections on by the name of their service and sees nothing of what is in them. */
export const EAST_WEST_PORT = 15_443;

/** The other sites of the mesh on which a service stands as well. */
export function otherSitesOf({ site, inventory }: SiteView, service: ClinicalService): readonly Site[] {
  if (!site.mesh?.join) return [];
  return inventory.sitesOf(service).filter(other => other !== site && other.mesh?.join);
}

/** Where the east-west gateways of those sites answer. */
export function gatewayRangesOf(view: SiteView, services: readonly ClinicalService[]): readonly string[] {
  const sites = new Set(services.flatMap(service => otherSitesOf(view, service)));
  return [...new Set([...sites].flatMap(({ mesh }) => mesh?.join?.gateway ?? []))];
}

/** One region after another, as a failover names its sites; the last one leads back to the first. */
export function regionsInOrder({ site, inventory }: SiteView): readonly { readonly from: string; readonly to: string }[] {
  if (!site.mesh?.join) return [];
  return inventory.failovers.flatMap(({ active, spares }) => {
    const regions = [...new Set([active, ...spares].filter(({ mesh }) => mesh?.join).map(regionOf))];
    return regions.length < 2 ? [] : regions.map((from, index) => ({ from, to: regions[(index + 1) % regions.length] ?? from }));
  });
}

/** The region by which the nodes of a site are labelled. */
function regionOf({ name, hosting, mesh }: Site): string {
  return mesh?.join?.region ?? (hosting.kind === 'aws' ? hosting.region : name);
}
