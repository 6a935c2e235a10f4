import { given } from '../given/given';
import type { KindOf } from '../patch';
import type { Domain } from '../platform/domain';
import type { ResourceOf } from '../resource-patch';
import { type Duration, hours, minutes } from '../units';
import { Workload, type WorkloadProps } from './workload';

/** What happens when a run is due while the last one still goes on. */
export type Concurrency = 'forbid' | 'replace' | 'allow';

/** How many ended runs are kept. */
export interface RunHistory {
  /**
   * Of those that succeeded.
   * @default 3
   */
  readonly successful?: number;
  /**
   * Of those that failed.
   * @default 3
   */
  readonly failed?: number;
}

export interface ScheduledTaskProps extends WorkloadProps {
  /** When it runs, as five fields of cron in the platform's time zone: `0 2 * * *`. */
  readonly schedule: string;
  /**
   * How late a run may start before it is counted as missed.
   * @default minutes(5)
   */
  readonly startDeadline?: Duration;
  /**
   * How long a run may take before it is ended and counted as failed.
   * @default hours(1)
   */
  readonly timeLimit?: Duration;
  /**
   * What happens when a run is due while the last one still goes on: `forbid` leaves it out, `replace` ends the old one, `allow` lets both run.
   * @default 'forbid'
   */
  readonly concurrency?: Concurrency;
  /**
   * How many ended runs are kept, so that their logs can be read.
   * @default { successful: 3, failed: 3 }
   */
  readonly history?: RunHistory;
  /**
   * How often a run is tried again when it fails.
   * @default 2
   */
  readonly retries?: number;
  /**
   * Whether no run is begun until it is turned off again; one that goes on is not ended.
   * @default false
   */
  readonly suspended?: boolean;
}

/** A task that runs by the clock, one run at a time: a CronJob. */
export class ScheduledTask extends Workload<KindOf<'scheduled-task'>, ResourceOf<'scheduled-task'>> {
  readonly kind = 'scheduled-task';
  readonly schedule: string;
  readonly startDeadline: Duration;
  readonly timeLimit: Duration;
  readonly concurrency: Concurrency;
  readonly history: Required<RunHistory>;
  readonly retries: number;
  readonly suspended: boolean;

  constructor(domain: Domain, name: string, declared: ScheduledTaskProps) {
    const props = given('ScheduledTaskProps', declared);
    super(domain, name, props);
    const { schedule, startDeadline = minutes(5), timeLimit = hours(1) } = props;
    const { concurrency = 'forbid', history = {}, retries = 2, suspended = false } = props;
    const { successful = 3, failed = 3 } = history;
    this.schedule = schedule;
    this.startDeadline = startDeadline;
    this.timeLimit = timeLimit;
    this.concurrency = concurrency;
    this.history = { successful, failed };
    this.retries = retries;
    this.suspended = suspended;
  }
}
