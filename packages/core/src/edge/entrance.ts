import { given, made } from '../given/given';
export interface GatewayProps {
  /**
   * The GatewayClass whose controller serves it. What the Gateway API itself does not carry (rate limits, the size of requests, compression)
   * can be had of `istio` alone.
   * @default 'istio'
   */
  readonly class?: string;
}

/** A gateway of the edge's own, by the Gateway API: its pods run in the edge's domain. */
export interface Gateway {
  readonly kind: 'gateway';
  readonly class: string;
}

export interface NginxProps {
  /**
   * The IngressClass of the controller.
   * @default 'nginx'
   */
  readonly class?: string;
  /**
   * The namespace in which the controller's pods run, from which services let requests in.
   * @default 'nginx-ingress'
   */
  readonly namespace?: string;
  /**
   * The service account of the controller's pods, by which a mesh knows them. On a site with a mesh the controller must be part of it.
   * @default 'nginx-ingress'
   */
  readonly account?: string;
  /**
   * Whether the controller was started with snippets enabled. Compression needs them; whoever may write an Ingress may then write any
   * configuration of NGINX.
   * @default false
   */
  readonly snippets?: boolean;
}

/** The F5 NGINX Ingress Controller, which stands in the cluster already and serves all of its Ingresses with the same pods. */
export interface Nginx {
  readonly kind: 'nginx';
  readonly class: string;
  readonly namespace: string;
  readonly account: string;
  readonly snippets: boolean;
}

/** What carries requests from outside to the services of an edge. */
export type Entrance = Gateway | Nginx;

/** A gateway by the Gateway API. */
export function gateway(declared: GatewayProps = {}): Gateway {
  const props = given('GatewayProps', declared);
  return made(props, { kind: 'gateway', class: props.class ?? 'istio' });
}

/** An Ingress for the F5 NGINX Ingress Controller (`nginx.org/ingress-controller`), which is not the retired ingress-nginx. */
export function nginx(declared: NginxProps = {}): Nginx {
  const props = given('NginxProps', declared);
  const { namespace = 'nginx-ingress', account = 'nginx-ingress', snippets = false } = props;
  return made(props, { kind: 'nginx', class: props.class ?? 'nginx', namespace, account, snippets });
}
