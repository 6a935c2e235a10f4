import { ClinicalService, METRICS_PORT, type Worker } from '@clinfra/core';
import type { DeploymentSpec } from 'cdk8s-plus-27/lib/imports/k8s';
import { NAME_LABEL } from '../labels';
import type { Plain } from '../plain';
import type { SiteView } from '../site-view';
import { isAutoscaled } from './autoscaler';
import { progressDeadline } from './patience';
import { type PodParts, podTemplate } from './pod';
import { probesOf } from './probes';
import type { Shared } from './shared';
import { lifecycleOf } from './stop';
import { isRolledOut } from './target';
import { topologySpread } from './topology-spread';

/** What a Deployment and a Rollout say alike: which pods there are, how many, and for how long a new version may make no progress. */
export type RunningPods = Plain<
  Required<Pick<DeploymentSpec, 'revisionHistoryLimit' | 'progressDeadlineSeconds' | 'selector' | 'template'>> & Pick<DeploymentSpec, 'replicas'>
>;

/** How many former versions can be gone back to. */
const REVISIONS = 5;

/** The pods of a service or a worker. Where an autoscaler owns their number none is stated, or every apply would take its decision back. */
export function runningPods(view: SiteView, workload: ClinicalService | Worker, shared: Shared): RunningPods {
  const probes = probesOf(workload.probes, workload instanceof ClinicalService ? workload : undefined);
  const container = Object.assign(portsOf(workload), probes, lifecycleOf(workload));
  const spec = {
    terminationGracePeriodSeconds: workload.stop.grace.toSeconds(),
    topologySpreadConstraints: topologySpread(workload.name, workload.zones, isRolledOut(workload) ? 'rollout' : 'deployment'),
  };
  const pods = {
    revisionHistoryLimit: REVISIONS,
    progressDeadlineSeconds: progressDeadline(workload).toSeconds(),
    selector: { matchLabels: { [NAME_LABEL]: workload.name } },
    template: podTemplate(view, workload, shared, { container, spec }),
  };
  return isAutoscaled(workload) ? pods : { replicas: workload.scale.min, ...pods };
}

function portsOf(workload: ClinicalService | Worker): Pick<NonNullable<PodParts['container']>, 'ports'> {
  const ports = workload instanceof ClinicalService ? servingPorts(workload) : [];
  if (workload.metrics?.port !== undefined) ports.push(containerPort(METRICS_PORT, workload.metrics.port));
  return ports.length > 0 ? { ports } : {};
}

function servingPorts({ port, protocol, ports }: ClinicalService) {
  return [containerPort(protocol, port), ...Object.entries(ports).map(([name, more]) => containerPort(name, more.port))];
}

function containerPort(name: string, port: number) {
  return { name, containerPort: port, protocol: 'TCP' };
}
