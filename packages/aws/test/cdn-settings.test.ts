import { applicationBalancer, type CachedContent, type CacheRule, type CdnProps, type DataClass, DnsZone, days, Edge, minutes, seconds } from '@clinfra/core';
import { aPlatform } from '../../../test/fixtures/a-platform';
import { areFiles, cachePolicyOf, compresses, distributionSettings, headersPolicyOf, KEEP_NOTHING, methodsOf, originSettings } from '../src/edge/cdn-settings';

function anEdge(cdn: CdnProps = {}, props: Partial<ConstructorParameters<typeof Edge>[2]> = {}) {
  const { platform, clinical, ehr } = aPlatform();
  const zone = new DnsZone(platform, 'hosts', { domain: 'ward.example' });
  const aws = { zone, cdn, balancer: applicationBalancer() };
  const edge = new Edge(platform, 'web', { domain: clinical, host: 'api.ward.example', issuer: 'letsencrypt', ...props, aws }).exposes(ehr);
  if (!edge.aws?.cdn) throw new Error('the edge has no CDN');
  return { edge, cdn: edge.aws.cdn };
}

function aCache(content: CachedContent, rule: Partial<CacheRule> = {}) {
  const [cache] = anEdge({ caches: [{ path: '/x/*', content, holds: ['public'] satisfies DataClass[], ...rule }] }).cdn.caches;
  if (!cache) throw new Error('the rule is gone');
  return cache;
}

describe('what a CDN keeps', () => {
  it.each<[content: CachedContent, seconds: number, compressed: boolean, files: boolean]>([
    ['static', 31_536_000, true, true],
    ['fonts', 31_536_000, false, true],
    ['images', 2_592_000, false, true],
    ['api', 300, true, false],
    ['fhir', 900, true, false],
    ['patient-images', 2_592_000, false, false],
  ])('[E1] [E2] of %s it keeps for %i seconds, as the scalability document says', (content, ttl, compressed, files) => {
    const cache = aCache(content);
    const policy = cachePolicyOf(cache);
    expect(policy).toMatchObject({ minTtl: 0, defaultTtl: ttl, maxTtl: ttl });
    expect(compresses(cache)).toBe(compressed);
    expect(policy.parametersInCacheKeyAndForwardedToOrigin).toMatchObject({
      enableAcceptEncodingGzip: compressed,
      enableAcceptEncodingBrotli: compressed,
      // Never one caller's answer for another.
      cookiesConfig: { cookieBehavior: files ? 'none' : 'all' },
      queryStringsConfig: { queryStringBehavior: files ? 'none' : 'all' },
      headersConfig: files ? { headerBehavior: 'none' } : { headers: { items: expect.arrayContaining(['Authorization']) } },
    });
    expect(areFiles(cache)).toBe(files);
    expect(methodsOf(cache).allowedMethods).toHaveLength(files ? 3 : 7);
  });

  it('[E1] is as long as a rule says', () => {
    expect(cachePolicyOf(aCache('static', { ttl: days(1) }))).toMatchObject({ defaultTtl: 86_400, maxTtl: 86_400 });
    expect(cachePolicyOf(aCache('api', { ttl: minutes(1) }))).toMatchObject({ defaultTtl: 60 });
  });

  it('[R7] is nothing where a rule says no-store, and browsers are told the same', () => {
    const cache = aCache('fhir', { ttl: 'no-store' });
    expect(cachePolicyOf(cache)).toBe(KEEP_NOTHING);
    expect(KEEP_NOTHING).toMatchObject({ minTtl: 0, defaultTtl: 0, maxTtl: 0 });
    expect(compresses(cache)).toBe(false);
    expect(headersPolicyOf(anEdge().edge, false).customHeadersConfig).toEqual({ items: [{ header: 'Cache-Control', value: 'no-store', override: true }] });
    expect(headersPolicyOf(anEdge().edge, true).customHeadersConfig).toBeUndefined();
  });

  it('[R7] is nothing of what no rule names, and everything can be asked for there', () => {
    expect(compresses(undefined)).toBe(false);
    expect(methodsOf(undefined).allowedMethods).toContain('DELETE');
  });
});

describe('what browsers are told', () => {
  it('[E1] is to keep to HTTPS as long as the edge says, and to guess nothing', () => {
    const { edge } = anEdge({}, { strictTransport: { maxAge: days(730), includeSubdomains: false } });
    expect(headersPolicyOf(edge, true).securityHeadersConfig).toMatchObject({
      strictTransportSecurity: { accessControlMaxAgeSec: 63_072_000, includeSubdomains: false, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: 'DENY' },
    });
    expect(headersPolicyOf(anEdge({}, { strictTransport: false }).edge, true).securityHeadersConfig).not.toHaveProperty('strictTransportSecurity');
  });
});

describe('a CDN', () => {
  it.each<[countries: CdnProps['countries'], restriction: object]>([
    [undefined, { restrictionType: 'none', locations: [] }],
    [{ only: ['SD', 'SS'] }, { restrictionType: 'whitelist', locations: ['SD', 'SS'] }],
    [{ except: ['KP'] }, { restrictionType: 'blacklist', locations: ['KP'] }],
  ])('[E1] with callers in %j restricts places so', (countries, geoRestriction) => {
    expect(distributionSettings(anEdge(countries === undefined ? {} : { countries }).cdn).restrictions).toEqual({ geoRestriction });
  });

  it.each([
    ['all', 'PriceClass_All'],
    ['200', 'PriceClass_200'],
    ['100', 'PriceClass_100'],
  ] as const)('of the price class %s is %s for AWS, and speaks HTTP/3', (priceClass, called) => {
    expect(distributionSettings(anEdge({ priceClass }).cdn)).toMatchObject({ priceClass: called, httpVersion: 'http2and3' });
  });

  it('asks load balancers by TLS 1.2, no longer than the edge and AWS allow', () => {
    expect(originSettings(anEdge({}, { timeout: seconds(20) }).edge)).toMatchObject({
      originProtocolPolicy: 'https-only',
      originSslProtocols: ['TLSv1.2'],
      originReadTimeout: 20,
    });
    expect(originSettings(anEdge({}, { timeout: minutes(5) }).edge)).toMatchObject({ originReadTimeout: 60 });
  });
});
