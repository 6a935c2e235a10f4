import { dailyInUtc, MINUTES_OF_A_DAY, type MongoDb, type RelationalStore, type Stretch, WEEKDAYS, weeklyInUtc } from '@clinfra/core';

const HOUR = 60;

/** The windows of a database as AWS writes them, in UTC: parts of the declared hours that lie within them all year. */
export interface DatabaseWindows {
  /** `22:00-00:00` */
  readonly backup: string;
  /** `sat:23:00-sun:01:00` */
  readonly maintenance: string;
}

/** Hours that cannot be kept are reported before anything is made; AWS would choose windows of its own. */
export function databaseWindows(
  { backupHours, maintenanceHours }: Pick<RelationalStore | MongoDb, 'backupHours' | 'maintenanceHours'>,
  timeZone: string,
): DatabaseWindows {
  const backup = dailyInUtc(backupHours, timeZone);
  const maintenance = weeklyInUtc(maintenanceHours, timeZone);
  if (!backup || !maintenance) throw new Error('the hours of a database that was checked leave nothing all year');
  return { backup: ends(backup).map(time).join('-'), maintenance: ends(maintenance).map(dayAndTime).join('-') };
}

function ends({ start, length }: Stretch): readonly [number, number] {
  return [start, start + length];
}

function time(minute: number): string {
  const ofDay = minute % MINUTES_OF_A_DAY;
  return [Math.floor(ofDay / HOUR), ofDay % HOUR].map(part => String(part).padStart(2, '0')).join(':');
}

function dayAndTime(minute: number): string {
  return `${WEEKDAYS[Math.floor(minute / MINUTES_OF_A_DAY) % WEEKDAYS.length]?.slice(0, 3)}:${time(minute)}`;
}
