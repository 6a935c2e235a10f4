import { type Duration, type Percent, percent, seconds } from '../units';

/** What becomes of requests to a service on their way through the mesh. */
export interface Traffic {
  /**
   * How long a caller waits for an answer in all, tries included. HTTP and gRPC only.
   * @default seconds(30)
   */
  readonly timeout?: Duration;
  /**
   * How failed requests are tried again. HTTP and gRPC only.
   * @default 3 times, 10 s each
   */
  readonly retries?: Retries;
  /**
   * How many connections and requests a caller's pod may have open; more fail at once instead of piling up.
   * @default 100 connections, 100 requests, 50 waiting, 2 requests a connection
   */
  readonly pool?: ConnectionPool;
  /**
   * When a pod that fails gets no requests for a while.
   * @default after 5 failures in a row for 30 s, half of the pods at most
   */
  readonly outliers?: Outliers;
  /**
   * How a pod is chosen for a request.
   * @default 'least-request'
   */
  readonly balancing?: Balancing;
  /**
   * Requests that lead to one version of the service by their headers. It needs a service that has two: a canary that the mesh splits.
   * @default none
   */
  readonly routes?: readonly HeaderRoute[];
}

/** A failure after which a request is tried again, as Envoy names them. */
export type RetryCondition = '5xx' | 'gateway-error' | 'reset' | 'connect-failure' | 'refused-stream' | 'retriable-4xx' | 'unavailable' | 'cancelled';

export interface Retries {
  /**
   * How often a failed request is tried again. Zero for never.
   * @default 3
   */
  readonly attempts?: number;
  /**
   * How long each try may take. All of them must fit into the timeout.
   * @default seconds(10)
   */
  readonly perTry?: Duration;
  /**
   * After which failures.
   * @default ['5xx', 'reset', 'connect-failure', 'refused-stream']
   */
  readonly on?: readonly RetryCondition[];
  /**
   * Whether requests that change something are tried again even when they may have been carried out. Without it they are only where they
   * never arrived, or an order could be placed twice. Only for a service that knows a repeated request by its key.
   * @default false
   */
  readonly repeatable?: boolean;
}

export interface ConnectionPool {
  /** @default 100 */
  readonly connections?: number;
  /**
   * Requests that wait for a connection. HTTP and gRPC only.
   * @default 50
   */
  readonly waiting?: number;
  /**
   * Requests that are under way at once. HTTP and gRPC only.
   * @default 100
   */
  readonly requests?: number;
  /**
   * Requests after which a connection is given up, so that load reaches new pods; 0 for never. HTTP and gRPC only.
   * @default 2
   */
  readonly requestsPerConnection?: number;
}

export interface Outliers {
  /**
   * Failures in a row after which a pod gets no requests.
   * @default 5
   */
  readonly failures?: number;
  /**
   * The time between two looks.
   * @default seconds(30)
   */
  readonly interval?: Duration;
  /**
   * For how long it gets none; each further time adds as much.
   * @default seconds(30)
   */
  readonly ejection?: Duration;
  /**
   * The most pods that may be left out at once.
   * @default percent(50)
   */
  readonly most?: Percent;
  /**
   * When fewer pods than this are well, all get requests again.
   * @default percent(50)
   */
  readonly healthy?: Percent;
}

/** The pod with the fewest requests under way, one after the other, or any. */
export type Balancing = 'least-request' | 'round-robin' | 'random';

/** A part of a service's pods: those of the proven version, or those of the new one. */
export type Subset = 'stable' | 'canary';

export interface HeaderRoute {
  /** Headers with their values, all of which a request must have: `{ 'x-user-role': 'physician' }`. One alone for the new version. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Which version answers: the new one while a release is under way, before any route to the proven one is tried. Otherwise all requests go
   * to the proven one. Whoever may set the header chooses: it says nothing about rights.
   */
  readonly to: Subset;
}

/** Traffic with the figures that were left out. */
export interface TrafficSettings {
  readonly timeout: Duration;
  readonly retries: Required<Retries>;
  readonly pool: Required<ConnectionPool>;
  readonly outliers: Required<Outliers>;
  readonly balancing: Balancing;
  readonly routes: readonly HeaderRoute[];
}

export function trafficFrom(traffic: Traffic | undefined): TrafficSettings {
  return traffic ? settingsOf(traffic) : DEFAULTS;
}

function settingsOf({ timeout = seconds(30), retries = {}, pool = {}, outliers = {}, balancing = 'least-request', routes = [] }: Traffic): TrafficSettings {
  return { timeout, retries: retriesFrom(retries), pool: poolFrom(pool), outliers: outliersFrom(outliers), balancing, routes };
}

const RETRY_ON = ['5xx', 'reset', 'connect-failure', 'refused-stream'] as const satisfies readonly RetryCondition[];

function retriesFrom({ attempts = 3, perTry = seconds(10), on = RETRY_ON, repeatable = false }: Retries): Required<Retries> {
  return { attempts, perTry, on, repeatable };
}

function poolFrom({ connections = 100, waiting = 50, requests = 100, requestsPerConnection = 2 }: ConnectionPool): Required<ConnectionPool> {
  return { connections, waiting, requests, requestsPerConnection };
}

function outliersFrom({
  failures = 5,
  interval = seconds(30),
  ejection = seconds(30),
  most = percent(50),
  healthy = percent(50),
}: Outliers): Required<Outliers> {
  return { failures, interval, ejection, most, healthy };
}

/** Shared by every service that states nothing. */
const DEFAULTS = settingsOf({});
