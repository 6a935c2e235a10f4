import { type Duration, seconds } from '../units';
import type { Protocol } from './ports';

/** What the kubelet can ask a container, one of the four. */
interface Questions {
  /** The path that answers HTTP with a status below 400 when all is well. */
  readonly path: string;
  /** The service that answers the health protocol of gRPC; an empty text asks for the server as a whole. */
  readonly grpc: string;
  /** Whether the port accepts a connection, which says less than an answer does. */
  readonly tcp: true;
  /** A command in the container that ends with zero when all is well. It costs a process each time. */
  readonly command: readonly [string, ...string[]];
}

/** Exactly one of the properties. */
type OneOf<T> = {
  [Key in keyof T]: { readonly [Given in Key]: T[Given] } & { readonly [Absent in Exclude<keyof T, Key>]?: never };
}[keyof T];

interface Asked {
  /**
   * The port that is asked, where it is not the service's own. A command has none.
   * @default the service's own port
   */
  readonly port?: number;
}

/** What the kubelet asks a service's container. */
export type Question = OneOf<Questions> & Asked;

/** What the kubelet asks a worker's container, which has no port of its own. */
export type WorkerQuestion = OneOf<Pick<Questions, 'command'>> | (OneOf<Pick<Questions, 'tcp'>> & Required<Asked>);

interface Timings {
  /**
   * How long after the start the first question comes.
   * @default 0 seconds for startup, 30 for liveness, 10 for readiness
   */
  readonly initialDelay: Duration;
  /**
   * The time between questions.
   * @default 5 seconds, 10 for liveness
   */
  readonly period: Duration;
  /**
   * How long an answer may take before it counts as wrong; no longer than the period.
   * @default 5 seconds, or the period where that is shorter
   */
  readonly timeout: Duration;
  /**
   * How many wrong answers in a row count.
   * @default 3, for startup 30
   */
  readonly failures: number;
}

interface Repeated {
  /**
   * How many right answers in a row bring a pod back into traffic. The other probes have no such figure: one right answer is enough.
   * @default 1
   */
  readonly successes: number;
}

/** A question by which the kubelet finds out how a container is. */
export interface Probe extends Timings {
  readonly question: Question;
}

export interface ReadinessProbe extends Probe, Repeated {}

export interface Probes {
  /** Holds the other two back until the service has started; too many failures restart it. */
  readonly startup: Probe;
  /** Restarts a container that hangs. */
  readonly liveness: Probe;
  /** Takes a pod out of traffic while it cannot serve. */
  readonly readiness: ReadinessProbe;
}

/** Nothing asked: the default question is. */
type NoQuestion = { readonly [Absent in keyof Questions]?: never } & Asked;

/** Any of the three probes, with only what differs from the defaults: `{ liveness: { path: '/alive' }, readiness: { grpc: 'ehr' } }`. */
export interface ProbeSettings {
  /**
   * Asked until the service has started; before that the other two are not. Too few failures end a pod that is merely slow to start.
   * @default `/health/startup` of an HTTP service, the server as a whole of a gRPC one, a connection of any other
   */
  readonly startup?: Partial<Timings> & (Question | NoQuestion);
  /**
   * Starts a container anew that answers wrongly or not at all. What depends on others must not be asked here: one that is away would end every pod.
   * @default `/health` of an HTTP service, the server as a whole of a gRPC one, a connection of any other
   */
  readonly liveness?: Partial<Timings> & (Question | NoQuestion);
  /**
   * Decides whether a pod gets requests, and so whether a rollout goes on. One that never answers rightly gets none.
   * @default `/health/ready` of an HTTP service, the server as a whole of a gRPC one, a connection of any other
   */
  readonly readiness?: Partial<Timings> & Partial<Repeated> & (Question | NoQuestion);
}

