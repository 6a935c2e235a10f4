import { isOfIpv6, parseIpv6Range, parseRange, printIpv6Range } from '@clinfra/core';
import { error, type Fault } from './finding';
import { show } from './show';

/** The widest range that can be meant by somebody, in each protocol: anything wider is the internet. */
const WIDEST = { ipv4: 8, ipv6: 20 } as const;

/** What is wrong with a range of IPv4 or IPv6. AWS takes those of IPv6 in one form, and would show any other as a change for ever. */
export function* rangeFaults(path: string, cidr: unknown): Generator<Fault> {
  if (typeof cidr !== 'string' || !(parseRange(cidr) || parseIpv6Range(cidr))) {
    yield error(path, 'be an address range', show(cidr), 'write it as 192.0.2.0/24 or 2001:db8:40::/48, with no bits set behind the prefix');
    return;
  }
  const range = parseIpv6Range(cidr);
  const written = range ? printIpv6Range(range) : cidr;
  if (written !== cidr) yield error(path, 'be written as AWS writes it', show(cidr), `write it as ${written}`);
}

/** The prefix that a range has to have at least, where it is wider than anybody's. */
export function leastPrefix(cidr: unknown): number | undefined {
  if (typeof cidr !== 'string') return undefined;
  const { prefix = Number.POSITIVE_INFINITY } = parseRange(cidr) ?? parseIpv6Range(cidr) ?? {};
  const least = isOfIpv6(cidr) ? WIDEST.ipv6 : WIDEST.ipv4;
  return prefix < least ? least : undefined;
}
