import type { Domain } from '@clinfra/core';
import type { KubeNamespaceProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { type Labels, labelsOf, labelValue } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';
import type { SiteView } from '../site-view';

/** The domain's namespace. The owner may be any text, which labels cannot carry, and so is an annotation. */
export function namespace(view: SiteView, domain: Domain): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: domain.name,
      labels: {
        ...labelsOf(view, domain.name, 'domain'),
        'clinfra.io/environment': labelValue(view.inventory.platform.environment),
        ...podSecurityLabels(view, domain),
      },
      annotations: { 'clinfra.io/owner': domain.owner },
    },
  } satisfies ObjectOf<KubeNamespaceProps>;
}

/**
 * What is enforced is the standard of the cluster's own version, so that an upgrade of the control plane cannot refuse pods that ran the
 * day before; what the newest version would refuse is warned of and audited already. The version of a cluster that is not ours is unknown.
 */
function podSecurityLabels(view: SiteView, { podSecurity }: Domain): Labels {
  const { hosting } = view.site;
  return {
    'pod-security.kubernetes.io/enforce': podSecurity,
    'pod-security.kubernetes.io/enforce-version': hosting.kind === 'aws' ? `v${hosting.kubernetesVersion}` : 'latest',
    'pod-security.kubernetes.io/audit': podSecurity,
    'pod-security.kubernetes.io/audit-version': 'latest',
    'pod-security.kubernetes.io/warn': podSecurity,
    'pod-security.kubernetes.io/warn-version': 'latest',
  };
}
