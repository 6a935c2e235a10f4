import { type Duration, seconds } from '../units';

/** How a pod of a service ends. */
export interface Stop {
  /**
   * How long a pod goes on answering after it was told to stop, so that whoever still has its address is answered while the news
   * spreads. Zero ends it at once, and requests fail at every release. It needs Kubernetes 1.30 or newer.
   * @default seconds(15)
   */
  readonly drain?: Duration;
  /**
   * How long a pod may take to end in all, its drain included, before it is killed with what it was doing.
   * @default seconds(45)
   */
  readonly grace?: Duration;
}

/** How a pod of a worker ends; nobody calls it, so that it has nothing to drain. */
export type WorkerStop = Pick<Stop, 'grace'>;

const DRAIN = seconds(15);
const GRACE = seconds(45);
const NO_DRAIN = seconds(0);

export function stopFrom({ drain = DRAIN, grace = GRACE }: Stop): Required<Stop> {
  return { drain, grace };
}

export function workerStopFrom({ grace = GRACE }: WorkerStop): Required<Stop> {
  return { drain: NO_DRAIN, grace };
}
