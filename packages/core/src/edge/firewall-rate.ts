import type { FirewallRate } from './firewall';

/** The lengths of time, in seconds, over which the firewall of AWS can count; none is a quarter of an hour. */
export const RATE_WINDOWS = [600, 300, 120, 60] as const;

/** The fewest requests that it can count to. */
export const LEAST_RATE = 10;

/** A rate as the firewall of AWS counts it. */
export interface CountedRate {
  readonly windowSeconds: number;
  readonly limit: number;
}

/**
 * The same rate over the longest length of time that can be counted: 1,000 in 15 minutes are 666 in 10. Rounded down, so that who goes on and on never gets
 * more than was declared; who comes in bursts on both sides of a window may, for a while.
 */
export function countedRate({ requests, per }: FirewallRate): CountedRate | undefined {
  const seconds = per.toSeconds();
  const windowSeconds = RATE_WINDOWS.find(window => window <= seconds);
  return windowSeconds === undefined ? undefined : { windowSeconds, limit: Math.floor((requests * windowSeconds) / seconds) };
}
