import type { Domain } from '@clinfra/core';
import type { KubeLimitRangeProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { domainLabels } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';
import type { SiteView } from '../site-view';
import { amounts, resourcesOf } from '../workload/resources';

/** What a container gets that states nothing, and the most that one may state. */
export function limitRange(view: SiteView, domain: Domain): Manifest {
  const { requests, limits } = resourcesOf(domain.limits.defaults);
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: domain.name, namespace: domain.name, labels: domainLabels(view, domain) },
    spec: { limits: [{ type: 'Container', default: limits, defaultRequest: requests, max: amounts(domain.limits.max) }] },
  } satisfies ObjectOf<KubeLimitRangeProps>;
}
