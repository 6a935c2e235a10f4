import type { Duration, Percent } from '../units';
import type { AlarmChannel } from './channel';

/** How urgent something is: somebody is woken, somebody looks today, somebody looks this week. The most urgent first. */
export const ALARM_SEVERITIES = ['critical', 'high', 'medium'] as const;
export type AlarmSeverity = (typeof ALARM_SEVERITIES)[number];

/** From which figures on a store on AWS rings. What a store has not, it cannot be asked: the storage of Aurora has no size. */
export interface AlarmFigures {
  /**
   * How far a replica may be behind, in whole seconds. High.
   * @default seconds(30)
   */
  readonly replicationLag?: Duration;
  /**
   * The share of the connections in use that a server or its proxy holds. Critical: nobody else gets in soon.
   * @default percent(90)
   */
  readonly connections?: Percent;
  /**
   * The share of the declared disk in use. Medium, and critical halfway from there to full.
   * @default percent(80)
   */
  readonly storage?: Percent;
  /**
   * The share of processor time in use, of the busiest machine. High.
   * @default percent(80)
   */
  readonly cpu?: Percent;
  /**
   * The share of memory in use, of the fullest machine. Medium; critical, halfway from there to full, where a full cache refuses writes.
   * @default percent(85)
   */
  readonly memory?: Percent;
  /**
   * The share of credits that is left to a machine which works beyond its measure only as long as it has some. Medium.
   * @default percent(20)
   */
  readonly credits?: Percent;
  /**
   * How many messages may wait in a broker of RabbitMQ. Critical: whoever should take them does not.
   * @default 10000
   */
  readonly backlog?: number;
  /**
   * For how long a figure must lie beyond, in whole minutes, three hours at most, before anybody is told.
   * @default minutes(5)
   */
  readonly lasting?: Duration;
}

/** What is said of a store: what differs, or that nothing of it rings, which is a weakened default (`alarms`). */
export type StoreAlarms = AlarmFigures | 'none';

/** What rings on AWS, from which figures on, and who is told. */
export interface PlatformAlarmsProps extends AlarmFigures {
  /**
   * Who is told, by how urgent it is. What is told names what rings and no data of anybody. In production nobody to tell of what is critical or high is a
   * weakened default (`alarms`).
   * @default nobody: alarms are seen on the dashboard alone
   */
  readonly notify?: { readonly [Severity in AlarmSeverity]?: readonly AlarmChannel[] };
  /**
   * How long no backup of a kind may have been finished, in whole hours, a week at most. A kind that AWS Backup is not switched on for never is. High.
   * @default hours(26)
   */
  readonly backupGap?: Duration;
  /**
   * The share of requests to a load balancer that may fail by the fault of what answers, of 100 requests and more in five minutes. Critical.
   * @default percent(5)
   */
  readonly failedRequests?: Percent;
  /**
   * How long nine of ten requests that a CDN passes on may wait for what answers, of 100 requests and more in five minutes, for ten minutes. High.
   * @default seconds(3)
   */
  readonly originLatency?: Duration;
  /**
   * Days before its end from which on a certificate rings, 45 at most, because AWS says nothing earlier. Medium.
   * @default days(30)
   */
  readonly certificateEnd?: Duration;
}
