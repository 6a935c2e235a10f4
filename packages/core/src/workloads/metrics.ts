import { type Duration, seconds } from '../units';
import type { Protocol } from './ports';

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

/** The figures that client libraries of Prometheus give of the requests that a service has answered. What judges a service asks for these. */
export interface RequestFigures {
  /** The counter of answers. */
  readonly count: string;
  /** The label that says how an answer turned out, and, as a regular expression, where that is the server's fault. */
  readonly outcome: readonly [label: string, failed: string];
  /** The histogram of the time until the answer, in seconds. */
  readonly duration: string;
}

/** By what a port speaks; of a plain connection nobody can say how it turned out. */
export const REQUEST_FIGURES = {
  http: { count: 'http_requests_total', outcome: ['status', '5..'], duration: 'http_request_duration_seconds' },
  grpc: {
    count: 'grpc_server_handled_total',
    outcome: ['grpc_code', 'Unknown|DeadlineExceeded|Internal|Unavailable|DataLoss'],
    duration: 'grpc_server_handling_seconds',
  },
  tcp: undefined,
} as const satisfies Record<Protocol, RequestFigures | undefined>;

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
