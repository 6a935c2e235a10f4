import { check, message } from '@clinfra/checks';
import {
  type AwsEdgeProps,
  applicationBalancer,
  type CacheRule,
  CDN_PLACES,
  type CdnProps,
  cluster,
  DataTier,
  DnsZone,
  Edge,
  kib,
  minutes,
  networkBalancer,
  seconds,
} from '@clinfra/core';
import { aService, aSite, aWard, untyped, type Ward, type WardChanges } from '../a-ward';
import { findsExactly, TODAY } from '../wrong-declarations';

const BALANCED = { site: { loadBalancers: {} } } as const;

/** A ward whose edge has a CDN, with one thing changed. */
function wardWith(cdn: (ward: Ward) => CdnProps, aws: Partial<AwsEdgeProps> = {}, changes: WardChanges = BALANCED) {
  return aWard(changes, ward => {
    const { platform, clinical, ehr } = ward;
    const zone = new DnsZone(platform, 'hosts', { domain: 'ward.ie' });
    new Edge(platform, 'public', { domain: clinical, host: 'api.ward.ie', issuer: 'letsencrypt', aws: { zone, cdn: cdn(ward), ...aws } }).exposes(ehr, {
      path: '/ehr',
    });
  });
}

const caching = (...caches: readonly CacheRule[]) => wardWith(() => ({ caches }));
const pages: CacheRule = { path: '/pages/*', content: 'static', holds: ['public'] };
const IN_IRELAND = 'keep phi in IE';
const ABROAD = 'AE, AR, AT and 50 countries more';

