import { siteName } from '../sites/aws-names';
import type { Site } from '../sites/site';

/** What is left of a name beside what is put around it. */
const ROOM = 14;

/**
 * The group of targets by which a load balancer of AWS finds the gateway of an edge, or a service, on one of its ports. What binds pods to it, in the cluster, goes by this name,
 * so that it can be written before the group exists. Groups have 32 characters: what tells sites and environments apart is a checksum.
 */
export function targetGroupName(site: Site, of: string, port: number): string {
  return `to-${of
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, ROOM)
    .replace(/-+$/, '')}-${port}-${checksum(`${siteName(site)}/${of}`)}`;
}

/** What a service is called by there: it cannot be taken for an edge, whose names have no dot. */
export function serviceTargets({ name, domain }: { readonly name: string; readonly domain: { readonly name: string } }): string {
  return `${domain.name}.${name}`;
}

/** FNV-1a, 32 bits: enough for the few edges of an account, which refuses a second group of a name. */
function checksum(text: string): string {
  let sum = 0x811c9dc5;
  for (const character of text) sum = Math.imul(sum ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return sum.toString(36).padStart(7, '0');
}
