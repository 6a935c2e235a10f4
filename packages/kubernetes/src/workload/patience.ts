import { type ClinicalService, type Duration, minutes, type Probes, type Worker } from '@clinfra/core';
import { onceFor } from '../once';

/** What comes before a container's first line: a node may have to join, and the image has to be fetched. */
const BEFORE_START = minutes(5);

/**
 * How long a rollout may make no progress before it counts as failed: as long as the service says that it may take to start, and what comes
 * before that. Whoever waits for the rollout is told then.
 */
export function progressDeadline({ probes }: ClinicalService | Worker): Duration {
  return deadlineOf(probes);
}

/** Most services share the probes of their protocol. */
const deadlineOf = onceFor(({ startup, readiness }: Partial<Probes>): Duration => {
  const waited = [startup, readiness].filter(probe => probe !== undefined);
  const started = waited.reduce((total, { initialDelay, period, failures }) => total.plus(initialDelay).plus(period.times(failures)), BEFORE_START);
  // Each right answer beyond the first takes another period.
  return readiness ? started.plus(readiness.period.times(readiness.successes - 1)) : started;
});
