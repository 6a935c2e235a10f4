import { ClinicalService, type Domain, Worker } from '@clinfra/core';
import type { KubeRoleProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { domainLabels } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';
import type { SiteView } from '../site-view';
import { roleBinding } from './role-binding';

const METRICS_READER = 'metrics-reader';

/** Lets the site's Prometheus find what it asks in a namespace, where it says as whom it runs. It may read nothing else there. */
export function metricsReader(view: SiteView, domain: Domain): readonly Manifest[] {
  const { prometheus } = view.site;
  if (prometheus?.serviceAccount === undefined || !hasMetrics(view, domain)) return [];
  const metadata = { name: METRICS_READER, namespace: domain.name, labels: domainLabels(view, domain, METRICS_READER) };
  const verbs = ['get', 'list', 'watch'];
  const role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata,
    rules: [
      { apiGroups: [''], resources: ['services', 'endpoints', 'pods'], verbs },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs },
    ],
  } satisfies ObjectOf<KubeRoleProps>;
  return [role, roleBinding(metadata, { name: prometheus.serviceAccount, namespace: prometheus.namespace })];
}

function hasMetrics({ inventory }: SiteView, domain: Domain): boolean {
  return inventory.workloadsOf(domain).some(workload => (workload instanceof ClinicalService || workload instanceof Worker) && workload.metrics !== undefined);
}
