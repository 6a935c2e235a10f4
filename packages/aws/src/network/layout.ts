import { type AwsHosting, type Site, type SiteNetwork, type Stage, siteNetwork } from '@clinfra/core';

/** How the network of a site is laid out, before anything of it exists. */
export interface NetworkLayout extends SiteNetwork {
  readonly cidr: string;
  /** The zones with a gateway to the internet of their own. */
  readonly natZones: readonly string[];
}

/** Production loses no zone's way out with another zone; elsewhere one gateway has to do. */
const NAT_PER_ZONE = { development: false, staging: false, production: true } as const satisfies Record<Stage, boolean>;

export function networkLayout({ zones }: Pick<Site, 'zones'>, hosting: Pick<AwsHosting, 'cidr' | 'region'>, stage: Stage): NetworkLayout {
  return { ...siteNetwork(hosting, zones), cidr: hosting.cidr, natZones: zones.slice(0, NAT_PER_ZONE[stage] ? zones.length : 1) };
}

/** The zone whose gateway serves a zone: its own, or the first. */
export function natZoneOf(zone: string, { natZones }: Pick<NetworkLayout, 'natZones'>): string {
  return natZones.includes(zone) ? zone : (natZones[0] ?? zone);
}
