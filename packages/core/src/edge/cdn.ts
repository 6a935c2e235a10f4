import type { DataClass } from '../platform/data-class';
import type { Jurisdiction } from '../platform/jurisdiction';
import type { Bucket } from '../stores/bucket';
import { type Duration, days, minutes } from '../units';

/** What is known of a kind of content. */
interface Content {
  /** How long a copy may be given out. */
  readonly ttl: Duration;
  /** Whether it gets smaller by compressing; pictures and fonts are compressed already. */
  readonly compressed: boolean;
  /** Whether a service answers for the caller who asks, so that a copy is for that caller alone; else it is a file, the same for everybody. */
  readonly answers: boolean;
}

/** The kinds of content that a CDN tells apart. */
export const CACHED_CONTENT = {
  /** Scripts and styles, whose names change with their content. */
  static: { ttl: days(365), compressed: true, answers: false },
  fonts: { ttl: days(365), compressed: false, answers: false },
  /** Pictures of pages. */
  images: { ttl: days(30), compressed: false, answers: false },
  api: { ttl: minutes(5), compressed: true, answers: true },
  fhir: { ttl: minutes(15), compressed: true, answers: true },
  'patient-images': { ttl: days(30), compressed: false, answers: true },
} as const satisfies Record<string, Content>;

export type CachedContent = keyof typeof CACHED_CONTENT;

export interface CacheRule {
  /** The paths for which it holds, `/static/*` or `/static/*.js`; the first rule that fits a path decides. */
  readonly path: string;
  /** What is there; it decides how long a copy may be given out, to whom, and whether it is compressed. */
  readonly content: CachedContent;
  /**
   * The classes of data in it. Of an answer of a service, what that service and all that it calls handle counts as well, whatever is said here.
   * A copy stands in every country in which the CDN has a place.
   */
  readonly holds: readonly DataClass[];
  /**
   * How long a copy may be given out without asking again; an answer that says less, or that it is private, is obeyed. `no-store` keeps no copy, and tells browsers the same.
   * @default what is usual for the content: a year for files, 30 days for pictures, 5 minutes for APIs, 15 for FHIR
   */
  readonly ttl?: Duration | 'no-store';
  /**
   * The bucket in which the files are, by their whole path; nobody but the CDN reads them from outside.
   * @default none: the gateway answers
   */
  readonly bucket?: Bucket;
}

/** The places of the CDN, by what they cost: all, all but the dearest (`200`), or those of Europe and North America (`100`). */
export type PriceClass = 'all' | '200' | '100';

/** The regions in which a CDN can keep one copy before all of its places ask. */
export const REGIONAL_CACHES = [
  ...(['us-east-1', 'us-east-2', 'us-west-2', 'sa-east-1', 'eu-central-1', 'eu-west-1', 'eu-west-2'] as const),
  ...(['ap-south-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-southeast-1', 'ap-southeast-2'] as const),
] as const;

export type RegionalCache = (typeof REGIONAL_CACHES)[number];

export interface CdnProps {
  /**
   * What is kept, and how long. What no rule names is passed through and kept nowhere: `no-store`.
   * @default nothing
   */
  readonly caches?: readonly CacheRule[];
  /**
   * Where the CDN has its places. With fewer it costs less, and callers elsewhere wait longer: they are answered from the nearest that is left.
   * @default 'all'
   */
  readonly priceClass?: PriceClass;
  /**
   * The countries in which callers must be (`only`) or must not be (`except`), by their two letters.
   * @default callers may be anywhere
   */
  readonly countries?: { readonly only: readonly Jurisdiction[] } | { readonly except: readonly Jurisdiction[] };
  /**
   * The region, the nearest to the sites, in which one more copy is kept for all places, so that a site is asked once for what many read.
   * @default none
   */
  readonly regionalCache?: RegionalCache;
  /**
   * The number of the secret by which load balancers know the CDN, in the header `x-origin-verify`; nobody else gets past them. A higher number is a new secret. The one before and the
   * one after are known as well, so that nobody is cut off while it changes; so raise it by one at a time.
   * @default 1
   */
  readonly originKey?: number;
  /**
   * Whether requests are logged in a bucket of the first site, without path, query, cookies or address of the caller.
   * @default true
   */
  readonly logs?: boolean;
}

/** A rule with what holds where nothing was said. */
export interface Cache extends CacheRule {
  readonly ttl: Duration | 'no-store';
}

/** A CDN before the load balancers of an edge. */
export interface Cdn {
  readonly caches: readonly Cache[];
  readonly priceClass: PriceClass;
  readonly countries: CdnProps['countries'];
  readonly regionalCache: RegionalCache | undefined;
  readonly originKey: number;
  readonly logs: boolean;
}

export function cdnFrom(props: CdnProps): Cdn {
  const { caches = [], priceClass = 'all', countries, regionalCache, originKey = 1, logs = true } = props;
  return { caches: caches.map(rule => ({ ...rule, ttl: rule.ttl ?? usualTtl(rule.content) })), priceClass, countries, regionalCache, originKey, logs };
}

/** A content that is none is a finding elsewhere. */
function usualTtl(content: CachedContent): Duration | 'no-store' {
  return Object.hasOwn(CACHED_CONTENT, content) ? CACHED_CONTENT[content].ttl : 'no-store';
}

/** The name under which a CDN finds the load balancers of an edge: `origin.api.nilecare.sd`. */
export function originHost(host: string): string {
  return `origin.${host}`;
}
