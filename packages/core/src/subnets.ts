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

/**
 * Divides a site's range among its zones: each zone gets an eighth, of which half is for nodes and pods, a sixteenth for load balancers
 * and a sixteenth for stores. The division does not depend on the number of zones, so that a zone can be added without moving the others.
 */
export function subnetsOf(cidr: string, zones: Site['zones']): readonly ZoneSubnets[] {
  const range = parseRange(cidr);
  if (!range || zones.length > MAX_ZONES) return [];
  const at = (eighth: number, sixteenth: number, bits: number): string =>
    printRange({ first: range.first + eighth * 2 ** (29 - range.prefix) + sixteenth * 2 ** (25 - range.prefix), prefix: range.prefix + bits });
  return zones.map((zone, index) => ({ zone, private: at(index, 0, 4), public: at(index, 8, 7), data: at(index, 9, 7) }));
}
