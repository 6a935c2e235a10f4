import type { ClinicalService, Figure, Latency, Percent, PoolUse, Worker } from '@clinfra/core';
import { rateWindow } from './requests';

type Scaled = ClinicalService | Worker;

/** The series of a workload's own pods: monitors call the job after the workload. */
function own({ name, domain }: Scaled): string {
  return `{namespace="${domain.name}",job="${name}"}`;
}

export function requestsQuery(workload: Scaled, counter: string): string {
  return `sum(rate(${counter}${own(workload)}[${rateWindow(workload).toKubernetes()}]))`;
}

export function figureQuery(workload: Scaled, { metric, shows }: Figure): string {
  return `${shows === 'share' ? 'sum' : 'max'}(${metric}${own(workload)})`;
}

export function poolQuery(workload: Scaled, { inUse, size }: PoolUse): string {
  return `sum(${inUse}${own(workload)}) / sum(${size}${own(workload)})`;
}

/** Without requests there is no quantile; that is no latency, while series that are gone are an error and no answer. */
export function latencyQuery(workload: Scaled, { histogram, percentile }: Latency): string {
  const rate = (suffix: string) => `rate(${histogram}_${suffix}${own(workload)}[${rateWindow(workload).toKubernetes()}])`;
  return `(histogram_quantile(${share(percentile)}, sum by (le) (${rate('bucket')})) >= 0) or (sum(${rate('count')}) * 0)`;
}

/** One while the pods use at least so much of the processor time that they request, zero below. */
export function holdQuery({ name, domain }: Scaled, below: Percent): string {
  const container = `namespace="${domain.name}",container="${name}"`;
  const used = `sum(rate(container_cpu_usage_seconds_total{${container}}[5m]))`;
  const requested = `sum(kube_pod_container_resource_requests{${container},resource="cpu"})`;
  return `${used} / ${requested} >= bool ${share(below)}`;
}

/** A share as a part of one, exact to what was written. */
export function share(percent: Percent): string {
  return String(Number((percent.toNumber() / 100).toFixed(8)));
}
