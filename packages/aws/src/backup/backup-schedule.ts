import {
  type FrequentBackup,
  localStretch,
  MINUTES_OF_A_DAY,
  MongoDb,
  minuteOf,
  RelationalDeclaration,
  type ResolvedBackup,
  type Store,
  type Stretch,
  type VolumeClaim,
  WEEKDAYS,
} from '@clinfra/core';

const HOUR = 60;
const DAYS = WEEKDAYS.length;
const WEEK = DAYS * MINUTES_OF_A_DAY;

/** Within how many minutes of its time AWS Backup begins; the shortest that it takes. */
export const START_WINDOW = HOUR;

/** Minutes of the local week in which a database does not let a backup begin. */
export type Busy = readonly Stretch[];

/**
 * When a store lets no backup begin: while it is patched and in the hour before, and likewise around its own backup where AWS Backup does not decide on that. The
 * hours are declared in the platform's time zone, and AWS is given a part of them that lies within them all year; so what is free here is free in summer as well.
 */
export function busyHours(kept: Store | VolumeClaim, { ability, continuous }: Pick<ResolvedBackup, 'ability' | 'continuous'>): Busy {
  if (!ability.waits || !(kept instanceof RelationalDeclaration || kept instanceof MongoDb)) return [];
  const { maintenanceHours, backupHours } = kept;
  const maintenance = localStretch(maintenanceHours);
  const own = continuous ? undefined : localStretch(backupHours);
  const blocked = (stretch: Stretch, day: number): Stretch => ({
    start: inWeek(day * MINUTES_OF_A_DAY + stretch.start - HOUR),
    length: stretch.length + HOUR,
  });
  return [
    ...(maintenance ? [blocked(maintenance, Math.max(WEEKDAYS.indexOf(maintenanceHours.day), 0))] : []),
    ...(own ? WEEKDAYS.map((_, day) => blocked(own, day)) : []),
  ];
}

/** When the backups of a store begin, as AWS writes it. */
export interface Schedules {
  /** Each day at its time, or when the store is free again. */
  readonly daily: readonly string[];
  /** In between; a turn in which the store is busy is left out. */
  readonly frequent: readonly string[];
  /** On its day of the month, at a time when the store is free on any day of the week. */
  readonly monthly: string;
  /** Once a day, apart from the others: AWS Backup sees to the log then. */
  readonly continuous: string;
}

export function schedulesOf({ daily, frequent, monthly }: Pick<ResolvedBackup, 'daily' | 'frequent' | 'monthly'>, busy: Busy): Schedules {
  const at = minuteOf(daily?.at ?? '02:00') ?? 0;
  const everyWeekday = WEEKDAYS.map((_, day) => day);
  return {
    daily: weekly(everyWeekday.map(day => freeFrom(day * MINUTES_OF_A_DAY + at, busy))),
    frequent: frequent ? weekly(turns(at, frequent).filter(minute => isFree(minute, busy))) : [],
    monthly: monthlyCron(monthly?.day ?? 1, freeAnyDay(at, busy)),
    continuous: weekly(everyWeekday.map(day => day * MINUTES_OF_A_DAY + apart(at, frequent, busy)))[0] ?? '',
  };
}

function inWeek(minute: number): number {
  return ((minute % WEEK) + WEEK) % WEEK;
}

/** Whether a backup that begins within its window meets no busy minute. */
function isFree(minute: number, busy: Busy): boolean {
  return !busy.some(({ start, length }) => inWeek(minute - start) < length || inWeek(start - minute) < START_WINDOW);
}

/** The first minute from one on at which a backup can begin: it itself, or the end of what keeps it back. Where a store is always busy, the minute itself. */
function freeFrom(minute: number, busy: Busy): number {
  const ends = busy.map(({ start, length }) => start + length);
  const candidates = [minute, ...ends.map(end => minute + inWeek(end - minute)).sort((a, b) => a - b)];
  return inWeek(candidates.find(candidate => isFree(candidate, busy)) ?? minute);
}

/** The first time of the day, from one on, that is free on every day of the week. */
function freeAnyDay(at: number, busy: Busy): number {
  const whole = Array.from({ length: MINUTES_OF_A_DAY / HOUR }, (_, hour) => at + hour * HOUR);
  return whole.find(minute => WEEKDAYS.every((_, day) => isFree(inWeek(day * MINUTES_OF_A_DAY + minute), busy))) ?? at;
}

/** The minutes of the week between the daily backups at which others begin. */
function turns(at: number, { every }: Pick<Required<FrequentBackup>, 'every'>): readonly number[] {
  const step = Math.max(every.toSeconds() / 60, HOUR);
  const perDay = Math.floor(MINUTES_OF_A_DAY / step) - 1;
  return WEEKDAYS.flatMap((_, day) => Array.from({ length: perDay }, (_turn, turn) => inWeek(day * MINUTES_OF_A_DAY + at + (turn + 1) * step)));
}

/** A whole number of hours after the daily backup at which no other begins, where there is one. */
function apart(at: number, frequent: ResolvedBackup['frequent'], busy: Busy): number {
  const taken = new Set([at, ...(frequent ? turns(at, frequent) : [])].map(minute => minute % MINUTES_OF_A_DAY));
  const hours = Array.from({ length: MINUTES_OF_A_DAY / HOUR - 1 }, (_, hour) => at + (hour + 1) * HOUR);
  const free = hours.find(minute => !taken.has(minute % MINUTES_OF_A_DAY) && freeAnyDay(minute, busy) === minute);
  return (free ?? freeAnyDay(at, busy)) % MINUTES_OF_A_DAY;
}

/** As few expressions as say when: one for all times of the day that share their minute and their days. */
function weekly(minutes: readonly number[]): readonly string[] {
  const daysOf = new Map<number, Set<number>>();
  for (const minute of minutes) {
    const time = minute % MINUTES_OF_A_DAY;
    daysOf.set(time, (daysOf.get(time) ?? new Set()).add(Math.floor(minute / MINUTES_OF_A_DAY)));
  }
  const hoursOf = new Map<string, number[]>();
  for (const [time, days] of [...daysOf].sort(([a], [b]) => a - b)) {
    const key = `${time % HOUR} ${weekdays(days)}`;
    hoursOf.set(key, [...(hoursOf.get(key) ?? []), Math.floor(time / HOUR)]);
  }
  return [...hoursOf].map(([key, hours]) => {
    const [minute, days] = key.split(' ');
    return `cron(${minute} ${hours.join(',')} ? * ${days} *)`;
  });
}

function weekdays(days: ReadonlySet<number>): string {
  if (days.size === DAYS) return '*';
  return WEEKDAYS.filter((_, day) => days.has(day))
    .map(day => day.slice(0, 3).toUpperCase())
    .join(',');
}

/** A time after midnight is one of the next day. */
function monthlyCron(day: number, minute: number): string {
  const time = minute % MINUTES_OF_A_DAY;
  return `cron(${time % HOUR} ${Math.floor(time / HOUR)} ${day + Math.floor(minute / MINUTES_OF_A_DAY)} * ? *)`;
}

/** Once a week, as the rehearsal of restoring is. */
export function weeklyCron({ day, at }: { readonly day: string; readonly at: string }): string {
  const minute = minuteOf(at) ?? 0;
  return `cron(${minute % HOUR} ${Math.floor(minute / HOUR)} ? * ${day.slice(0, 3).toUpperCase()} *)`;
}
