import {
  type DailyHours,
  dailyInUtc,
  localStretch,
  MINUTES_OF_A_DAY,
  type MongoDb,
  minuteOf,
  type RelationalStore,
  type Stretch,
  WEEKDAYS,
} from '@clinfra/core';
import { managedDatabases, managedDocuments } from '../databases';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { count, show } from '../show';

/** The shortest window that RDS takes, in minutes. */
const SHORTEST = 30;

export const databaseHours = rule(
  'database-hours',
  'the hours for backup and maintenance are long enough whatever the clocks do, and do not meet',
  function* ({ inventory }) {
    const { timeZone } = inventory.platform.locale ?? {};
    for (const store of [...managedDatabases(inventory), ...managedDocuments(inventory)]) {
      const backup = yield* stretch(`${store.path}.backupHours`, store.backupHours, timeZone);
      const maintenance = yield* stretch(`${store.path}.maintenanceHours`, store.maintenanceHours, timeZone);
      yield* day(store);
      if (backup && maintenance && meet(backup, maintenance)) {
        const others = `backupHours (${printed(store.backupHours)})`;
        yield error(`${store.path}.maintenanceHours`, `not meet ${others}`, printed(store.maintenanceHours), 'move one of them');
      }
    }
  },
);

/** The hours as a stretch of the local day; undefined where they are none, which is reported. */
function* stretch(path: string, hours: DailyHours, timeZone: string): Generator<Fault, Stretch | undefined> {
  for (const end of ['from', 'to'] as const) {
    const time: unknown = hours?.[end];
    if (minuteOf(time) === undefined) yield error(`${path}.${end}`, 'be a time of day', show(time), 'write it as 01:00');
  }
  const local = hours && localStretch(hours);
  if (!local) return undefined;
  const { length } = dailyInUtc(hours, timeZone) ?? { length: 0 };
  if (length < SHORTEST) {
    const got = `${count(length, 'minute')} of ${printed(hours)}`;
    yield error(path, `leave ${count(SHORTEST, 'minute')} all year in ${show(timeZone)}`, got, 'make it longer, by an hour where clocks change');
  }
  return local;
}

function* day({ path, maintenanceHours }: RelationalStore | MongoDb): Generator<Fault> {
  const given: unknown = maintenanceHours?.day;
  if (WEEKDAYS.some(one => one === given)) return;
  yield error(`${path}.maintenanceHours.day`, `be one of ${WEEKDAYS.join(', ')}`, show(given), 'choose one of them');
}

/** Whether two stretches of a day share a minute; either may go on into the next. */
function meet(a: Stretch, b: Stretch): boolean {
  const after = (from: Stretch, to: Stretch) => (to.start - from.start + MINUTES_OF_A_DAY) % MINUTES_OF_A_DAY;
  return after(a, b) < a.length || after(b, a) < b.length;
}

function printed({ from, to }: DailyHours): string {
  return `${from} to ${to}`;
}
