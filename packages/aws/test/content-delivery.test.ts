import { type CdnProps, DataTier, DnsZone, Edge, type FirewallProps } from '@clinfra/core';
import { aPlatform } from '../../../test/fixtures/a-platform';
import { type RecordedSite, recordEdges, recordSite } from './recorded';

/** A platform whose edge has a CDN, with a bucket of pages behind it. */
function platformWith(cdn: CdnProps = {}, firewall: FirewallProps | false = {}) {
  const { platform, clinical, ehr } = aPlatform();
  const pages = new DataTier(platform, 'files').bucket('pages', { holds: ['public'] });
  const zone = new DnsZone(platform, 'hosts', { domain: 'ward.example' });
  const caches: CdnProps['caches'] = [
    { path: '/pages/*', content: 'static', holds: ['public'], bucket: pages },
    { path: '/files/*', content: 'images', holds: ['public'] },
    { path: '/fhir/*', content: 'fhir', holds: ['phi'], ttl: 'no-store' },
  ];
  const aws = { zone, health: { path: '/ehr/health' }, firewall, cdn: { caches, ...cdn } };
  new Edge(platform, 'web', { domain: clinical, host: 'api.ward.example', issuer: 'letsencrypt', aws }).exposes(ehr, { path: '/ehr' });
  return platform;
}

interface Behavior {
  readonly pathPattern?: string;
  readonly targetOriginId: string;
  readonly cachePolicyId: string;
  readonly responseHeadersPolicyId: string;
  readonly originRequestPolicyId?: string;
  readonly viewerProtocolPolicy: string;
}