describe('content delivery', () => {
  findsExactly([
    {
      what: 'a CDN that nobody can tell from others',
      declare: () => wardWith(() => ({}), { balancer: networkBalancer(), firewall: false }),
      expect: [
        'public.aws.cdn: must stand before an Application Load Balancer, which can tell it from others, got networkBalancer(); use applicationBalancer(), or leave it out [aws-cdn]',
      ],
    },
    {
      what: 'a CDN that is not let in',
      declare: () => wardWith(() => ({}), { balancer: applicationBalancer({ from: ['192.0.2.0/24'] }) }),
      expect: [
        'public.aws.balancer.from: must be left out behind a CDN, which comes from wherever it has places, got "192.0.2.0/24"; leave it out: others are refused anyway [aws-cdn]',
      ],
    },
    {
      what: 'a price class that is none',
      declare: () => wardWith(() => ({ priceClass: untyped('300') })),
      expect: ['public.aws.cdn.priceClass: must be one of all, 200, 100, got "300"; choose one of them [aws-cdn]'],
    },
    {
      what: 'a secret before the first',
      declare: () => wardWith(() => ({ originKey: 0 })),
      expect: ['public.aws.cdn.originKey: must be a whole number of at least 1, got 0; count up from 1 [aws-cdn]'],
    },
    {
      what: 'a region without a cache',
      declare: () => wardWith(() => ({ regionalCache: untyped('me-south-1') })),
      expect: [
        'public.aws.cdn.regionalCache: must be among us-east-1, us-east-2, us-west-2, sa-east-1, eu-central-1, eu-west-1, eu-west-2, ap-south-1, ap-northeast-1, ap-northeast-2, ap-southeast-1, ap-southeast-2, got "me-south-1"; choose the nearest to the sites [aws-cdn]',
      ],
    },
    {
      what: 'callers from nowhere',
      declare: () => wardWith(() => ({ countries: { only: [] } })),
      expect: ['public.aws.cdn.countries: must name at least one country, got an empty list; leave it out for callers from anywhere [aws-cdn]'],
    },
    {
      what: 'a country by its name',
      declare: () => wardWith(() => ({ countries: { except: [untyped('Ireland')] } })),
      expect: ['public.aws.cdn.countries: must name countries by their two capital letters, got "Ireland"; write it as SD [aws-cdn]'],
    },
    {
      what: 'an ending, by which any answer could be kept as a file',
      declare: () => caching({ ...pages, path: '*.js' }),
      expect: [
        'public.aws.cdn.caches[0].path: must begin with / and a fixed path, behind which * stands for anything, got "*.js"; write it as /static/* [aws-cdn]',
      ],
    },
    {
      what: 'a content that is none',
      declare: () => caching({ ...pages, content: untyped('videos') }),
      expect: ['public.aws.cdn.caches[0].content: must be one of static, fonts, images, api, fhir, patient-images, got "videos"; choose one of them [aws-cdn]'],
    },
    {
      what: 'a copy for no time',
      declare: () => caching({ ...pages, ttl: seconds(0) }),
      expect: [`public.aws.cdn.caches[0].ttl: must be a length of time from 1s to 365d, or 'no-store', got 0s; write it as minutes(5) [aws-cdn]`],
    },
    {
      what: 'seconds without their unit',
      declare: () => caching({ ...pages, ttl: untyped(300) }),
      expect: [`public.aws.cdn.caches[0].ttl: must be a length of time from 1s to 365d, or 'no-store', got 300; write it as minutes(5) [aws-cdn]`],
    },
    {
      what: 'a path twice, and one behind a wider one',
      declare: () => caching(pages, pages, { ...pages, path: '/pages/*.js' }),
      expect: [
        'public.aws.cdn.caches[1].path: must be asked, got "/pages/*", which is behind "/pages/*"; put the narrower path first [aws-cdn]',
        'public.aws.cdn.caches[2].path: must be asked, got "/pages/*.js", which is behind "/pages/*"; put the narrower path first [aws-cdn]',
      ],
    },
    {
      what: 'more rules than CloudFront takes',
      declare: () => caching(...Array.from({ length: 25 }, (_, index): CacheRule => ({ ...pages, path: `/${index + 100}/*` }))),
      expect: ['public.aws.cdn.caches: must be 24 rules at most, got 25; join rules by wider paths [aws-cdn]'],
    },
    {
      what: 'the name of a bucket',
      declare: () => caching({ ...pages, bucket: untyped('pages') }),
      expect: ['public.aws.cdn.caches[0].bucket: must be a bucket of platform ward, got "pages"; pass a Bucket that was declared there [aws-cdn]'],
    },
    {
      what: 'a bucket that exists, whose policy is nobody’s here',
      declare: () =>
        wardWith(({ stores }) => {
          const existing = { host: 'https://s3.ward.ie', cidr: '10.9.0.0/24', bucket: 'pages', evidence: 'audit 4711', by: 'ward-platform' };
          return { caches: [{ ...pages, bucket: stores.bucket('pages', { holds: ['public'], existing }) }] };
        }),
      expect: [
        'public.aws.cdn.caches[0].bucket: must be a bucket that is made, so that its policy lets a CDN read, got stores.pages; let the gateway answer for it [aws-cdn]',
        'stores.pages.existing.host: must be a host name or an address, got "https://s3.ward.ie"; write where the store answers [placement]',
      ],
    },
    {
      what: 'answers for callers from a bucket, which does not know who asks',
      declare: () =>
        wardWith(({ stores }) => ({ caches: [{ path: '/api/*', content: 'api', holds: ['public'], bucket: stores.bucket('pages', { holds: ['public'] }) }] })),
      expect: [
        'public.aws.cdn.caches[0].bucket: must have files for its content, because a bucket does not know who asks, got "api"; let a service answer for it [aws-cdn]',
      ],
    },
    {
      what: 'bodies larger than a CDN looks at',
      declare: () => wardWith(() => ({}), { firewall: { bodies: { limit: kib(65) } } }),
      expect: [
        'public.aws.firewall.bodies.limit: must be at most 64Ki, which is all that is looked at, got 65Ki; lower it, and name the paths in largeBelow [aws-firewall]',
      ],
    },
  ]);
});

