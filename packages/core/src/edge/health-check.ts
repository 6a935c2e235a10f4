import { type Duration, seconds } from '../units';

/** The places from which Route 53 asks. */
export const HEALTH_CHECK_REGIONS = [
  'us-east-1',
  'us-west-1',
  'us-west-2',
  'eu-west-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'sa-east-1',
] as const;

export type HealthCheckRegion = (typeof HEALTH_CHECK_REGIONS)[number];

export interface HealthCheckProps {
  /** The path of the edge that answers with 200 while the site is well; it is asked over HTTPS and may show nothing of any person. */
  readonly path: string;
  /**
   * How often each place asks: 10 or 30 seconds; ten cost more.
   * @default seconds(30)
   */
  readonly interval?: Duration;
  /**
   * How many wrong answers in a row, or right ones, change its mind.
   * @default 3
   */
  readonly failures?: number;
  /**
   * The places from which it asks, three at least.
   * @default all that Route 53 has
   */
  readonly regions?: readonly HealthCheckRegion[];
  /**
   * A text that must be among the first 5,120 bytes of the answer.
   * @default none: the status decides
   */
  readonly contains?: string;
  /**
   * Whether the time to answer is measured and shown in CloudWatch. It cannot be changed later.
   * @default false
   */
  readonly measuresLatency?: boolean;
}

/** How it is seen from outside whether a site answers. */
export interface HealthCheck {
  readonly path: string;
  readonly interval: Duration;
  readonly failures: number;
  readonly regions: readonly HealthCheckRegion[];
  readonly contains: string | undefined;
  readonly measuresLatency: boolean;
}

export function healthCheckFrom(props: HealthCheckProps | undefined): HealthCheck | undefined {
  if (props === undefined) return undefined;
  const { path, interval = seconds(30), failures = 3, regions = HEALTH_CHECK_REGIONS, contains, measuresLatency = false } = props;
  return { path, interval, failures, regions, contains, measuresLatency };
}
