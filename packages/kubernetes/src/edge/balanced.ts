import { type Edge, siteHost } from '@clinfra/core';
import type { SiteView } from '../site-view';
import { answersHttp } from './http-listener';

/** The port on which a gateway of Istio says whether it is ready. */
export const READY_PORT = 15021;

/** The ports by which a load balancer of AWS reaches the gateway; none where there is no such load balancer. */
export function balancedPorts(edge: Edge): readonly number[] {
  if (!edge.aws) return [];
  return answersHttp(edge) ? [443, 80] : [443];
}

/** The names under which an edge is asked at a site: its own, and the one by which its health is checked. */
export function hostsOf({ site }: SiteView, { host, aws }: Edge): string[] {
  return aws?.health ? [host, siteHost(host, site)] : [host];
}
