import type { AwsHosting } from '../sites/hosting';
import type { AwsEdge } from './aws-edge';

/** The address ranges from which callers come to the load balancers of an edge at a site, by protocol. */
export interface Callers {
  readonly ipv4: readonly string[];
  /** None where nobody comes by IPv6. */
  readonly ipv6: readonly string[];
}

const ANYWHERE = { ipv4: '0.0.0.0/0', ipv6: '::/0' } as const;

/**
 * Who comes to the load balancers of an edge at a site. By IPv6 they come where the site has it and `from` names no range of IPv4 alone; a CDN, which they reach by
 * either, asks by IPv4.
 */
export function callersOf({ balancer: { from }, cdn }: Pick<AwsEdge, 'balancer' | 'cdn'>, hosting: Pick<AwsHosting, 'ipv6'>): Callers {
  const open = hosting.ipv6 && cdn === undefined;
  if (from.length === 0) return { ipv4: [ANYWHERE.ipv4], ipv6: open ? [ANYWHERE.ipv6] : [] };
  return { ipv4: from.filter(range => !isOfIpv6(range)), ipv6: open ? from.filter(isOfIpv6) : [] };
}

/** Whether a range is written as one of IPv6. */
export function isOfIpv6(range: string): boolean {
  return String(range).includes(':');
}
