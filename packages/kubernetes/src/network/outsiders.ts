import type { ClinicalService } from '@clinfra/core';
import type { SiteView } from '../site-view';

/**
 * The addresses from which a service may be reached past gateways: the declared ranges, and on AWS the subnets in which a load balancer
 * stands, because it asks from there whether the pods are well.
 */
export function outsidersOf({ loadBalancerRanges }: SiteView, { exposure }: ClinicalService): readonly string[] {
  if (exposure === 'cluster') return [];
  return exposure.kind === 'load-balancer' ? [...exposure.from, ...loadBalancerRanges] : exposure.from;
}
