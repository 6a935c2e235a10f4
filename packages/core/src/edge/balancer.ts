import { given, made } from '../given/given';
import { type Duration, seconds } from '../units';

/** The policy of Elastic Load Balancing for each choice of TLS. */
export const BALANCER_TLS = {
  'tls-1.2': 'ELBSecurityPolicy-TLS13-1-2-2021-06',
  'tls-1.3': 'ELBSecurityPolicy-TLS13-1-3-2021-06',
  'tls-1.2-fips': 'ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04',
} as const;

export type BalancerTls = keyof typeof BALANCER_TLS;

interface CommonProps {
  /**
   * The address ranges from which it may be reached, of IPv4 and, where the sites have `hosting.ipv6`, of IPv6: `['192.0.2.0/24', '2001:db8:40::/48']`. Whoever asks for `health`
   * is let in besides. Not behind a CDN, which comes from everywhere and shows a secret.
   * @default anywhere: it is a way in for everybody
   */
  readonly from?: readonly string[];
  /**
   * Whether it can be deleted, and with it the addresses that callers know. Turning it off is a weakened default (`deletion-protection`).
   * @default true
   */
  readonly deletionProtection?: boolean;
}

export interface ApplicationBalancerProps extends CommonProps {
  /**
   * The oldest TLS that callers may speak, 1.3 in every case included; `tls-1.2-fips` takes what FIPS 140-3 allows.
   * @default 'tls-1.2'
   */
  readonly tls?: BalancerTls;
  /**
   * How long a connection may be silent.
   * @default seconds(60)
   */
  readonly idleTimeout?: Duration;
}

/** An Application Load Balancer: it ends TLS with a certificate of ACM, speaks TLS again to the gateway, and can have a firewall. It needs two zones. */
export interface ApplicationBalancer {
  readonly kind: 'application';
  readonly from: readonly string[];
  readonly deletionProtection: boolean;
  readonly tls: BalancerTls;
  readonly idleTimeout: Duration;
}

export interface NetworkBalancerProps extends CommonProps {
  /**
   * Whether a caller may be handed to a gateway in another zone; it evens the load, and traffic between zones is paid for.
   * @default true
   */
  readonly crossZone?: boolean;
}

/**
 * A Network Load Balancer: it hands connections on as they are, so that TLS ends at the gateway and nowhere before. The gateway sees who calls, but for callers of IPv6: they come to it
 * with an address of the load balancer's own.
 */
export interface NetworkBalancer {
  readonly kind: 'network';
  readonly from: readonly string[];
  readonly deletionProtection: boolean;
  readonly crossZone: boolean;
}

/** The load balancer of AWS before the gateway of an edge. */
export type Balancer = ApplicationBalancer | NetworkBalancer;

/** What ends TLS at the border with a certificate of ACM: `applicationBalancer({ tls: 'tls-1.3' })`. */
export function applicationBalancer(declared: ApplicationBalancerProps = {}): ApplicationBalancer {
  const props = given('ApplicationBalancerProps', declared);
  const { from = [], deletionProtection = true, tls = 'tls-1.2', idleTimeout = seconds(60) } = props;
  return made(props, { kind: 'application', from, deletionProtection, tls, idleTimeout });
}

/** What hands TLS through to the gateway. */
export function networkBalancer(declared: NetworkBalancerProps = {}): NetworkBalancer {
  const props = given('NetworkBalancerProps', declared);
  const { from = [], deletionProtection = true, crossZone = true } = props;
  return made(props, { kind: 'network', from, deletionProtection, crossZone });
}
