import { type Percent, percent } from '../units';
import type { Hours } from './scale-hours';
import type { Signal } from './scale-signal';
import { type ScaleDown, type ScaleUp, type Speed, type SpeedDown, speedDown, speedUp } from './scale-speed';

/** Pods by the requests that they answer. The workload must show `metrics`. */
export interface RequestRate {
  /**
   * How many requests in a second one pod answers.
   * @default 1000
   */
  readonly perPod?: number;
  /**
   * The metric that counts requests. Its name ends in `_total`.
   * @default 'http_requests_total'
   */
  readonly counter?: string;
}

/** What is done while a signal cannot be read. */
export interface ScaleFallback {
  /**
   * After how many failed attempts, half a minute apart.
   * @default 3
   */
  readonly failures?: number;
  /**
   * The fewest pods there are then; where there are more, they stay.
   * @default the most of `min` and of what any hours ask for
   */
  readonly pods?: number;
}

/** How many pods there are, and what makes them more. Whatever it declares becomes one autoscaler. */
export interface Scale {
  /** The fewest pods. A worker that is scaled by a queue may have none while nothing waits. */
  readonly min: number;
  /** The most pods; quotas and partitions must allow it. */
  readonly max: number;
  /**
   * The share of requested processor time above which pods are added; `off` for what waits more than it works.
   * @default percent(70)
   */
  readonly cpu?: Percent | 'off';
  /**
   * The share of requested memory above which pods are added; `off` for what keeps the memory that it once had.
   * @default percent(80)
   */
  readonly memory?: Percent | 'off';
  /**
   * Pods by requests: `{}` for a thousand in a second for each pod. Every site it stands on must have a Prometheus, and a metrics adapter or KEDA.
   * @default none
   */
  readonly requests?: RequestRate;
  /**
   * Hours in which there are more pods at the least. They may not overlap. Every site it stands on must have KEDA.
   * @default none: `min` holds all day
   */
  readonly hours?: readonly Hours[];
  /**
   * What else asks for pods: queues, lags, figures, latency. Every site it stands on must have KEDA.
   * @default none
   */
  readonly signals?: readonly Signal[];
  /**
   * How fast pods are added.
   * @default after a minute, by half or by two pods in a minute, whichever is more
   */
  readonly up?: ScaleUp;
  /**
   * How fast pods are taken away.
   * @default after five minutes, by a tenth in a minute
   */
  readonly down?: ScaleDown;
  /**
   * What is done while a signal cannot be read.
   * @default after three failed attempts not fewer pods than there are, nor fewer than any hours ask for
   */
  readonly fallback?: ScaleFallback;
}

/** A scale with what was left out. */
export interface Scaling {
  readonly min: number;
  readonly max: number;
  readonly cpu: Percent | 'off';
  readonly memory: Percent | 'off';
  readonly requests: Required<RequestRate> | undefined;
  readonly hours: readonly Hours[];
  readonly signals: readonly Signal[];
  readonly up: Speed;
  readonly down: SpeedDown;
  /** Without a figure of pods it is the most of `min` and of what any hours ask for. */
  readonly fallback: { readonly failures: number; readonly pods: number | undefined };
}

const CPU = percent(70);
const MEMORY = percent(80);

export function scaleFrom(scale: Scale): Scaling {
  const { min, max, cpu = CPU, memory = MEMORY, requests, hours = [], signals = [], up, down, fallback = {} } = scale;
  const { failures = 3, pods } = fallback;
  return {
    min,
    max,
    cpu,
    memory,
    requests: requests && { perPod: requests.perPod ?? 1000, counter: requests.counter ?? 'http_requests_total' },
    hours,
    signals,
    up: speedUp(up),
    down: speedDown(down),
    fallback: { failures, pods },
  };
}

/** Whether only KEDA can do it: the autoscaler of Kubernetes knows no clock, no queue and no two thresholds. */
export function needsKeda({ hours, signals, down }: Scaling): boolean {
  return hours.length > 0 || signals.length > 0 || down.below !== undefined;
}
