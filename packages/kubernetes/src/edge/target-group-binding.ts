import { type ClinicalService, type Edge, serviceTargets, targetGroupName } from '@clinfra/core';
import { edgeLabels, type Labels } from '../labels';
import type { Manifest } from '../manifest';
import type { SiteView } from '../site-view';
import { balancedPorts } from './balanced';

/** What the AWS Load Balancer Controller reads, of version 2.11 and later; nobody publishes a model of it. */
interface TargetGroupBindingSpec {
  readonly targetGroupName: string;
  readonly targetType: 'ip';
  readonly serviceRef: { readonly name: string; readonly port: number };
}

/**
 * Leads a load balancer that exists to the pods of a gateway. The ways through security groups are not the controller's but the platform's, so
 * that it needs no right to change them.
 */
export function targetGroupBindings(view: SiteView, edge: Edge): readonly Manifest[] {
  const { name, domain } = edge;
  return balancedPorts(edge).map(port => {
    const metadata = { name: `${name}-${port}`, namespace: domain.name, labels: edgeLabels(view, edge) };
    return binding(metadata, targetGroupName(view.site, name, port), { name: `${name}-istio`, port });
  });
}

/** The same for a service that is found under a name of its own. */
export function serviceBinding({ site }: SiteView, service: ClinicalService, name: string, labels: Labels): Manifest {
  const { domain, port } = service;
  return binding({ name, namespace: domain.name, labels }, targetGroupName(site, serviceTargets(service), port), { name: service.name, port });
}

function binding(metadata: Manifest['metadata'], targetGroup: string, serviceRef: TargetGroupBindingSpec['serviceRef']): Manifest {
  const spec: TargetGroupBindingSpec = { targetGroupName: targetGroup, targetType: 'ip', serviceRef };
  return { apiVersion: 'elbv2.k8s.aws/v1beta1', kind: 'TargetGroupBinding', metadata, spec };
}
