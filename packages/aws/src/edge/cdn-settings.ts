import { CACHED_CONTENT, type Cache, type Cdn, type Edge, type PriceClass } from '@clinfra/core';
import type { CachePolicyArgs, DistributionArgs, OriginRequestPolicyArgs, ResponseHeadersPolicyArgs } from '@pulumi/aws/cloudfront';

const PRICE_CLASSES = { all: 'PriceClass_All', '200': 'PriceClass_200', '100': 'PriceClass_100' } as const satisfies Record<PriceClass, string>;

/** The longest that CloudFront waits for an answer without being asked to by AWS. */
const LONGEST_WAIT = 60;

/** What nobody keeps: what no rule names, and what a rule says so of. */
export const KEEP_NOTHING: CachePolicyArgs = {
  minTtl: 0,
  defaultTtl: 0,
  maxTtl: 0,
  parametersInCacheKeyAndForwardedToOrigin: {
    cookiesConfig: { cookieBehavior: 'none' },
    headersConfig: { headerBehavior: 'none' },
    queryStringsConfig: { queryStringBehavior: 'none' },
    enableAcceptEncodingBrotli: false,
    enableAcceptEncodingGzip: false,
  },
};

/** What of a request tells one caller's answer from another's. */
const OF_CALLER = ['Accept', 'Accept-Language', 'Authorization', 'Origin'];

/**
 * How long a copy is given out, and to whom. The shortest time is none, so that an answer which says that it is private or not to be stored is
 * obeyed. An answer of a service is kept for the very caller who asked: whoever sends other credentials, cookies or questions asks anew.
 */
export function cachePolicyOf({ content, ttl }: Cache): CachePolicyArgs {
  if (ttl === 'no-store') return KEEP_NOTHING;
  const { answers, compressed } = CACHED_CONTENT[content];
  const seconds = ttl.toSeconds();
  return {
    minTtl: 0,
    defaultTtl: seconds,
    maxTtl: seconds,
    parametersInCacheKeyAndForwardedToOrigin: {
      cookiesConfig: { cookieBehavior: answers ? 'all' : 'none' },
      headersConfig: answers ? { headerBehavior: 'whitelist', headers: { items: OF_CALLER } } : { headerBehavior: 'none' },
      queryStringsConfig: { queryStringBehavior: answers ? 'all' : 'none' },
      enableAcceptEncodingBrotli: compressed,
      enableAcceptEncodingGzip: compressed,
    },
  };
}

/** The gateway is asked as it would be without a CDN: with host, credentials, cookies and query. */
export const ASKED_AS_BEFORE: OriginRequestPolicyArgs = {
  cookiesConfig: { cookieBehavior: 'all' },
  headersConfig: { headerBehavior: 'allViewer' },
  queryStringsConfig: { queryStringBehavior: 'all' },
};

/** A file is the same for everybody, so that nobody's credentials or cookies come along and get into it. */
export const ASKED_FOR_FILES: OriginRequestPolicyArgs = {
  cookiesConfig: { cookieBehavior: 'none' },
  headersConfig: { headerBehavior: 'whitelist', headers: { items: ['Host'] } },
  queryStringsConfig: { queryStringBehavior: 'none' },
};

/** Whether what it holds for are files: the same for everybody, and only read. */
export function areFiles({ content, bucket }: Pick<Cache, 'content' | 'bucket'>): boolean {
  return bucket !== undefined || !CACHED_CONTENT[content].answers;
}

/** What browsers are told with every answer; with one of which no copy is kept, that they keep none either. */
export function headersPolicyOf({ strictTransport }: Edge, kept: boolean): ResponseHeadersPolicyArgs {
  const hsts = strictTransport && {
    accessControlMaxAgeSec: strictTransport.maxAge.toSeconds(),
    includeSubdomains: strictTransport.includeSubdomains,
    override: true,
  };
  const nowhere = { header: 'Cache-Control', value: 'no-store', override: true };
  return {
    securityHeadersConfig: {
      ...(hsts && { strictTransportSecurity: hsts }),
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: 'DENY', override: false },
      referrerPolicy: { referrerPolicy: 'same-origin', override: false },
    },
    ...(kept ? {} : { customHeadersConfig: { items: [nowhere] } }),
  };
}

/** Who may be asked what: files are only read. */
export function methodsOf(cache: Pick<Cache, 'content' | 'bucket'> | undefined): { readonly allowedMethods: string[]; readonly cachedMethods: string[] } {
  const reading = ['GET', 'HEAD', 'OPTIONS'];
  return { allowedMethods: cache && areFiles(cache) ? reading : [...reading, 'PUT', 'POST', 'PATCH', 'DELETE'], cachedMethods: ['GET', 'HEAD'] };
}

/** Compressing takes a policy that tells apart who can read it; what nobody keeps is compressed by the gateway. */
export function compresses(cache: Cache | undefined): boolean {
  return cache !== undefined && cache.ttl !== 'no-store' && CACHED_CONTENT[cache.content].compressed;
}

export function viewerProtocolOf({ redirectsToHttps }: Edge): string {
  return redirectsToHttps ? 'redirect-to-https' : 'https-only';
}

/** What holds for the whole of a CDN. */
export function distributionSettings({ priceClass, countries }: Cdn): Pick<DistributionArgs, 'priceClass' | 'restrictions'> & Partial<DistributionArgs> {
  const restricted =
    countries === undefined
      ? { restrictionType: 'none', locations: [] }
      : 'only' in countries
        ? { restrictionType: 'whitelist', locations: [...countries.only] }
        : { restrictionType: 'blacklist', locations: [...countries.except] };
  return { priceClass: PRICE_CLASSES[priceClass], restrictions: { geoRestriction: restricted }, httpVersion: 'http2and3', isIpv6Enabled: true };
}

/** How the load balancers are asked: by TLS 1.2, for as long as the edge lets a service take. */
export function originSettings({ timeout }: Edge) {
  return {
    httpPort: 80,
    httpsPort: 443,
    originProtocolPolicy: 'https-only',
    originSslProtocols: ['TLSv1.2'],
    originReadTimeout: Math.min(LONGEST_WAIT, Math.ceil(timeout.toSeconds())),
    originKeepaliveTimeout: 60,
  };
}

/** What a log says of a request: nothing of who asked, or for what. */
export const LOGGED_FIELDS = [
  ...['date', 'time', 'x-edge-location', 'cs-method', 'sc-status', 'sc-bytes', 'cs-bytes', 'time-taken', 'time-to-first-byte', 'cs-protocol'],
  ...['cs-protocol-version', 'ssl-protocol', 'ssl-cipher', 'x-edge-result-type', 'x-edge-detailed-result-type', 'x-edge-request-id', 'sc-content-type'],
] as const;
