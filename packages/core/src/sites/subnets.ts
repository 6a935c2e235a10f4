import type { Site } from './site';

/** An IPv4 address range. */
export interface Range {
  /** Its first address as a number. */
  readonly first: number;
  /** How many leading bits are fixed. */
  readonly prefix: number;
}

/** The parts of a site's network in one zone. */
export interface ZoneSubnets {
  readonly zone: string;
  /** Load balancers and the way out; nothing of the platform itself. */
  readonly public: string;
  /** Nodes and pods. */
  readonly private: string;
  /** Managed stores, without a way out. */
  readonly data: string;
  /** Where the control plane and the endpoints of AWS services reach into the network, without a way out. */
  readonly intra: string;
}

/** The most zones that a network is divided for. */
export const MAX_ZONES = 6;

/** Reads `10.0.0.0/16`; undefined when it is no address range or has bits set behind its prefix. */
export function parseRange(cidr: string): Range | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr)?.slice(1).map(Number);
  if (!parts) return undefined;
  const [a = 256, b = 256, c = 256, d = 256, prefix = 33] = parts;
  if (prefix > 32 || [a, b, c, d].some(byte => byte > 255)) return undefined;
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  return first % 2 ** (32 - prefix) === 0 ? { first, prefix } : undefined;
}

export function printRange({ first, prefix }: Range): string {
  return `${[24, 16, 8, 0].map(shift => Math.floor(first / 2 ** shift) % 256).join('.')}/${prefix}`;
}

/** Whether two ranges share an address. */
export function overlaps(a: Range, b: Range): boolean {
  return a.first < b.first + 2 ** (32 - b.prefix) && b.first < a.first + 2 ** (32 - a.prefix);
}

/** Whether a range lies in another whole. */
export function isWithin(inner: Range, outer: Range): boolean {
  return inner.prefix >= outer.prefix && overlaps(inner, outer);
}

/** The narrowest subnet that AWS makes, and the addresses of a subnet that it keeps for itself. */
const NARROWEST = 28;
export const KEPT_ADDRESSES = 5;

/** Zones that a range is divided for without moving those that are there; five and six need another division. */
const QUARTERED = 4;
const HALVED = 2;

/**
 * Divides a site's range among its zones: each gets a quarter, of which half is for nodes and pods and a sixteenth, or a /28 at the least, for load balancers,
 * stores and control plane each; the rest stays free. Up to four zones can be added without moving any; with five or six each gets an eighth, and a /24
 * has room for two. None where the range is none or too narrow.
 */
export function subnetsOf(cidr: string, zones: Site['zones']): readonly ZoneSubnets[] {
  const range = parseRange(cidr);
  const bits = range && zoneBits(range, zones.length);
  if (!range || bits === undefined) return [];
  const zonePrefix = range.prefix + bits;
  const small = Math.min(zonePrefix + 4, NARROWEST);
  return zones.map((zone, index) => {
    const first = range.first + index * addressesIn(zonePrefix);
    const part = (place: number): string => printRange({ first: first + addressesIn(zonePrefix + 1) + place * addressesIn(small), prefix: small });
    return { zone, private: printRange({ first, prefix: zonePrefix + 1 }), public: part(0), data: part(1), intra: part(2) };
  });
}

/** How many bits a zone's part is narrower than the site's range; undefined where they cannot all have room. */
function zoneBits({ prefix }: Range, zones: number): number | undefined {
  if (zones > MAX_ZONES) return undefined;
  const bits = zones > QUARTERED ? 3 : zones <= HALVED && !hasRoom(prefix + 2) ? 1 : 2;
  return hasRoom(prefix + bits) ? bits : undefined;
}

/** Whether half of a zone's part and three small subnets beside it are as wide as AWS wants them. */
function hasRoom(zonePrefix: number): boolean {
  return addressesIn(zonePrefix + 1) >= 3 * addressesIn(Math.min(zonePrefix + 4, NARROWEST));
}

/** How many addresses a range of the prefix has. */
export function addressesIn(prefix: number): number {
  return 2 ** (32 - prefix);
}
