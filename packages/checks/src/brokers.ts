import type { Kafka, Site } from '@clinfra/core';
import { count } from './show';

/** The brokers of a Kafka cluster on a site, and how they come about in words. */
export interface Brokers {
  readonly number: number;
  readonly where: string;
}

export function brokersOn(site: Site, { brokersPerZone }: Pick<Kafka, 'brokersPerZone'>): Brokers {
  const zones = zonesOfBrokers(site);
  return { number: brokersPerZone * zones, where: `${brokersPerZone} in each of ${count(zones, 'zone')} of ${site.path}` };
}

/** MSK spreads over two zones or three; a site with one gets a second zone for that. */
function zonesOfBrokers({ hosting, zones }: Site): number {
  // No zone at all is reported where zones are declared.
  return hosting.kind === 'aws' && zones.length > 0 ? Math.min(Math.max(zones.length, 2), 3) : zones.length;
}