describe('an edge behind a CDN', () => {
  let edge: RecordedSite;
  let behaviors: readonly Behavior[];
  beforeAll(async () => {
    edge = await recordEdges(platformWith({ regionalCache: 'eu-west-1', originKey: 3, countries: { only: ['IE'] } }));
    const { defaultCacheBehavior, orderedCacheBehaviors } = edge.one('cloudfront/distribution:Distribution').inputs;
    behaviors = [...(orderedCacheBehaviors as unknown as Behavior[]), defaultCacheBehavior as unknown as Behavior];
  });

  /** What a policy of a behaviour says. */
  const policy = (type: string, reference: string) => {
    const name = /::(.+)\.id\}$/.exec(reference)?.[1];
    return edge.one(`cloudfront/${type}`, name).inputs;
  };

  it('[E1] answers under its host by HTTP/2 and 3, by TLS 1.2 at the least, with a certificate of us-east-1', () => {
    expect(edge.one('cloudfront/distribution:Distribution').inputs).toMatchObject({
      aliases: ['api.ward.example'],
      httpVersion: 'http2and3',
      viewerCertificate: { minimumProtocolVersion: 'TLSv1.2_2021', sslSupportMethod: 'sni-only' },
    });
    expect(edge.one('acm/certificate:Certificate', 'ward.edge-web').inputs).toMatchObject({ region: 'us-east-1', domainName: 'api.ward.example' });
    expect(new Set(behaviors.map(({ viewerProtocolPolicy }) => viewerProtocolPolicy))).toEqual(new Set(['redirect-to-https']));
    for (const type of ['a', 'aaaa']) expect(edge.one('route53/record:Record', `ward.edge-web-${type}`).inputs.name).toBe('api.ward.example');
  });

  it('[R7] keeps nothing of what holds health data, and nothing that no rule names', () => {
    const kept = behaviors.map(({ pathPattern = 'all the rest', cachePolicyId, responseHeadersPolicyId }) => {
      const { maxTtl } = policy('cachePolicy:CachePolicy', cachePolicyId);
      const { customHeadersConfig } = policy('responseHeadersPolicy:ResponseHeadersPolicy', responseHeadersPolicyId);
      return [pathPattern, maxTtl, (customHeadersConfig as { items: { value: string }[] } | undefined)?.items[0]?.value];
    });
    expect(kept).toEqual([
      ['/pages/*', 31_536_000, undefined],
      ['/files/*', 2_592_000, undefined],
      ['/fhir/*', 0, 'no-store'],
      ['all the rest', 0, 'no-store'],
    ]);
  });

  it('asks for files without whose they are, and for everything else as it was asked', () => {
    const [pages, files, fhir, rest] = behaviors.map(({ originRequestPolicyId }) => originRequestPolicyId);
    expect(pages).toBeUndefined();
    expect(policy('originRequestPolicy:OriginRequestPolicy', files ?? '')).toMatchObject({
      cookiesConfig: { cookieBehavior: 'none' },
      headersConfig: { headerBehavior: 'whitelist', headers: { items: ['Host'] } },
    });
    expect(fhir).toBe(rest);
    expect(policy('originRequestPolicy:OriginRequestPolicy', fhir ?? '')).toMatchObject({ headersConfig: { headerBehavior: 'allViewer' } });
  });

  it('[E1] shows load balancers a secret that stands nowhere in plain, and they let nobody else past', () => {
    const { origins } = edge.one('cloudfront/distribution:Distribution').inputs as { origins: readonly Record<string, unknown>[] };
    expect(origins[0]).toMatchObject({
      domainName: 'origin.api.ward.example',
      customHeaders: [{ name: 'x-origin-verify', value: { secret: true } }],
      originShield: { enabled: true, originShieldRegion: 'eu-west-1' },
    });
    expect(edge.one('lb/listener:Listener', 'ward-dublin-web-443').inputs.defaultActions).toMatchObject([
      { type: 'fixed-response', fixedResponse: { statusCode: '403' } },
    ]);
    expect(edge.one('lb/listenerRule:ListenerRule', 'ward-dublin-web-cdn').inputs).toMatchObject({
      conditions: [{ httpHeader: { httpHeaderName: 'x-origin-verify', values: [{ secret: true }, { secret: true }, { secret: true }] } }],
    });
    expect(JSON.stringify(edge.resources)).not.toMatch(/"(value|values)":\s*\[?"[0-9a-f]{64}/);
  });

  it('[E1] knows the secret before and the one after, so that it can change in any order', () => {
    expect(edge.names('kms/ciphertext:Ciphertext')).toEqual([2, 3, 4].map(number => `ward.edge-origin-web-${number}`));
    const key = edge.policy(edge.one('kms/key:Key', 'ward.edge-origin'));
    expect(JSON.stringify(key)).toContain('kms:Encrypt');
    expect(JSON.stringify(key)).not.toMatch(/kms:Decrypt|kms:\*/);
  });

  it('[E4] asks sites whether they are well past the CDN, by a way that leads nowhere else', () => {
    const hosts = { hostHeader: { values: ['dublin.api.ward.example'] } };
    expect(edge.one('lb/listenerRule:ListenerRule', 'ward-dublin-web-asked').inputs.conditions).toEqual([hosts, { pathPattern: { values: ['/ehr/health'] } }]);
    expect(edge.one('route53/record:Record', 'ward-dublin-web').inputs.name).toBe('origin.api.ward.example');
    expect(edge.one('acm/certificate:Certificate', 'ward-dublin-web').inputs.subjectAlternativeNames).toEqual([
      'origin.api.ward.example',
      'dublin.api.ward.example',
    ]);
  });

  it('reads files of a bucket by signed requests alone', async () => {
    const control = edge.one('cloudfront/originAccessControl:OriginAccessControl').inputs;
    expect(control).toMatchObject({ originAccessControlOriginType: 's3', signingBehavior: 'always', signingProtocol: 'sigv4' });
    const site = await recordSite(platformWith());
    const reading = site.policy(site.one('s3/bucketPolicy:BucketPolicy', 'ward-dublin-pages')).Statement.filter(({ Sid }) => Sid === 'ReadByCdn');
    expect(reading).toMatchObject([{ Principal: { Service: 'cloudfront.amazonaws.com' }, Action: ['s3:GetObject'] }]);
    expect(JSON.stringify(site.policy(site.one('kms/key:Key', 'ward-dublin-pages')))).toContain('cloudfront.amazonaws.com');
    expect(JSON.stringify(site.policy(site.one('kms/key:Key', 'ward-dublin-records')))).not.toContain('cloudfront.amazonaws.com');
  });

  it('[E3] has its firewall before the CDN, where it sees who calls, and none behind it', () => {
    expect(edge.one('wafv2/webAcl:WebAcl').inputs).toMatchObject({ region: 'us-east-1', scope: 'CLOUDFRONT' });
    expect(edge.all('wafv2/webAclAssociation:WebAclAssociation')).toEqual([]);
    expect(edge.one('cloudfront/distribution:Distribution').inputs.webAclId).toBe('${aws:wafv2/webAcl:WebAcl::ward.edge-web.arn}');
    expect(edge.one('cloudwatch/logGroup:LogGroup').inputs).toMatchObject({ region: 'us-east-1', name: 'aws-waf-logs-ward-production-worldwide-web' });
  });

  it('[R7] logs in a bucket of the site, and neither who asked nor for what', () => {
    const fields = edge.one('cloudwatch/logDelivery:LogDelivery').inputs.recordFields as readonly string[];
    expect(fields).toContain('sc-status');
    expect(fields.filter(field => /c-ip|uri|query|cookie|referer|user-agent|forwarded|port/i.test(field))).toEqual([]);
    expect(edge.one('s3/bucket:Bucket', 'ward-dublin.deliveries').inputs).toMatchObject({ region: 'eu-west-1', tags: { purpose: 'cdn-logs' } });
  });

  it('[E2] keeps answers for 5 minutes, FHIR for 15 and images of patients for 30 days, near who asks and once more in the region that is named, and nothing without a rule', async () => {
    const caches: CdnProps['caches'] = [
      { path: '/api/*', content: 'api', holds: ['phi'] },
      { path: '/fhir/*', content: 'fhir', holds: ['phi'] },
      { path: '/images/*', content: 'patient-images', holds: ['phi'] },
    ];
    const kept = await recordEdges(platformWith({ caches, regionalCache: 'eu-central-1' }));
    const { inputs } = kept.one('cloudfront/distribution:Distribution');
    const behaviors = [...(inputs.orderedCacheBehaviors as unknown as Behavior[]), inputs.defaultCacheBehavior as unknown as Behavior];
    const seconds = behaviors.map(({ pathPattern = 'all the rest', cachePolicyId }) => {
      const { defaultTtl, maxTtl } = kept.one('cloudfront/cachePolicy:CachePolicy', /::(.+)\.id\}$/.exec(cachePolicyId)?.[1]).inputs;
      return [pathPattern, defaultTtl, maxTtl];
    });
    expect(seconds).toEqual([
      ['/api/*', 300, 300],
      ['/fhir/*', 900, 900],
      ['/images/*', 2_592_000, 2_592_000],
      ['all the rest', 0, 0],
    ]);
    // A copy in the region, which all places of the CDN ask before they ask a site: the gateway is never asked past it.
    const origins = inputs.origins as readonly { readonly originId: string; readonly originShield?: object }[];
    expect(origins.map(({ originId, originShield }) => [originId, originShield])).toEqual([['gateway', { enabled: true, originShieldRegion: 'eu-central-1' }]]);
    expect(new Set(behaviors.map(({ targetOriginId }) => targetOriginId))).toEqual(new Set(['gateway']));
  });

  it('leaves out what is not wanted', async () => {
    const bare = await recordEdges(platformWith({ logs: false, caches: [] }, { logs: false }));
    expect([...bare.all('cloudwatch/logDelivery:LogDelivery'), ...bare.all('cloudwatch/logGroup:LogGroup')]).toEqual([]);
    expect(bare.all('cloudfront/cachePolicy:CachePolicy').map(({ inputs }) => inputs.maxTtl)).toEqual([0]);
  });
});
