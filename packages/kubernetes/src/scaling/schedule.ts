import { type Hours, type Locale, minuteOf, WEEKDAYS } from '@clinfra/core';
import type { Trigger } from './triggers';

/** Hours as KEDA keeps them: from one time by cron to another, in the platform's zone. */
export function hoursTrigger({ from, until, days, min }: Hours, { timeZone }: Locale): Trigger {
  const [start, end] = [minuteOf(from) ?? 0, minuteOf(until) ?? 0];
  const numbers = days?.map(day => WEEKDAYS.indexOf(day));
  // Hours that end in the night end on the day after the one on which they began.
  const ends = end > start ? numbers : numbers?.map(day => (day + 1) % WEEKDAYS.length);
  return { type: 'cron', metadata: { timezone: timeZone, start: cron(start, numbers), end: cron(end, ends), desiredReplicas: String(min) } };
}

function cron(minute: number, days: readonly number[] | undefined): string {
  const on = days === undefined ? '*' : [...days].sort((a, b) => a - b).join(',');
  return `${minute % 60} ${Math.floor(minute / 60)} * * ${on}`;
}
