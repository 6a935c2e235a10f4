import { minuteOf, WEEKDAYS, type Weekday } from './workloads/scale-hours';

/**
 * Hours of every day in the platform's time zone, within which something may happen. Where clocks are put forward and back, only the part that lies
 * within them all year is used, so that they must be longer than that hour.
 */
export interface DailyHours {
  /** When they begin, `01:00`. */
  readonly from: string;
  /** When they end, `03:00`. An end before the beginning is that of the next day. */
  readonly to: string;
}

/** The same once a week, on the day on which they begin. */
export interface WeeklyHours extends DailyHours {
  readonly day: Weekday;
}

/** A stretch of time in minutes of a day or a week. */
export interface Stretch {
  readonly start: number;
  readonly length: number;
}

const HOUR = 60;
export const MINUTES_OF_A_DAY = 24 * HOUR;
const MINUTES_OF_A_WEEK = 7 * MINUTES_OF_A_DAY;

/** The hours in minutes of the local day; undefined where one of them is no time of day. The same time twice is a whole day. */
export function localStretch({ from, to }: DailyHours): Stretch | undefined {
  const [start, end] = [minuteOf(from), minuteOf(to)];
  if (start === undefined || end === undefined) return undefined;
  return { start, length: end > start ? end - start : end - start + MINUTES_OF_A_DAY };
}

/** The part of the hours that lies within them all year, in minutes of the day in UTC; undefined where nothing is left. */
export function dailyInUtc(hours: DailyHours, timeZone: string): Stretch | undefined {
  const local = localStretch(hours);
  return local && heldAllYear(local, timeZone, MINUTES_OF_A_DAY);
}

/** The same in minutes of the week, which begins on Sunday; the day in UTC may be another one. */
export function weeklyInUtc(hours: WeeklyHours, timeZone: string): Stretch | undefined {
  const local = localStretch(hours);
  const day = WEEKDAYS.indexOf(hours.day);
  return local && day >= 0 ? heldAllYear({ ...local, start: local.start + day * MINUTES_OF_A_DAY }, timeZone, MINUTES_OF_A_WEEK) : undefined;
}

function heldAllYear({ start, length }: Stretch, timeZone: string, circle: number): Stretch | undefined {
  const offsets = offsetsOf(timeZone);
  const [least, most] = [Math.min(...offsets), Math.max(...offsets)];
  const left = length - (most - least);
  return left > 0 ? { start: (((start - least) % circle) + circle) % circle, length: left } : undefined;
}

const known = new Map<string, readonly number[]>();
/** A year in which only standing rules hold: what was decided for single years is past. */
const YEAR = 2037;
/** The shortest time for which clocks are changed is the month of Ramadan. */
const EVERY = 10;

/** By how many minutes the clocks of a zone are ahead of UTC, each once; a zone that is none has none but UTC's, and a rule of its own reports it. */
function offsetsOf(timeZone: string): readonly number[] {
  const found = known.get(timeZone) ?? observed(timeZone);
  known.set(timeZone, found);
  return found;
}

function observed(timeZone: string): readonly number[] {
  try {
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    const noons = Array.from({ length: 365 / EVERY }, (_, index) => Date.UTC(YEAR, 0, 1 + index * EVERY, 12));
    return [...new Set(noons.map(instant => aheadBy(clock, instant)))];
  } catch {
    return [0];
  }
}

function aheadBy(clock: Intl.DateTimeFormat, instant: number): number {
  const shown = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = shown;
  return Math.round((Date.UTC(year, month - 1, day, hour, minute) - instant) / 60_000);
}
