import type { Site } from '../sites/site';
import { applicationBalancer, type Balancer } from './balancer';
import { type Cdn, type CdnProps, cdnFrom } from './cdn';
import { type DnsRouting, toOneSite } from './dns-routing';
import type { DnsZone } from './dns-zone';
import { type Firewall, type FirewallProps, firewallFrom } from './firewall';
import { type HealthCheck, type HealthCheckProps, healthCheckFrom } from './health-check';

export interface AwsEdgeProps {
  /** The public zone in which the host has its records; the host lies in its domain. */
  readonly zone: DnsZone;
  /**
   * Which site a caller is sent to: `toOneSite()`, `byWeight(...)`, `byLatency()`, `byPlace(...)` or `byFailover()`.
   * @default toOneSite()
   */
  readonly routing?: DnsRouting;
  /**
   * How it is seen from outside whether a site answers; one that does not gets nobody as long as another does.
   * @default none: a site counts as well while its load balancer has a gateway that does
   */
  readonly health?: HealthCheckProps;
  /**
   * The load balancer before the gateway: `applicationBalancer()` or `networkBalancer()`.
   * @default applicationBalancer()
   */
  readonly balancer?: Balancer;
  /**
   * What judges requests before they reach the gateway; `false` for nothing, which is a weakened default (`firewall`). A Network Load Balancer hands TLS through
   * unread, and so has none.
   * @default all groups of rules, and 1,000 requests in 15 minutes from an address
   */
  readonly firewall?: FirewallProps | false;
  /**
   * A CDN before the load balancers, CloudFront. Callers then come by it alone, the firewall stands before it, and `routing` says which site it asks. It has places in many countries: what is kept there must be
   * allowed to stand there.
   * @default none: callers come to the load balancers
   */
  readonly cdn?: CdnProps;
}

/** What of AWS stands before the gateway of an edge, on each of its sites. */
export interface AwsEdge {
  readonly zone: DnsZone;
  readonly routing: DnsRouting;
  readonly health: HealthCheck | undefined;
  readonly balancer: Balancer;
  readonly firewall: Firewall | undefined;
  readonly cdn: Cdn | undefined;
}

export function awsEdgeFrom(props: AwsEdgeProps | undefined): AwsEdge | undefined {
  if (props === undefined) return undefined;
  const { zone, routing = toOneSite(), health, balancer = applicationBalancer() } = props;
  const { firewall = balancer.kind === 'application' ? {} : false } = props;
  return {
    zone,
    routing,
    health: healthCheckFrom(health),
    balancer,
    firewall: firewall === false ? undefined : firewallFrom(firewall),
    cdn: props.cdn && cdnFrom(props.cdn),
  };
}

/** The name under which one site of an edge can be asked, whichever site callers get: `khartoum.api.nilecare.sd`. */
export function siteHost(host: string, site: Site): string {
  return `${site.name}.${host}`;
}
