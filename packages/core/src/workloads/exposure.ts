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

/** A load balancer with an address in the site's own network leads to the service. */
export interface LoadBalancer {
  readonly kind: 'load-balancer';
  readonly from: readonly string[];
}

/** How a service can be reached: inside the cluster only, or from outside as well. Web traffic comes by an `Edge` instead. */
export type ServiceExposure = 'cluster' | NodePort | LoadBalancer;

/** Opens a port of every node to the ranges; for development, and refused in production. */
export function nodePort({ from }: ExposureProps): NodePort {
  return { kind: 'node-port', from };
}

/** Puts a load balancer inside the site's network before the service, for what is not HTTP: `loadBalancer({ from: ['10.40.0.0/16'] })`. */
export function loadBalancer({ from }: ExposureProps): LoadBalancer {
  return { kind: 'load-balancer', from };
}
