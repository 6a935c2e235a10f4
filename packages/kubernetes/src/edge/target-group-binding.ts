import { type Edge, targetGroupName } from '@clinfra/core';
import { edgeLabels } from '../labels';
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
    const spec: TargetGroupBindingSpec = {
      targetGroupName: targetGroupName(view.site, name, port),
      targetType: 'ip',
      serviceRef: { name: `${name}-istio`, port },
    };
    const metadata = { name: `${name}-${port}`, namespace: domain.name, labels: edgeLabels(view, edge) };
    return { apiVersion: 'elbv2.k8s.aws/v1beta1', kind: 'TargetGroupBinding', metadata, spec };
  });
}
