import { type Duration, kib, minutes, type Size } from '../units';

/** The groups of rules that AWS keeps up to date, by what they are against. */
export const FIREWALL_GROUPS = {
  /** What the OWASP lists: scripts in requests, foreign files, commands. */
  common: 'AWSManagedRulesCommonRuleSet',
  /** Requests that are known to use a hole in some software. */
  'known-bad-inputs': 'AWSManagedRulesKnownBadInputsRuleSet',
  /** SQL in requests. */
  sql: 'AWSManagedRulesSQLiRuleSet',
  /** Addresses from which AWS itself is attacked. */
  'ip-reputation': 'AWSManagedRulesAmazonIpReputationList',
  /** Ways by which callers hide who they are, and the machines of hosting companies. */
  'anonymous-ip': 'AWSManagedRulesAnonymousIpList',
} as const;

export type FirewallGroup = keyof typeof FIREWALL_GROUPS;

/** What becomes of a request: it is refused, or let through and counted, to see what a rule would do. */
export type FirewallAction = 'block' | 'count';

export interface GroupProps {
  /**
   * What becomes of what its rules find; `off` leaves the group out.
   * @default 'block'
   */
  readonly action?: FirewallAction | 'off';
  /**
   * What becomes of what single rules find, by the name that AWS gives them: `{ NoUserAgent_HEADER: 'count' }`.
   * @default what becomes of all
   */
  readonly rules?: Readonly<Record<string, FirewallAction>>;
}

/** How many requests one address may make. */
export interface FirewallRate {
  readonly requests: number;
  /** The length of time, a minute at least. */
  readonly per: Duration;
}

export interface FirewallBodies {
  /**
   * The largest body of a request. The firewall of an Application Load Balancer sees 8 KiB, that of a CDN 64.
   * @default kib(8)
   */
  readonly limit?: Size;
  /**
   * The paths below which bodies may be larger, because documents come there: `['/fhir']`. The edge's `maxRequest` holds for them.
   * @default none
   */
  readonly largeBelow?: readonly string[];
}

export interface FirewallProps {
  /**
   * How many requests one address may make; what is above is answered with 429. Of IPv6 a single network has more addresses than can be counted, each with as many.
   * @default { requests: 1000, per: minutes(15) }
   */
  readonly rateLimit?: FirewallRate;
  /**
   * The groups of rules. One that does not block is a weakened default (`firewall`); single rules that do not are not.
   * @default all of them, blocking
   */
  readonly groups?: Partial<Readonly<Record<FirewallGroup, GroupProps>>>;
  /**
   * The address ranges that no rule is asked about, `['192.0.2.0/24', '2001:db8:40::/48']`: hospitals whose many users share an address. By IPv6 callers come to a CDN, and to
   * load balancers of sites with `hosting.ipv6`.
   * @default none
   */
  readonly allow?: readonly string[];
  /**
   * How large bodies may be.
   * @default { limit: kib(8), largeBelow: [] }
   */
  readonly bodies?: FirewallBodies;
  /**
   * Whether every request is logged, encrypted, with when, from which address and what became of it; never with its path, query, cookies or credentials.
   * The firewall of a CDN logs in us-east-1: a finding where addresses of callers may not stand there.
   * @default true
   */
  readonly logs?: boolean;
}

/** What judges requests before they reach a gateway. */
export interface Firewall {
  readonly rateLimit: FirewallRate;
  readonly groups: Readonly<Record<FirewallGroup, Required<GroupProps>>>;
  readonly allow: readonly string[];
  readonly bodies: Required<FirewallBodies>;
  readonly logs: boolean;
}

export function firewallFrom(props: FirewallProps): Firewall {
  const { rateLimit = { requests: 1000, per: minutes(15) }, groups = {}, allow = [], bodies, logs = true } = props;
  const named = Object.keys({ ...FIREWALL_GROUPS, ...groups }) as FirewallGroup[];
  const all = Object.fromEntries(named.map(group => [group, { action: 'block', rules: {}, ...groups[group] }])) as unknown as Firewall['groups'];
  return { rateLimit, groups: all, allow, bodies: { limit: kib(8), largeBelow: [], ...bodies }, logs };
}