/** The probes of a worker: those that are named, and no others. Nobody calls a worker, so that none is asked by default. */
export interface WorkerProbeSettings {
  /**
   * Asked until the worker has started; before that the other two are not.
   * @default none: a worker counts as started when its container runs
   */
  readonly startup?: Partial<Timings> & WorkerQuestion;
  /**
   * Starts a container anew that answers wrongly or not at all.
   * @default none: only one that ends is started anew, and one that hangs stays
   */
  readonly liveness?: Partial<Timings> & WorkerQuestion;
  /**
   * Holds a rolling update back until the new pod is ready to work.
   * @default none: a pod counts as ready when its container runs
   */
  readonly readiness?: Partial<Timings> & Partial<Repeated> & WorkerQuestion;
}

type ProbeName = keyof Probes;
type Setting = Partial<Timings> & Partial<Repeated> & Partial<Questions> & Asked;

const TIMINGS = {
  startup: { initialDelay: seconds(0), period: seconds(5), failures: 30 },
  liveness: { initialDelay: seconds(30), period: seconds(10), failures: 3 },
  readiness: { initialDelay: seconds(10), period: seconds(5), failures: 3 },
} as const satisfies Record<ProbeName, Omit<Timings, 'timeout'>>;

const PATHS = { startup: '/health/startup', liveness: '/health', readiness: '/health/ready' } as const satisfies Record<ProbeName, string>;
const LONGEST_ANSWER = seconds(5);
const QUESTIONS = ['path', 'grpc', 'tcp', 'command'] as const satisfies readonly (keyof Questions)[];

/** The probes of services that say nothing of them: one object for each protocol, so that they are worked out once for all of these. */
const DEFAULTS = { http: serviceProbes({}, 'http'), grpc: serviceProbes({}, 'grpc'), tcp: serviceProbes({}, 'tcp') } satisfies Record<Protocol, Probes>;

/** The probes of a service: the default question follows from what its port speaks. */
export function probesFrom(settings: ProbeSettings | undefined, protocol: Protocol): Probes {
  const known = settings === undefined && Object.hasOwn(DEFAULTS, protocol);
  return known ? DEFAULTS[protocol] : serviceProbes(settings ?? {}, protocol);
}

function serviceProbes({ startup = {}, liveness = {}, readiness = {} }: ProbeSettings, protocol: Protocol): Probes {
  return {
    startup: probe('startup', startup, protocol),
    liveness: probe('liveness', liveness, protocol),
    readiness: { ...probe('readiness', readiness, protocol), successes: readiness.successes ?? 1 },
  };
}

/** The probes of a worker that are named. */
export function workerProbesFrom({ startup, liveness, readiness }: WorkerProbeSettings): Partial<Probes> {
  return {
    ...(startup && { startup: probe('startup', startup) }),
    ...(liveness && { liveness: probe('liveness', liveness) }),
    ...(readiness && { readiness: { ...probe('readiness', readiness), successes: readiness.successes ?? 1 } }),
  };
}

function probe(name: ProbeName, setting: Setting, protocol: Protocol = 'tcp'): Probe {
  const { initialDelay = TIMINGS[name].initialDelay, period = TIMINGS[name].period, failures = TIMINGS[name].failures } = setting;
  const { timeout = isShort(period) ? period : LONGEST_ANSWER } = setting;
  return { question: questionOf(name, setting, protocol), initialDelay, period, timeout, failures };
}

/** A period that is none is reported as such, and not as an answer that takes too long. */
function isShort(period: Duration): boolean {
  return LONGEST_ANSWER.exceeds(period) && !period.isZero && !period.problem;
}

/** What was asked, also where it is more than one thing; the checks report that. */
function questionOf(name: ProbeName, setting: Setting, protocol: Protocol): Question {
  const asked = QUESTIONS.filter(kind => setting[kind] !== undefined).map(kind => [kind, setting[kind]]);
  const port = setting.port === undefined ? undefined : { port: setting.port };
  return { ...(asked.length > 0 ? Object.fromEntries(asked) : defaultQuestion(name, protocol)), ...port };
}

function defaultQuestion(name: ProbeName, protocol: Protocol): Question {
  switch (protocol) {
    case 'http':
      return { path: PATHS[name] };
    case 'grpc':
      return { grpc: '' };
    case 'tcp':
      return { tcp: true };
  }
}
