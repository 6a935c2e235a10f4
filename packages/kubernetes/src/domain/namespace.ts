import type { Domain } from '@clinfra/core';
import type { KubeNamespaceProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { domainLabels, type Labels, labelValue } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';
import type { SiteView } from '../site-view';

/** The domain's namespace. The owner may be any text, which labels cannot carry: the label has what is legal of it, to select by, an annotation has it whole. */
export function namespace(view: SiteView, domain: Domain): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: domain.name,
      labels: {
        ...domainLabels(view, domain),
        'clinfra.io/environment': labelValue(view.inventory.platform.environment),
        ...ownerLabel(domain),
        ...podSecurityLabels(view, domain),
      },
      annotations: { 'clinfra.io/owner': domain.owner },
    },
  } satisfies ObjectOf<KubeNamespaceProps>;
}

/** Of an owner whose name has nothing that a label may carry there is none. */
function ownerLabel({ owner }: Domain): Labels {
  const value = labelValue(owner);
  return value === '' ? {} : { 'clinfra.io/owner': value };
}

/**
 * What is enforced is the standard of the cluster's own version, so that an upgrade of the control plane cannot refuse pods that ran the
 * day before; what the newest version would refuse is warned of and audited already. The version of a cluster that exists is known where its hosting states it.
 */
function podSecurityLabels(view: SiteView, { podSecurity }: Domain): Labels {
  const { hosting } = view.site;
  return {
    'pod-security.kubernetes.io/enforce': podSecurity,
    'pod-security.kubernetes.io/enforce-version': hosting.kubernetesVersion === undefined ? 'latest' : `v${hosting.kubernetesVersion}`,
    'pod-security.kubernetes.io/audit': podSecurity,
    'pod-security.kubernetes.io/audit-version': 'latest',
    'pod-security.kubernetes.io/warn': podSecurity,
    'pod-security.kubernetes.io/warn-version': 'latest',
  };
}
