import { type AwsHosting, natGatewaysOf, type Site, type SiteNetwork, type Stage, siteNetwork } from '@clinfra/core';

/** How the network of a site is laid out, before anything of it exists. */
export interface NetworkLayout extends SiteNetwork {
  readonly cidr: string;
  /** The zones with a gateway to the internet of their own; none where there is no way out at all. */
  readonly natZones: readonly string[];
}

export function networkLayout({ zones }: Pick<Site, 'zones'>, hosting: Pick<AwsHosting, 'cidr' | 'region' | 'nat'>, stage: Stage): NetworkLayout {
  const gateways = { none: 0, single: 1, 'per-zone': zones.length }[natGatewaysOf(hosting, stage)];
  return { ...siteNetwork(hosting, zones), cidr: hosting.cidr, natZones: zones.slice(0, gateways) };
}

/** The zone whose gateway serves a zone: its own, or the first; none where there is no gateway. */
export function natZoneOf(zone: string, { natZones }: Pick<NetworkLayout, 'natZones'>): string | undefined {
  return natZones.includes(zone) ? zone : natZones[0];
}

/** Every part of the network for stores, the second zone's of a one-zone site included. */
export function partsOf({ zones, companion }: SiteNetwork, purpose: 'private' | 'public' | 'data' | 'intra'): readonly string[] {
  return [...zones, ...(companion ? [companion] : [])].map(zone => zone[purpose]);
}
