import {
  type AwsEdgeProps,
  type Bucket,
  byFailover,
  type CachedContent,
  type CacheRule,
  type CdnProps,
  DnsZone,
  days,
  minutes,
  type Platform,
  toOneSite,
} from '@clinfra/core';
import { FIGURES, type NileCareEnvironment } from './figures';

/** Who may sign for hosts of the platform: the certificate manager of AWS for load balancers, and Let's Encrypt for gateways. */
const AUTHORITIES = ['amazon.com', 'letsencrypt.org'] as const;

/** The domain of the environment. In production its answers are signed. */
export function declareZone(platform: Platform, environment: NileCareEnvironment): DnsZone {
  const { domain } = FIGURES[environment];
  return new DnsZone(platform, 'hosts', { domain, authorities: AUTHORITIES, dnssec: environment === 'production' });
}

/** The window of the healthcare backend's limits, for each caller: here for each address, before it is known who calls. */
const RATE_WINDOW = minutes(15);

/** Where bundles of FHIR and images come in, which are larger than anything else. */
const DOCUMENTS = ['/ehr', '/fhir'] as const;

/**
 * The cache rules of the scalability document. It keeps FHIR for 15 minutes, answers of the API for 5 and images of patients for 30 days at "regional edges"; a CDN has places in
 * many countries and none in Sudan, so that production, where people's data is real, keeps files alone. Staging holds synthetic data, and keeps all of it as long as the document says.
 */
function declareCdn(environment: NileCareEnvironment, assets: Bucket): CdnProps {
  const answers = environment === 'production' ? ({ ttl: 'no-store' } as const) : {};
  const files = (path: string, content: CachedContent): CacheRule => ({ path: `/static/${path}`, content, holds: ['public'], bucket: assets });
  return {
    caches: [
      files('*.js', 'static'),
      files('*.css', 'static'),
      ...['*.woff', '*.woff2', '*.ttf'].map(path => files(path, 'fonts')),
      ...['*.jpg', '*.png', '*.gif', '*.svg'].map(path => files(path, 'images')),
      // The document's own figure for whatever else is below it.
      { ...files('*', 'static'), ttl: days(1) },
      { path: '/images/*', content: 'patient-images', holds: ['phi'], ...answers },
      { path: '/fhir/*', content: 'fhir', holds: ['phi'], ...answers },
      { path: '/api/*', content: 'api', holds: ['phi'], ...answers },
    ],
  };
}

/**
 * What stands before the gateway. The documents let DNS send everybody to the region that answers: that is the active site, asked every half minute, and its
 * standby once that is built. Shares of 70 and 30 for two regions are for the day on which both serve.
 */
export function declareAwsEdge(zone: DnsZone, environment: NileCareEnvironment, assets: Bucket): AwsEdgeProps {
  const { balancer, rateLimit } = FIGURES[environment];
  const production = environment === 'production';
  // Before a CDN the firewall logs in us-east-1, with addresses of callers: in production these may not leave the country.
  const judged = balancer.kind === 'application' && {
    firewall: { rateLimit: { ...rateLimit, per: RATE_WINDOW }, bodies: { largeBelow: DOCUMENTS }, logs: !production },
  };
  const delivered = balancer.kind === 'application' && { cdn: declareCdn(environment, assets) };
  return { zone, balancer, ...judged, ...delivered, ...(production ? { routing: byFailover(), health: { path: '/health/ready' } } : { routing: toOneSite() }) };
}
