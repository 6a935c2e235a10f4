import { type AwsEdgeProps, byFailover, DnsZone, minutes, type Platform, toOneSite } from '@clinfra/core';
import { FIGURES, type NileCareEnvironment } from './figures';

/** Who may sign for hosts of the platform: the certificate manager of AWS for load balancers, and Let's Encrypt for gateways. */
const AUTHORITIES = ['amazon.com', 'letsencrypt.org'] as const;

/** The window of the healthcare backend's limits, for each caller: here for each address, before it is known who calls. */
const RATE_WINDOW = minutes(15);

/** Where bundles of FHIR and images come in, which are larger than anything else. */
const DOCUMENTS = ['/ehr', '/fhir'] as const;

/**
 * What stands before the gateway. The documents let DNS send everybody to the region that answers: that is the active site, asked every half minute, and its
 * standby once that is built. Shares of 70 and 30 for two regions are for the day on which both serve.
 */
export function declareAwsEdge(platform: Platform, environment: NileCareEnvironment): AwsEdgeProps {
  const { host, balancer, rateLimit } = FIGURES[environment];
  const production = environment === 'production';
  const zone = new DnsZone(platform, 'hosts', { domain: host.replace(/^api\./, ''), authorities: AUTHORITIES, dnssec: production });
  const judged = balancer.kind === 'application' && { firewall: { rateLimit: { ...rateLimit, per: RATE_WINDOW }, bodies: { largeBelow: DOCUMENTS } } };
  return { zone, balancer, ...judged, ...(production ? { routing: byFailover(), health: { path: '/health/ready' } } : { routing: toOneSite() }) };
}
