import type { Domain } from '../domain';
import { type Duration, hours, minutes } from '../units';
import { Workload, type WorkloadProps } from './workload';

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
}

/** A task that runs by the clock, one run at a time: a CronJob. */
export class ScheduledTask extends Workload {
  readonly kind = 'scheduled-task';
  readonly schedule: string;
  readonly startDeadline: Duration;
  readonly timeLimit: Duration;

  constructor(domain: Domain, name: string, props: ScheduledTaskProps) {
    super(domain, name, props);
    const { schedule, startDeadline = minutes(5), timeLimit = hours(1) } = props;
    this.schedule = schedule;
    this.startDeadline = startDeadline;
    this.timeLimit = timeLimit;
  }
}
