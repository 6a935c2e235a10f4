import { Platform } from '../platform/platform';
import type { RabbitMq } from '../stores/rabbitmq';
import type { Site } from './site';

/** How a site is called in its account. Names of more than one declared thing carry the environment, since environments may share an account. */
export function siteName(site: Site): string {
  const { name, environment } = Platform.of(site);
  return `${name}-${environment}-${site.name}`;
}

/** The alias of the key of a site's cluster, by which what is made in the cluster names it. */
export function siteKeyAlias(site: Site): string {
  return `alias/${siteName(site)}`;
}

/** The alias of the key of the disks that pods claim, by which storage classes name it: what people's data lies on has a key that nothing else has. */
export function volumeKeyAlias(site: Site): string {
  return `alias/${siteName(site)}/volumes`;
}

/** For whom the proof of identity is made that a client shows to a broker; one that was made for another broker opens nothing. */
export function brokerAudience(site: Site, broker: RabbitMq): string {
  return `${siteName(site)}-${broker.name}`;
}

/** The profile with which machines of a site's cluster start. */
export function nodeProfileName(site: Site): string {
  return `${siteName(site).slice(0, 120)}-nodes`;
}

/** The tag by which the subnets and the security group of a site's nodes are found; its value is the name of the site. */
export const NODES_TAG = 'clinfra.io/nodes-of';
