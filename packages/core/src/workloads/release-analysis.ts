import { type Duration, minutes, type Percent, percent, seconds } from '../units';

/** By what a new version is judged, from the figures that its own pods give to Prometheus. */
export interface ReleaseAnalysisProps {
  /**
   * The share of failed requests above which a measurement is bad: answers of the server's own fault, not of the caller's.
   * @default percent(1)
   */
  readonly errors?: Percent;
  /**
   * The time within which a share of the requests must be answered, or the measurement is bad.
   * @default { share: percent(95), within: seconds(1) }
   */
  readonly latency?: LatencyTarget;
  /**
   * The time between two measurements.
   * @default minutes(1)
   */
  readonly interval?: Duration;
  /**
   * How many bad measurements in all end the release and bring the old version back.
   * @default 3
   */
  readonly failures?: number;
  /**
   * How many measurements may find no request at all before the release waits for a person. A version that nobody used is proven by nothing.
   * Fewer than the measurements of a blue-green release.
   * @default 5
   */
  readonly silent?: number;
  /**
   * How often a blue-green release is measured before it is promoted, and again after. A canary is measured for as long as it lasts.
   * @default 10
   */
  readonly measurements?: number;
}

/** `{ share: percent(95), within: seconds(1) }`: 95 of 100 requests are answered within a second. */
export interface LatencyTarget {
  readonly share: Percent;
  readonly within: Duration;
}

export type ReleaseAnalysis = Required<ReleaseAnalysisProps>;

export function releaseAnalysisFrom(props: ReleaseAnalysisProps | undefined): ReleaseAnalysis | undefined {
  if (props === undefined) return undefined;
  const {
    errors = percent(1),
    latency = { share: percent(95), within: seconds(1) },
    interval = minutes(1),
    failures = 3,
    silent = 5,
    measurements = 10,
  } = props;
  return { errors, latency, interval, failures, silent, measurements };
}

/** The part of a measurement that looks back: four questions of Prometheus, so that one that fails does not hide a figure. */
export function analysisWindow(scrape: Duration): Duration {
  return scrape.times(4);
}
