import type { ClinicalService, Worker } from '@clinfra/core';
import type { KubeDeploymentProps } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';
import type { SiteView } from '../site-view';
import { asIntOrString } from './pods';
import { runningPods } from './running-pods';
import type { Shared } from './shared';

/** The pods of a service or a worker whose new version replaces the old one a few pods at a time. */
export function deployment(view: SiteView, workload: ClinicalService | Worker, shared: Shared, annotations?: Readonly<Record<string, string>>): Manifest {
  const metadata = { name: workload.name, namespace: workload.domain.name, labels: shared.running };
  const strategy = { type: 'RollingUpdate', rollingUpdate: rollingFigures(workload) };
  const { replicas, revisionHistoryLimit, progressDeadlineSeconds, selector, template } = runningPods(view, workload, shared);
  const pods = { revisionHistoryLimit, progressDeadlineSeconds, strategy, selector, template };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: annotations ? { ...metadata, annotations } : metadata,
    spec: replicas === undefined ? pods : { replicas, ...pods },
  } satisfies ObjectOf<KubeDeploymentProps>;
}

/** How many pods an update may add and take at a time. */
export function rollingFigures({ rolling: { surge, unavailable } }: ClinicalService | Worker) {
  return { maxSurge: asIntOrString(surge), maxUnavailable: asIntOrString(unavailable) };
}
