/** An address range of IPv6. */
export interface Ipv6Range {
  /** Its first address as a number. */
  readonly first: bigint;
  /** How many leading bits are fixed. */
  readonly prefix: number;
}

const BITS = 128;
const GROUPS = 8;
/** Every subnet of AWS is as wide as that. */
const SUBNET = 64;

/** Reads `2001:db8::/32`; undefined when it is no address range of IPv6 or has bits set behind its prefix. */
export function parseIpv6Range(cidr: string): Ipv6Range | undefined {
  const [, address = '', length = ''] = /^([0-9a-f:]{2,39})\/(\d{1,3})$/i.exec(cidr) ?? [];
  const groups = groupsOf(address);
  const prefix = Number(length);
  if (!groups || prefix > BITS) return undefined;
  const first = groups.reduce((number, group) => (number << 16n) | BigInt(group), 0n);
  return first % (1n << BigInt(BITS - prefix)) === 0n ? { first, prefix } : undefined;
}

/** The eight groups of an address, of which `::` leaves out one or more that are zero. */
function groupsOf(address: string): readonly number[] | undefined {
  const [before = '', after, ...more] = address.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after === undefined || after === '' ? [] : after.split(':');
  const left = GROUPS - head.length - tail.length;
  const written = [...head, ...tail];
  if (more.length > 0 || (after === undefined ? left !== 0 : left < 1) || !written.every(group => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return [...head, ...Array<string>(left).fill('0'), ...tail].map(group => Number.parseInt(group, 16));
}

/** Writes a range in the one form that AWS and its provider take (RFC 5952): in lowercase, with the longest row of zeros left out. */
export function printIpv6Range({ first, prefix }: Ipv6Range): string {
  const groups = Array.from({ length: GROUPS }, (_, index) => (first >> BigInt(16 * (GROUPS - 1 - index))) & 0xffffn);
  const zeros = longestZeros(groups);
  const text = (part: readonly bigint[]) => part.map(group => group.toString(16)).join(':');
  if (zeros.length < 2) return `${text(groups)}/${prefix}`;
  return `${text(groups.slice(0, zeros.start))}::${text(groups.slice(zeros.start + zeros.length))}/${prefix}`;
}

/** The longest row of zeros, the first of several. */
function longestZeros(groups: readonly bigint[]): { readonly start: number; readonly length: number } {
  const rows = groups.map((_, start) => ({ start, length: groups.slice(start).findIndex(group => group !== 0n) }));
  const whole = rows.map(({ start, length }) => ({ start, length: length < 0 ? groups.length - start : length }));
  return whole.reduce((longest, row) => (row.length > longest.length ? row : longest));
}

/** One of the /64 of a block, counted from 0: all that a subnet can have. What is no block, or has no such part, is given back as it is, for AWS to refuse. */
export function ipv6Subnet(block: string, place: number): string {
  const range = parseIpv6Range(block);
  if (!range || range.prefix > SUBNET || place < 0 || place >= 2 ** (SUBNET - range.prefix)) return block;
  return printIpv6Range({ first: range.first + (BigInt(place) << BigInt(BITS - SUBNET)), prefix: SUBNET });
}
