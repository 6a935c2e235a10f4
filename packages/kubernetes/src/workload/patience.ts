import { ClinicalService, type Duration, minutes, type Worker } from '@clinfra/core';

/** What comes before a container's first line: a node may have to join, and the image has to be fetched. */
const BEFORE_START = minutes(5);

/**
 * How long a rollout may make no progress before it counts as failed: as long as the service says that it may take to start, and what comes
 * before that. Whoever waits for the rollout is told then.
 */
export function progressDeadline(workload: ClinicalService | Worker): Duration {
  if (!(workload instanceof ClinicalService)) return BEFORE_START;
  const { startup, readiness } = workload.probes;
  return [startup, readiness].reduce((total, { initialDelay, period, failures }) => total.plus(initialDelay).plus(period.times(failures)), BEFORE_START);
}
