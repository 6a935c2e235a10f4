/** A time of the day, `08:00`. */
export type ClockTime = `${number}:${number}`;

export type Weekday = 'sunday' | 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday';

/** The days of a week as cron counts them. */
export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const satisfies readonly Weekday[];

/** Hours in which there are more pods at the least. It needs KEDA on the site. */
export interface Hours {
  /** When they begin, `08:00` in the platform's time zone. */
  readonly from: ClockTime;
  /** When they end, `20:00`. A time that is not later than `from` is one of the next day. */
  readonly until: ClockTime;
  /**
   * The days on which they begin.
   * @default every day
   */
  readonly days?: readonly [Weekday, ...Weekday[]];
  /** The fewest pods in these hours; more than `min`, which holds for the rest. */
  readonly min: number;
}

/** Minutes after midnight; undefined for what is no time of the day. */
export function minuteOf(time: unknown): number | undefined {
  const [, hour, minute] = (typeof time === 'string' ? /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) : undefined) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}
