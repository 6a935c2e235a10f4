import type { Inventory } from '../platform/inventory';
import type { Site } from './site';
import { linkedSites } from './site-link';
import { siteNetwork } from './site-network';
import { parseRange, printRange, type ZoneSubnets } from './subnets';

/** The port of an east-west gateway, which hands connections on by the name of their service and sees nothing of what is in them. */
export const EAST_WEST_PORT = 15_443;

/** As wide as what pods get their addresses by, so that none of these is in such a block. */
const KEPT_PREFIX = 28;

/** How many addresses of each zone it takes from nodes and pods. */
export const EAST_WEST_ADDRESSES = 2 ** (32 - KEPT_PREFIX);

/** The addresses at the end of a zone's nodes of which the first is that of the gateway; none of them is given to anything else. */
export function keptForEastWest({ private: nodes }: Pick<ZoneSubnets, 'private'>): string {
  const { first = 0, prefix = KEPT_PREFIX } = parseRange(nodes) ?? {};
  return printRange({ first: first + 2 ** (32 - prefix) - EAST_WEST_ADDRESSES, prefix: KEPT_PREFIX });
}

/** Whether the platform itself has a gateway for other sites there: on AWS, unless one is declared that is there already. */
export function hasOwnEastWestGateway({ hosting, mesh }: Site): boolean {
  return hosting?.kind === 'aws' && mesh?.join !== undefined && mesh.join.gateway === undefined;
}

/** Where that gateway answers, one address in each zone. They follow from the network, so that other sites know them before it is made. */
export function eastWestAddresses(site: Site): readonly { readonly zone: string; readonly address: string }[] {
  if (!hasOwnEastWestGateway(site) || site.hosting.kind !== 'aws') return [];
  const { zones } = siteNetwork(site.hosting, site.zones);
  return zones.map(subnets => ({ zone: subnets.zone, address: keptForEastWest(subnets).replace(`/${KEPT_PREFIX}`, '') }));
}

/** The ranges in which the gateway of a site answers, whoever made it. */
export function eastWestRanges(site: Site): readonly string[] {
  return site.mesh?.join?.gateway ?? eastWestAddresses(site).map(({ address }) => `${address}/32`);
}

/** Whether a gateway is made at a site: once there is another to be joined to. */
export function makesEastWestGateway(inventory: Pick<Inventory, 'servingSites'>, site: Site): boolean {
  return hasOwnEastWestGateway(site) && linkedSites(inventory).some(linked => linked === site);
}

/** From where the pods of other sites come to it. */
export function eastWestCallers(inventory: Pick<Inventory, 'servingSites'>, site: Site): readonly string[] {
  const others = linkedSites(inventory).filter(linked => linked !== site);
  return others.flatMap(({ hosting, zones }) => siteNetwork(hosting, zones).zones.map(subnets => subnets.private));
}
