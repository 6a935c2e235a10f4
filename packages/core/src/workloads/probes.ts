import { type Duration, seconds } from '../units';

/** An HTTP request by which the kubelet asks a container how it is. */
export interface Probe {
  /** The path that answers with a status below 400 when all is well. */
  readonly path: string;
  /** How long after the start the first question comes. */
  readonly initialDelay: Duration;
  /** The time between questions. */
  readonly period: Duration;
  /** How many wrong answers in a row count. */
  readonly failures: number;
}

export interface Probes {
  /** Holds the other two back until the service has started; too many failures restart it. */
  readonly startup: Probe;
  /** Restarts a container that hangs. */
  readonly liveness: Probe;
  /** Takes a pod out of traffic while it cannot serve. */
  readonly readiness: Probe;
}

/** Any of the three probes, with only what differs from the defaults. */
export type ProbeSettings = { readonly [Name in keyof Probes]?: Partial<Probe> };

const DEFAULTS: Probes = {
  startup: { path: '/health/startup', initialDelay: seconds(0), period: seconds(5), failures: 30 },
  liveness: { path: '/health', initialDelay: seconds(30), period: seconds(10), failures: 3 },
  readiness: { path: '/health/ready', initialDelay: seconds(10), period: seconds(5), failures: 3 },
};

export function probesFrom(settings: ProbeSettings): Probes {
  return {
    startup: { ...DEFAULTS.startup, ...settings.startup },
    liveness: { ...DEFAULTS.liveness, ...settings.liveness },
    readiness: { ...DEFAULTS.readiness, ...settings.readiness },
  };
}
