import { ClinicalService, ROLLING, type Worker } from '@clinfra/core';
import type { KubeDeploymentProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { NAME_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';
import type { SiteView } from '../site-view';
import { isAutoscaled } from './autoscaler';
import { progressDeadline } from './patience';
import { type PodParts, podTemplate } from './pod';
import { probesOf } from './probes';
import type { Shared } from './shared';
import { topologySpread } from './topology-spread';

const STRATEGY = { type: 'RollingUpdate', rollingUpdate: { maxSurge: ROLLING.surge, maxUnavailable: ROLLING.unavailable } } as const;

/** The pods of a service or a worker. Where an autoscaler owns their number none is stated, or every apply would take its decision back. */
export function deployment(view: SiteView, workload: ClinicalService | Worker, shared: Shared, annotations?: Readonly<Record<string, string>>): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: workload.name, namespace: workload.domain.name, labels: shared.labels, ...(annotations ? { annotations } : undefined) },
    spec: {
      ...(isAutoscaled(workload) ? undefined : { replicas: workload.scale.min }),
      revisionHistoryLimit: 5,
      progressDeadlineSeconds: progressDeadline(workload).toSeconds(),
      strategy: STRATEGY,
      selector: { matchLabels: { [NAME_LABEL]: workload.name } },
      template: podTemplate(view, workload, shared, {
        ...(workload instanceof ClinicalService ? { container: serving(workload) } : undefined),
        spec: { topologySpreadConstraints: topologySpread(workload.name, workload.zones) },
      }),
    },
  } satisfies ObjectOf<KubeDeploymentProps>;
}

function serving({ port, probes }: ClinicalService): NonNullable<PodParts['container']> {
  return { ports: [{ name: 'http', containerPort: port, protocol: 'TCP' }], ...probesOf(probes) };
}
