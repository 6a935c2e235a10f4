import { type Duration, seconds } from '../units';

/** Where and how often Prometheus asks a workload for its figures. */
export interface Metrics {
  /**
   * The port on which they are found, which nobody but Prometheus may reach; a service whose figures are on its own port leaves it out.
   * @default the service's own port
   */
  readonly port?: number;
  /**
   * The path under which they are found.
   * @default '/metrics'
   */
  readonly path?: string;
  /**
   * The time between two questions.
   * @default seconds(30)
   */
  readonly interval?: Duration;
}

/** The metrics of a worker, which has no port of its own. */
export type WorkerMetrics = Metrics & Required<Pick<Metrics, 'port'>>;

/** Metrics with the figures that were left out. */
export interface MetricsEndpoint {
  /** Undefined for the service's own port. */
  readonly port: number | undefined;
  readonly path: string;
  readonly interval: Duration;
}

export function metricsFrom(metrics: Metrics | undefined): MetricsEndpoint | undefined {
  if (metrics === undefined) return undefined;
  const { port, path = '/metrics', interval = seconds(30) } = metrics;
  return { port, path, interval };
}