describe('[R7] copies of a CDN', () => {
  findsExactly([
    {
      what: 'FHIR for a quarter of an hour',
      declare: () => caching({ path: '/fhir/*', content: 'fhir', holds: ['phi'] }),
      expect: [`public.aws.cdn.caches[0].ttl: must ${IN_IRELAND}, got holds -> public /fhir/* -> copies for 15m in ${ABROAD}; write 'no-store' [edge-cache]`],
    },
    {
      what: 'answers that are called public, of a service that handles health data',
      declare: () => caching({ path: '/ehr/*', content: 'api', holds: ['public'] }),
      expect: [
        `public.aws.cdn.caches[0].ttl: must ${IN_IRELAND}, got clinical.ehr -> public /ehr/* -> copies for 5m in ${ABROAD}; write 'no-store' [edge-cache]`,
      ],
    },
    {
      what: 'answers of a service that calls one which handles health data',
      declare: () =>
        aWard(BALANCED, ward => {
          const zone = new DnsZone(ward.platform, 'hosts', { domain: 'ward.ie' });
          const front = aService(ward.clinical, 'front').calls(ward.ehr);
          const cdn: CdnProps = { caches: [{ path: '/front/*', content: 'api', holds: ['public'], ttl: minutes(1) }] };
          const props = { domain: ward.clinical, host: 'api.ward.ie', issuer: 'letsencrypt', aws: { zone, cdn } };
          new Edge(ward.platform, 'public', props).exposes(front, { path: '/front' });
        }),
      expect: [
        `public.aws.cdn.caches[0].ttl: must ${IN_IRELAND}, got clinical.front -> public /front/* -> copies for 1m in ${ABROAD}; write 'no-store' [edge-cache]`,
      ],
    },
    {
      what: 'files of a bucket that holds more than is said',
      declare: () => wardWith(({ stores }) => ({ caches: [{ ...pages, bucket: stores.bucket('pages', { holds: ['public', 'phi'] }) }] })),
      expect: [
        `public.aws.cdn.caches[0].ttl: must ${IN_IRELAND}, got stores.pages -> public /pages/* -> copies for 365d in ${ABROAD}; write 'no-store' [edge-cache]`,
      ],
    },
    {
      what: 'nothing about what is in it',
      declare: () => caching({ ...pages, holds: [] }),
      expect: [
        'public.aws.cdn.caches[0].holds: must name at least one class of data (phi, pii, financial, audit, operational, public), got an empty list; say what is in it [edge-cache]',
      ],
    },
    {
      what: 'a class that is none',
      declare: () => caching({ ...pages, holds: [untyped('secret')] }),
      expect: [
        'public.aws.cdn.caches[0].holds: must name classes of data (phi, pii, financial, audit, operational, public), got "secret"; correct the class [edge-cache]',
      ],
    },
    {
      what: 'images of patients that are said to be public',
      declare: () => caching({ path: '/scans/*', content: 'patient-images', holds: ['public'], ttl: 'no-store' }),
      expect: ['public.aws.cdn.caches[0].holds: must name phi, for patient-images is about patients, got "public"; add phi [edge-cache]'],
    },
    {
      what: 'addresses of callers in a log abroad',
      declare: () => wardWith(() => ({}), {}, { ...BALANCED, platform: { residency: { phi: ['IE'], pii: ['IE'] } } }),
      expect: [
        'public.aws.firewall.logs: must keep pii in IE, got addresses of callers -> log of the firewall in us-east-1 -> US; turn it off, or leave the CDN out: load balancers log where they stand [edge-cache]',
      ],
    },
  ]);

  const cachingAll: CdnProps = {
    caches: [
      { path: '/fhir/*', content: 'fhir', holds: ['phi'] },
      { path: '/ehr/*', content: 'api', holds: ['phi'] },
    ],
  };

  it('are allowed where residency allows all of its places, and where nothing is kept', () => {
    const everywhere = { ...BALANCED, platform: { residency: { phi: CDN_PLACES['100'] } } };
    expect(findings(wardWith(() => ({ ...cachingAll, priceClass: '100' }), {}, everywhere))).toEqual([]);
    expect(findings(wardWith(() => ({ ...cachingAll, priceClass: '200' }), {}, everywhere))).toHaveLength(2);
    const nothing = { caches: (cachingAll.caches ?? []).map(rule => ({ ...rule, ttl: 'no-store' as const })) };
    expect(findings(wardWith(() => nothing))).toEqual([]);
  });

  it('are allowed of synthetic data outside production', () => {
    const staging = (data: string) => ({ ...BALANCED, platform: { environment: 'staging', data } });
    expect(findings(wardWith(() => cachingAll, {}, staging('synthetic')))).toEqual([]);
    expect(findings(wardWith(() => cachingAll, {}, staging('real')))).toHaveLength(2);
  });
});

describe('a site on a cluster that exists', () => {
  it('[C5] has no CDN', () => {
    const platform = aWard(BALANCED, ward => {
      const here = aSite(ward.platform, 'kilkenny', {}, { hosting: cluster({ context: 'kilkenny', jurisdiction: 'IE' }) });
      new DataTier(ward.platform, 'none', { sites: [here] });
      const zone = new DnsZone(ward.platform, 'hosts', { domain: 'ward.ie' });
      new Edge(ward.platform, 'public', { domain: ward.clinical, host: 'api.ward.ie', issuer: 'letsencrypt', aws: { zone, cdn: {} } }).exposes(ward.ehr);
    });
    expect(findings(platform)).toContain(
      'public.aws: must stand on sites on AWS alone, got sites.kilkenny, hosted by "cluster"; leave aws out, or place the domain on AWS [aws-edge]',
    );
  });
});

function findings(platform: ReturnType<typeof wardWith>): readonly string[] {
  return check(platform, { today: TODAY }).map(message);
}
