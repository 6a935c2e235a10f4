import { type Hours, minuteOf, type Scaling, WEEKDAYS, type Weekday } from '@clinfra/core';
import { scaledOf } from '../declarations';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isWhole } from '../whole';

export const scaleHours = rule(
  'scale-hours',
  'hours with more pods are times of the day that do not meet, and ask for more than the rest of the day and for no more than there may be',
  function* ({ inventory }) {
    for (const { path, scale } of scaledOf(inventory)) {
      for (const [index, hours] of scale.hours.entries()) yield* one(`${path}.scale.hours[${index}]`, hours, scale);
      yield* meeting(`${path}.scale.hours`, scale.hours);
    }
  },
);

const DAY = 24 * 60;
const WEEK = WEEKDAYS.length * DAY;
const DAYS: readonly string[] = WEEKDAYS;

function* one(path: string, hours: Hours, { min, max }: Scaling): Generator<Fault> {
  const { from, until, days, min: floor } = hours ?? {};
  for (const [name, time, example] of [
    ['from', from, '08:00'],
    ['until', until, '20:00'],
  ] as const) {
    if (minuteOf(time) === undefined) yield error(`${path}.${name}`, 'be a time from 00:00 to 23:59', show(time), `write it as ${example}`);
  }
  if (minuteOf(from) !== undefined && minuteOf(from) === minuteOf(until))
    yield error(`${path}.until`, `be another time than from (${from})`, show(until), 'write when they end, or raise scale.min');
  yield* weekdays(`${path}.days`, days);
  if (!isWhole(floor) || (isWhole(min) && floor <= min))
    yield error(`${path}.min`, `be a whole number above scale.min (${show(min)})`, show(floor), 'raise it, or leave the hours out');
  else if (isWhole(max) && floor > max) yield error(`${path}.min`, `be at most scale.max (${max})`, show(floor), 'lower it or raise max');
}

function* weekdays(path: string, days: readonly unknown[] | undefined): Generator<Fault> {
  if (days === undefined) return;
  if (!Array.isArray(days) || days.length === 0) {
    yield error(path, 'name at least one day', show(days), 'write the days, or leave it out for every day');
    return;
  }
  for (const [index, day] of days.entries()) {
    if (!isDay(day)) yield error(`${path}[${index}]`, `be one of ${DAYS.join(', ')}`, show(day), 'choose one of them');
    else if (days.indexOf(day) < index) yield error(`${path}[${index}]`, 'be named once', show(day), 'leave it out');
  }
}

function isDay(value: unknown): value is Weekday {
  return typeof value === 'string' && DAYS.includes(value);
}

interface Stretch {
  readonly begins: number;
  readonly lasts: number;
  readonly index: number;
}

/** Two that meet are two opinions on the same hour. The week is a circle: what begins on Saturday night may end on Sunday. */
function* meeting(path: string, hours: readonly Hours[]): Generator<Fault> {
  const stretches = hours.flatMap(stretchesOf).sort((a, b) => a.begins - b.begins);
  const told = new Set<string>();
  for (const [place, stretch] of stretches.entries()) {
    const next = stretches[(place + 1) % stretches.length];
    if (!next || next.index === stretch.index) continue;
    const gap = (next.begins - stretch.begins + WEEK) % WEEK;
    const [first, second] = [Math.min(stretch.index, next.index), Math.max(stretch.index, next.index)];
    if (gap >= stretch.lasts || told.has(`${first} ${second}`)) continue;
    told.add(`${first} ${second}`);
    yield error(`${path}[${second}]`, `not meet hours[${first}] (${spell(hours[first])})`, spell(hours[second]), 'move one of them, or make them one');
  }
}

function stretchesOf({ from, until, days = WEEKDAYS }: Hours, index: number): readonly Stretch[] {
  const [start, end] = [minuteOf(from), minuteOf(until)];
  if (start === undefined || end === undefined || start === end || !Array.isArray(days)) return [];
  return days.filter(isDay).map(day => ({ begins: WEEKDAYS.indexOf(day) * DAY + start, lasts: (end - start + DAY) % DAY, index }));
}

function spell(hours: Hours | undefined): string {
  return `${hours?.from} to ${hours?.until}`;
}
