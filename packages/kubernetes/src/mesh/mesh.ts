import { ClinicalService, type Domain, type Workload } from '@clinfra/core';
import type { Manifest } from '../manifest';
import { meshPolicies } from '../network/mesh-policy';
import type { SiteView } from '../site-view';
import type { Shared } from '../workload/shared';
import type { Uses } from '../workload/uses';
import { callersPolicies, denyRequests, gatewayCallersPolicies } from './authorization-policy';
import { destinationRules } from './destination-rule';
import { elsewhere } from './east-west';
import { declaredEgress, noEgress, serviceEntries } from './egress';
import { outsideTls, strictTls } from './peer-authentication';
import { virtualServices } from './virtual-service';

/** What holds for every sidecar of a namespace, and the third parties that its workloads reach. Without a mesh nothing of this is there. */
export function namespaceMesh(view: SiteView, domain: Domain, uses: readonly Uses[]): readonly Manifest[] {
  return [
    ...meshPolicies(view, domain),
    ...strictTls(view, domain),
    ...denyRequests(view, domain),
    ...view.edgesOf(domain).flatMap(edge => (edge.entrance.kind === 'gateway' ? gatewayCallersPolicies(view, edge) : [])),
    ...noEgress(view, domain),
    ...serviceEntries(view, domain, uses),
  ];
}

/** Who may come to a workload and where it may go, by identity and by name. */
export function meshRules(view: SiteView, workload: Workload, { labels, uses }: Shared): readonly Manifest[] {
  const egress = declaredEgress(view, workload, uses, labels);
  if (!(workload instanceof ClinicalService)) return egress;
  return [...outsideTls(view, workload, labels), ...callersPolicies(view, workload, labels), ...egress];
}

/** How requests to a service travel. */
export function meshTraffic(view: SiteView, service: ClinicalService, { labels }: Shared): readonly Manifest[] {
  return [...virtualServices(view, service, labels), ...destinationRules(view, service, labels), ...elsewhere(view, service, labels)];
}
