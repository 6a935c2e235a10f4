import { given } from '../given/given';
import { within } from '../given/within';
import { type KindOf, type Patch, Patchable } from '../patch';
import type { Domain } from '../platform/domain';
import type { Platform } from '../platform/platform';
import type { ResourceOf } from '../resource-patch';
import { type Duration, days, type Size, seconds } from '../units';
import type { ClinicalService } from '../workloads/clinical-service';
import { type AwsEdge, type AwsEdgeProps, awsEdgeFrom } from './aws-edge';
import { type Entrance, gateway } from './entrance';
import type { Route, RouteProps } from './route';

/** How long browsers keep to HTTPS without being told again. */
export interface StrictTransport {
  /**
   * How long a browser remembers it. Less than 180 days is a weakened default (`strict-transport`).
   * @default days(365)
   */
  readonly maxAge?: Duration;
  /**
   * Whether it holds for every host below this one too, whoever runs them. Turning it off is a weakened default (`strict-transport`): what answers there in
   * plain HTTP can read and set the cookies of this host.
   * @default true
   */
  readonly includeSubdomains?: boolean;
}

/** How many requests are let through. What is above is answered with 429 and reaches no service. */
export interface RateLimit {
  /** The number of requests in each length of time; that many may come at once. */
  readonly requests: number;
  /** The length of time. */
  readonly per: Duration;
  /**
   * Whose requests are counted together: all that come to one pod of the gateway (`gateway`, of Istio), or those of one caller's address
   * (`client`, of NGINX).
   */
  readonly of: 'gateway' | 'client';
}

export interface EdgeProps {
  /** The domain in whose namespace the gateway's pods run, or the Ingress and its certificate stand. */
  readonly domain: Domain;
  /** The public host name: `api.nilecare.sd`. */
  readonly host: string;
  /** The cert-manager ClusterIssuer that signs the host's certificate. */
  readonly issuer: string;
  /**
   * How the issuer proves that the host is ours: by a record in DNS, which needs nothing here, or by a page over HTTP, for which port 80 is
   * opened and the pods that answer are let in.
   * @default 'dns'
   */
  readonly challenge?: 'dns' | 'http';
  /**
   * What carries the requests: `gateway({ class })` or `nginx({ class, namespace })`.
   * @default gateway()
   */
  readonly entrance?: Entrance;
  /**
   * Whether a caller without TLS is sent to HTTPS. Nothing is served without it either way.
   * @default true
   */
  readonly redirectsToHttps?: boolean;
  /**
   * What browsers are told of HTTPS (HSTS); `false` tells them nothing, which is a weakened default (`strict-transport`).
   * @default { maxAge: days(365), includeSubdomains: true }
   */
  readonly strictTransport?: StrictTransport | false;
  /**
   * The largest request that is taken; a larger one is answered with 413. Of Istio a request is kept back until it is whole, so that streams
   * of a caller end here.
   * @default what the controller does: no limit of a gateway, 1 MiB of NGINX
   */
  readonly maxRequest?: Size;
  /**
   * How many requests are let through.
   * @default no limit
   */
  readonly rateLimit?: RateLimit;
  /**
   * Whether answers of text are compressed for callers that can take it. A secret beside what a caller chose, in one answer, can be guessed
   * from its length.
   * @default false
   */
  readonly compression?: boolean;
  /**
   * How long a service may take to answer before the caller gets 504.
   * @default seconds(60)
   */
  readonly timeout?: Duration;
  /**
   * What of AWS stands before the gateway: records in DNS, a load balancer and its certificate. The edge then stands on sites on AWS alone, and its gateway has no load
   * balancer of its own.
   * @default none: whoever runs the cluster leads callers to the gateway
   */
  readonly aws?: AwsEdgeProps;
}

/** A way in from outside: one host, TLS only, and the paths that lead to services. Callers may speak HTTP/2 to a gateway. */
export class Edge extends Patchable<Patch<KindOf<'edge'>>, ResourceOf<'edge'>> {
  readonly kind = 'edge';
  readonly domain: Domain;
  readonly host: string;
  readonly issuer: string;
  readonly challenge: 'dns' | 'http';
  readonly entrance: Entrance;
  readonly redirectsToHttps: boolean;
  readonly strictTransport: Required<StrictTransport> | false;
  readonly maxRequest: Size | undefined;
  readonly rateLimit: RateLimit | undefined;
  readonly compression: boolean;
  readonly timeout: Duration;
  readonly aws: AwsEdge | undefined;
  readonly #routes: Route[] = [];

  constructor(platform: Platform, name: string, declared: EdgeProps) {
    const props = given('EdgeProps', declared);
    super(within('platform', platform, name), name, props);
    const { domain, host, issuer, challenge = 'dns', entrance = gateway(), redirectsToHttps = true, strictTransport = {} } = props;
    const { maxRequest, rateLimit, compression = false, timeout = seconds(60) } = props;
    this.domain = domain;
    this.host = host;
    this.issuer = issuer;
    this.challenge = challenge;
    this.entrance = entrance;
    this.redirectsToHttps = redirectsToHttps;
    this.strictTransport = strictTransport === false ? false : { maxAge: days(365), includeSubdomains: true, ...strictTransport };
    this.maxRequest = maxRequest;
    this.rateLimit = rateLimit;
    this.compression = compression;
    this.timeout = timeout;
    this.aws = awsEdgeFrom(props.aws);
  }

  get routes(): readonly Route[] {
    return this.#routes;
  }

  /** Leads requests for the path to the service. */
  exposes(service: ClinicalService, declared: RouteProps = {}): this {
    const { path = '/', stripPrefix = false, backendTls } = this.taken(`routes[${this.#routes.length}]`, given('RouteProps', declared));
    this.#routes.push({ path, service, stripPrefix, backendTls });
    return this;
  }
}
