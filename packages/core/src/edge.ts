import { Declaration } from './declaration';
import type { Domain } from './domain';
import type { Platform } from './platform';
import type { ClinicalService } from './workloads/clinical-service';

export interface EdgeProps {
  /** The domain in whose namespace the gateway's pods run. */
  readonly domain: Domain;
  /** The public host name: `api.nilecare.sd`. */
  readonly host: string;
  /** The cert-manager ClusterIssuer that signs the host's certificate. */
  readonly issuer: string;
  /**
   * The GatewayClass whose controller serves it.
   * @default 'istio'
   */
  readonly gatewayClass?: string;
}

export interface RouteProps {
  /**
   * The path under which the service answers; everything below it belongs to the service.
   * @default '/'
   */
  readonly path?: string;
}

/** A way in from outside: one host, TLS only, and the paths that lead to services. */
export class Edge extends Declaration {
  readonly kind = 'edge';
  readonly domain: Domain;
  readonly host: string;
  readonly issuer: string;
  readonly gatewayClass: string;
  readonly #routes: { readonly path: string; readonly service: ClinicalService }[] = [];

  constructor(platform: Platform, name: string, props: EdgeProps) {
    super(platform, name);
    const { domain, host, issuer, gatewayClass = 'istio' } = props;
    this.domain = domain;
    this.host = host;
    this.issuer = issuer;
    this.gatewayClass = gatewayClass;
  }

  get routes(): readonly { readonly path: string; readonly service: ClinicalService }[] {
    return this.#routes;
  }

  /** Leads requests for the path to the service. */
  exposes(service: ClinicalService, props: RouteProps = {}): this {
    const { path = '/' } = props;
    this.#routes.push({ path, service });
    return this;
  }
}
