import type { Domain } from '../domain';
import { type Duration, minutes } from '../units';
import type { ClinicalService } from './clinical-service';
import type { Worker } from './worker';
import { Workload, type WorkloadProps } from './workload';

export interface ReleaseTaskProps extends WorkloadProps {
  /** The services and workers of its domain whose new version waits until it has succeeded. When it fails, they stay as they are, and nothing else is held up. */
  readonly before: readonly [ClinicalService | Worker, ...(ClinicalService | Worker)[]];
  /**
   * How long it may take before it is ended and counted as failed.
   * @default minutes(30)
   */
  readonly timeLimit?: Duration;
  /**
   * How often it is tried again when it fails. A migration that stopped half-way is better looked at by a person, unless it can be repeated.
   * @default 0
   */
  readonly retries?: number;
}

/** A task that must succeed before a new version takes over, such as the migration of a database: a Job, made anew whenever its image or settings change. */
export class ReleaseTask extends Workload {
  readonly kind = 'release-task';
  readonly before: readonly (ClinicalService | Worker)[];
  readonly timeLimit: Duration;
  readonly retries: number;

  constructor(domain: Domain, name: string, props: ReleaseTaskProps) {
    super(domain, name, props);
    const { before, timeLimit = minutes(30), retries = 0 } = props;
    this.before = before;
    this.timeLimit = timeLimit;
    this.retries = retries;
  }
}
