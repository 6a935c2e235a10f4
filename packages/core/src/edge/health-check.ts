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

/** The addresses from which Route 53 asks in each place, as AWS had published them in November 2026 (`GetCheckerIpRanges`, `ROUTE53_HEALTHCHECKS`); it tells before it changes them. */
const ASKED_FROM = {
  'us-east-1': ['54.243.31.192/26', '107.23.255.0/26'],
  'us-west-1': ['54.183.255.128/26', '54.241.32.64/26'],
  'us-west-2': ['54.244.52.192/26', '54.245.168.0/26'],
  'eu-west-1': ['54.228.16.0/26', '176.34.159.192/26'],
  'ap-southeast-1': ['54.251.31.128/26', '54.255.254.192/26'],
  'ap-southeast-2': ['54.252.79.128/26', '54.252.254.192/26'],
  'ap-northeast-1': ['54.248.220.0/26', '54.250.253.192/26'],
  'sa-east-1': ['54.232.40.64/26', '177.71.207.128/26'],
} as const satisfies Record<HealthCheckRegion, readonly string[]>;

/** Those that belong to no single place. */
const ASKED_FROM_ANY = '15.177.0.0/18';

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

/** The address ranges from which a health check asks. */
export function healthCheckRanges({ regions }: Pick<HealthCheck, 'regions'>): readonly string[] {
  return [ASKED_FROM_ANY, ...HEALTH_CHECK_REGIONS.filter(region => regions.includes(region)).flatMap(region => ASKED_FROM[region])];
}

export function healthCheckFrom(props: HealthCheckProps | undefined): HealthCheck | undefined {
  if (props === undefined) return undefined;
  const { path, interval = seconds(30), failures = 3, regions = HEALTH_CHECK_REGIONS, contains, measuresLatency = false } = props;
  return { path, interval, failures, regions, contains, measuresLatency };
}
