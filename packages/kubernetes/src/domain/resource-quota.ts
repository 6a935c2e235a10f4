import type { Domain } from '@clinfra/core';
import type { KubeResourceQuotaProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { domainLabels } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';
import type { SiteView } from '../site-view';

/** The most that all pods of the domain may ask for together. */
export function resourceQuota(view: SiteView, domain: Domain): Manifest {
  const { cpu, memory, storage, pods } = domain.quota;
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: domain.name, namespace: domain.name, labels: domainLabels(view, domain) },
    spec: {
      hard: {
        'requests.cpu': cpu.toKubernetes(),
        'requests.memory': memory.toKubernetes(),
        'requests.storage': storage.toKubernetes(),
        pods: String(pods),
      },
    },
  } satisfies ObjectOf<KubeResourceQuotaProps>;
}
