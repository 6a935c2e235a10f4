import { analysisWindow, type MetricsEndpoint, REQUEST_FIGURES, type RequestFigures } from '@clinfra/core';
import type { RolledOut } from '../workload/target';

/** What is asked of Prometheus about the pods of one version. */
export interface AnalysisQueries {
  /** Zero where one of the pods did not give its figures. */
  readonly answers: string;
  /** The share of answers that failed, from 0 to 1; no number where there were none. */
  readonly errors: string;
  /** The time in seconds within which the share of requests was answered; no number where there were none. */
  readonly latency: (share: number) => string;
}

/** A plain connection has no figures, and a service without metrics gives none. */
export function analysisQueries(service: RolledOut): AnalysisQueries | undefined {
  const { metrics, protocol } = service;
  const figures = REQUEST_FIGURES[protocol];
  return figures && metrics && queries(service, metrics, figures);
}

function queries({ name, domain }: RolledOut, { interval }: MetricsEndpoint, { count, outcome: [label, failed], duration }: RequestFigures): AnalysisQueries {
  const pods = `namespace="${domain.name}", job="${name}", rollouts_pod_template_hash="{{args.version}}"`;
  const rate = (figure: string, more = '') => `rate(${figure}{${pods}${more}}[${analysisWindow(interval).toKubernetes()}])`;
  return {
    answers: `min(up{${pods}})`,
    // Without a failed answer there is no such figure at all, which means none and not nothing known.
    errors: `(sum(${rate(count, `, ${label}=~"${failed}"`)}) or vector(0)) / sum(${rate(count)})`,
    latency: share => `histogram_quantile(${share}, sum by (le) (${rate(`${duration}_bucket`)}))`,
  };
}
