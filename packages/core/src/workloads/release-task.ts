import { given } from '../given/given';
import type { KindOf } from '../patch';
import type { Domain } from '../platform/domain';
import type { ResourceOf } from '../resource-patch';
import { type Duration, minutes } from '../units';
import type { ClinicalService } from './clinical-service';
import type { Worker } from './worker';
import { Workload, type WorkloadProps } from './workload';

export interface ReleaseTaskProps extends WorkloadProps {
  /**
   * The services and workers of its domain whose new version waits until it has succeeded. When it fails, they stay as they are, and nothing else is held up.
   * @default none: nobody waits for it
   */
  readonly before?: readonly [ClinicalService | Worker, ...(ClinicalService | Worker)[]];
  /**
   * The services and workers of its domain after whose release it runs, each time that one of them is released. With neither this nor `before` it
   * runs once, and again when its own image or settings change.
   * @default none
   */
  readonly after?: readonly [ClinicalService | Worker, ...(ClinicalService | Worker)[]];
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

/** A task that runs once for a release: before the new version takes over, such as the migration of a database, or after it. A Job, made anew whenever it has to run. */
export class ReleaseTask extends Workload<KindOf<'release-task'>, ResourceOf<'release-task'>> {
  readonly kind = 'release-task';
  readonly before: readonly (ClinicalService | Worker)[];
  readonly after: readonly (ClinicalService | Worker)[];
  readonly timeLimit: Duration;
  readonly retries: number;

  constructor(domain: Domain, name: string, declared: ReleaseTaskProps) {
    const props = given('ReleaseTaskProps', declared);
    super(domain, name, props);
    const { before = [], after = [], timeLimit = minutes(30), retries = 0 } = props;
    this.before = before;
    this.after = after;
    this.timeLimit = timeLimit;
    this.retries = retries;
  }
}
