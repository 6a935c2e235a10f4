import type { AwsRegion } from '../platform/jurisdiction';
import type { AwsHosting } from './hosting';
import type { Site } from './site';
import { subnetsOf, type ZoneSubnets } from './subnets';

/** The parts into which the network of a site on AWS is divided. */
export interface SiteNetwork {
  /** The zones that the site declares. */
  readonly zones: readonly ZoneSubnets[];
  /**
   * A second zone for a site that declares one, because control planes, databases and brokers are made in two at least. It gets what
   * cannot stand in the declared zone alone, so policies have to admit its data subnet too.
   */
  readonly companion: ZoneSubnets | undefined;
}

export function siteNetwork({ cidr, region }: Pick<AwsHosting, 'cidr' | 'region'>, zones: Site['zones']): SiteNetwork {
  const [only, ...others] = zones;
  const alone = only !== undefined && others.length === 0;
  const subnets = subnetsOf(cidr, alone ? [only, companionOf(only, region)] : zones);
  return { zones: subnets.slice(0, zones.length), companion: subnets[zones.length] };
}

/** Letters of zones, the ones that accounts are likeliest to see first; nearly every region has a and c. */
const LETTERS: Partial<Readonly<Record<AwsRegion, readonly string[]>>> = { 'ca-central-1': ['b', 'a'] };

function companionOf(zone: string, region: AwsRegion): string {
  const letters = LETTERS[region] ?? ['c', 'a'];
  return letters.map(letter => `${region}${letter}`).find(other => other !== zone) ?? zone;
}
