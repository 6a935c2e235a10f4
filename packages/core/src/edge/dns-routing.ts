import type { Jurisdiction } from '../platform/jurisdiction';
import type { Site } from '../sites/site';

/** The parts of the world that Route 53 tells apart. */
export const CONTINENTS = ['AF', 'AN', 'AS', 'EU', 'NA', 'OC', 'SA'] as const;

export type Continent = (typeof CONTINENTS)[number];

/** A share of the callers for a site. */
export interface SiteWeight {
  readonly site: Site;
  /** Its share among the sum of all weights, from 0, which is nobody, to 255: 70 beside 30. */
  readonly weight: number;
}

/** Callers from these places for a site. */
export interface SitePlaces {
  readonly site: Site;
  /**
   * Countries by their two letters; they come before continents.
   * @default none
   */
  readonly countries?: readonly Jurisdiction[];
  /**
   * Continents by their two letters.
   * @default none
   */
  readonly continents?: readonly Continent[];
}

/** Everybody gets the one site on which the edge stands. */
export interface ToOneSite {
  readonly kind: 'one-site';
}

export interface ByWeight {
  readonly kind: 'weight';
  readonly weights: readonly SiteWeight[];
}

export interface ByLatency {
  readonly kind: 'latency';
}

export interface ByPlace {
  readonly kind: 'place';
  readonly places: readonly SitePlaces[];
  readonly otherwise: Site;
}

export interface ByFailover {
  readonly kind: 'failover';
}

/** Which site a caller is sent to, of those on which an edge stands. */
export type DnsRouting = ToOneSite | ByWeight | ByLatency | ByPlace | ByFailover;

/** Everybody gets the one site on which the edge stands. */
export function toOneSite(): ToOneSite {
  return { kind: 'one-site' };
}

/** Callers are shared out, and the share of a site that does not answer goes to the others: `byWeight([{ site: khartoum, weight: 70 }, { site: portSudan, weight: 30 }])`. */
export function byWeight(weights: readonly SiteWeight[]): ByWeight {
  return { kind: 'weight', weights };
}

/** A caller gets the site whose region answers fastest from where the caller is. */
export function byLatency(): ByLatency {
  return { kind: 'latency' };
}

/** A caller gets the site of the country or continent in which the caller is, or else the one named in `otherwise`. */
export function byPlace(places: readonly SitePlaces[], fallback: { readonly otherwise: Site }): ByPlace {
  return { kind: 'place', places, otherwise: fallback?.otherwise };
}

/** Everybody gets the active site of the failover, and its standby as soon as the active one no longer answers, where the standby is built. */
export function byFailover(): ByFailover {
  return { kind: 'failover' };
}
