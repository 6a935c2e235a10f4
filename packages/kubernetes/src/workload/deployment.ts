import { ClinicalService, METRICS_PORT, type Worker } from '@clinfra/core';
import type { KubeDeploymentProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { NAME_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';
import type { SiteView } from '../site-view';
import { isAutoscaled } from './autoscaler';
import { progressDeadline } from './patience';
import { type PodParts, podTemplate } from './pod';
import { asIntOrString } from './pods';
import { probesOf } from './probes';
import type { Shared } from './shared';
import { lifecycleOf } from './stop';
import { topologySpread } from './topology-spread';

/** The pods of a service or a worker. Where an autoscaler owns their number none is stated, or every apply would take its decision back. */
export function deployment(view: SiteView, workload: ClinicalService | Worker, shared: Shared, annotations?: Readonly<Record<string, string>>): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: workload.name, namespace: workload.domain.name, labels: shared.running, ...(annotations ? { annotations } : undefined) },
    spec: {
      ...(isAutoscaled(workload) ? undefined : { replicas: workload.scale.min }),
      revisionHistoryLimit: 5,
      progressDeadlineSeconds: progressDeadline(workload).toSeconds(),
      strategy: rollingUpdate(workload),
      selector: { matchLabels: { [NAME_LABEL]: workload.name } },
      template: podTemplate(view, workload, shared, {
        container: { ...portsOf(workload), ...probesOf(workload.probes, workload instanceof ClinicalService ? workload : undefined), ...lifecycleOf(workload) },
        spec: {
          terminationGracePeriodSeconds: workload.stop.grace.toSeconds(),
          topologySpreadConstraints: topologySpread(workload.name, workload.zones),
        },
      }),
    },
  } satisfies ObjectOf<KubeDeploymentProps>;
}

function rollingUpdate({ rolling: { surge, unavailable } }: ClinicalService | Worker) {
  return { type: 'RollingUpdate', rollingUpdate: { maxSurge: asIntOrString(surge), maxUnavailable: asIntOrString(unavailable) } };
}

function portsOf(workload: ClinicalService | Worker): Pick<NonNullable<PodParts['container']>, 'ports'> {
  const ports = workload instanceof ClinicalService ? servingPorts(workload) : [];
  const figures = workload.metrics?.port === undefined ? [] : [containerPort(METRICS_PORT, workload.metrics.port)];
  return ports.length + figures.length > 0 ? { ports: [...ports, ...figures] } : {};
}

function servingPorts({ port, protocol, ports }: ClinicalService) {
  return [containerPort(protocol, port), ...Object.entries(ports).map(([name, more]) => containerPort(name, more.port))];
}

function containerPort(name: string, port: number) {
  return { name, containerPort: port, protocol: 'TCP' };
}
