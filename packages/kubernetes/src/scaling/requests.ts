import { type ClinicalService, type Duration, minutes, type Worker } from '@clinfra/core';

/** What is asked for when nothing is known of the workload's own interval. */
const LEAST_WINDOW = minutes(2);
const INTERVALS = 4;

/** The name under which the metrics adapter shows a counter of requests: `http_requests_total` as `http_requests_per_second`. */
export function rateName(counter: string): string {
  return `${counter.replace(/_total$/, '')}_per_second`;
}

/** Over what time a rate is taken: some intervals at which the figures are asked for, so that one that is missed does no harm. */
export function rateWindow({ metrics }: ClinicalService | Worker): Duration {
  const wanted = metrics?.interval.times(INTERVALS);
  return wanted?.exceeds(LEAST_WINDOW) ? wanted : LEAST_WINDOW;
}
