import { type Duration, minutes } from '../units';

/** How many requests a service answers to one caller. The service counts; a limit of an `Edge` stops what comes from outside before it arrives. */
export interface ServiceRateLimit {
  /** Requests that one caller may send within the time, as `RATE_LIMIT_MAX_REQUESTS`. */
  readonly requests: number;
  /**
   * The time in which they are counted, as `RATE_LIMIT_WINDOW_MS`.
   * @default minutes(15)
   */
  readonly per?: Duration;
}

/** The variables by which a container learns its limit. */
export const RATE_LIMIT_VARIABLES = ['RATE_LIMIT_MAX_REQUESTS', 'RATE_LIMIT_WINDOW_MS'] as const;

/** The limit with what was not said of it; a value that is none is kept for the checks. */
export function rateLimitFrom(limit: ServiceRateLimit | undefined): Required<ServiceRateLimit> | undefined {
  return limit && { ...limit, per: limit.per ?? minutes(15) };
}
