import { type Duration, days, gib, type Percent, percent, type Size } from '../units';

/** Traces of requests at a site: workloads send them to a collector of OpenTelemetry, which keeps them in Jaeger. */
export interface TracingProps {
  /**
   * The share of requests that are traced. Whoever meets a request first decides, and all that it causes follow.
   * @default percent(10)
   */
  readonly sampled?: Percent;
  /**
   * The namespace in which the collector stands, as the Service `opentelemetry-collector`.
   * @default 'opentelemetry'
   */
  readonly namespace?: string;
  /**
   * How long a Jaeger that is installed keeps traces.
   * @default days(7)
   */
  readonly keep?: Duration;
  /**
   * The disk on which a Jaeger that is installed keeps them.
   * @default gib(20)
   */
  readonly storage?: Size;
}

export type Tracing = Required<TracingProps>;

/** What was left out of it is added. */
export function tracingFrom(tracing: TracingProps | undefined): Tracing | undefined {
  return tracing && { sampled: percent(10), namespace: 'opentelemetry', keep: days(7), storage: gib(20), ...tracing };
}

/** By these a workload learns where its traces go, in the words of OpenTelemetry. */
export const TRACING_VARIABLES = [
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_PROTOCOL',
  'OTEL_RESOURCE_ATTRIBUTES',
  'OTEL_SERVICE_NAME',
  'OTEL_TRACES_SAMPLER',
  'OTEL_TRACES_SAMPLER_ARG',
] as const;
