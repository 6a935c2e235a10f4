import type { DnsZone } from '../edge/dns-zone';
import { given, made } from '../given/given';

/** Who outside the cluster may reach the service's own port; nobody else gets through. */
export interface ExposureProps {
  /** The address ranges of those who may: `10.40.0.0/16`. */
  readonly from: readonly [string, ...string[]];
}

/** A port of every node leads to the service. */
export interface NodePort {
  readonly kind: 'node-port';
  readonly from: readonly string[];
}

/** The name under which a service is found from outside. */
export interface ServiceAddress {
  /**
   * The zone in which the name has its record. In a public zone the load balancer has a certificate of ACM for it and speaks TLS, although its address is one of the site's own network; for
   * names of a private zone nobody signs, so that it passes on what comes.
   */
  readonly zone: DnsZone;
  /** The name: `hl7.nilecare.sd`. */
  readonly host: string;
}

export interface LoadBalancerProps extends ExposureProps {
  /**
   * The name under which it is found, on sites on AWS: its load balancer is then made with the cloud, and the record follows its address.
   * @default none: whoever runs the cluster makes its address known
   */
  readonly address?: ServiceAddress;
}

/** A load balancer with an address in the site's own network leads to the service. */
export interface LoadBalancer {
  readonly kind: 'load-balancer';
  readonly from: readonly string[];
  readonly address: ServiceAddress | undefined;
}

/** How a service can be reached: inside the cluster only, or from outside as well. Web traffic comes by an `Edge` instead. */
export type ServiceExposure = 'cluster' | NodePort | LoadBalancer;

/** Opens a port of every node to the ranges; for development, and refused in production. */
export function nodePort(declared: ExposureProps): NodePort {
  const props = given('ExposureProps', declared);
  return made(props, { kind: 'node-port', from: props.from });
}

/** Puts a load balancer inside the site's network before the service, for what is not HTTP: `loadBalancer({ from: ['10.40.0.0/16'] })`. */
export function loadBalancer(declared: LoadBalancerProps): LoadBalancer {
  const props = given('LoadBalancerProps', declared);
  return made(props, { kind: 'load-balancer', from: props.from, address: props.address });
}
