import {
  type AlarmFigure,
  type AlarmFigures,
  alarmFigures,
  alarmsOf,
  Duration,
  days,
  hours,
  type Inventory,
  minutes,
  Percent,
  Redis,
  type Store,
  seconds,
} from '@clinfra/core';
import { isFields } from '../fields';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isWhole } from '../whole';

export const alarmFiguresRule = rule(
  'alarm-figures',
  'what rings can ring: figures that CloudWatch takes, that lie below the whole, and that the store has',
  function* ({ inventory }) {
    const { platform } = inventory;
    const path = `${platform.path}.alarms`;
    const said: unknown = platform.alarms;
    if (isFields(said)) {
      yield* figures(path, said);
      yield* beside(path, inventory);
    } else if (said !== undefined)
      yield error(path, 'be figures and who is told', show(said), "write it as { notify: { critical: [mailTo('oncall@example.org')] } }");
    for (const store of inventory.stores) yield* ofStore(store, inventory);
  },
);

function* ofStore(store: Store, inventory: Inventory): Generator<Fault> {
  const path = `${store.path}.alarms`;
  const said: unknown = store.alarms;
  if (said === undefined) return;
  if (store.existing) {
    yield error(path, 'be left out: it exists already, and whoever runs it watches it', show(said), 'leave it out');
    return;
  }
  if (said === 'none') return;
  if (!isFields(said)) {
    yield error(path, "be figures, or 'none'", show(said), "write it as 'none', or say from which figures on it rings");
    return;
  }
  yield* figures(path, said);
  yield* had(path, store, said);
  if (store instanceof Redis) yield* aboveScaling(path, store, inventory);
}

const SHARES = ['connections', 'storage', 'cpu', 'memory', 'credits'] as const;

function* figures(path: string, said: AlarmFigures): Generator<Fault> {
  for (const name of SHARES) yield* share(`${path}.${name}`, said[name]);
  const { replicationLag, lasting, backlog } = said;
  if (backlog !== undefined && !(isWhole(backlog) && backlog >= 1)) yield error(`${path}.backlog`, 'be at least 1 message', show(backlog), 'write it as 10000');
  yield* whole(`${path}.replicationLag`, replicationLag, { unit: seconds(1), lowest: seconds(1), highest: hours(1), remedy: 'write it as seconds(30)' });
  yield* whole(`${path}.lasting`, lasting, { unit: minutes(1), lowest: minutes(1), highest: hours(3), remedy: 'write it as minutes(5)' });
}

/** What the platform alone says. */
function* beside(path: string, { platform }: Inventory): Generator<Fault> {
  const { backupGap, certificateEnd, failedRequests, originLatency } = platform.alarms ?? {};
  // A backup that comes each day takes its time.
  yield* whole(`${path}.backupGap`, backupGap, { unit: hours(1), lowest: hours(25), highest: days(7), remedy: 'write it as hours(26)' });
  yield* whole(`${path}.certificateEnd`, certificateEnd, { unit: days(1), lowest: days(1), highest: days(45), remedy: 'write it as days(30)' });
  yield* share(`${path}.failedRequests`, failedRequests);
  yield* whole(`${path}.originLatency`, originLatency, { unit: seconds(0.1), lowest: seconds(0.1), highest: minutes(1), remedy: 'write it as seconds(3)' });
}

/** A figure of which CloudWatch knows nothing for such a store never rings. */
function* had(path: string, store: Store, said: AlarmFigures): Generator<Fault> {
  const known: readonly string[] = alarmFigures(store);
  const asked = [...SHARES, 'replicationLag', 'backlog'] as const satisfies readonly AlarmFigure[];
  for (const name of asked) {
    if (said[name] === undefined || known.includes(name)) continue;
    yield error(`${path}.${name}`, `be left out: as it is declared, ${store.kind} has no such figure on AWS`, show(said[name]), 'leave it out');
  }
}

/** A cache that grows at a share of its memory would ring all day at less. */
function* aboveScaling(path: string, store: Redis, { platform }: Inventory): Generator<Fault> {
  const rings = alarmsOf(store, platform)?.memory;
  const grows = store.scale?.memory;
  if (!isShare(rings) || !isShare(grows) || rings.exceeds(grows)) return;
  yield error(`${path}.memory`, `be more than scale.memory (${grows})`, show(rings), 'raise it, or let the cache grow earlier');
}

function* share(path: string, value: unknown): Generator<Fault> {
  if (value === undefined || (value instanceof Percent && value.problem)) return;
  if (isShare(value) && value.toNumber() >= 1 && value.toNumber() <= 99) return;
  yield error(path, 'be a share from 1% to 99%', show(value), 'write it as percent(80)');
}

interface Span {
  readonly unit: Duration;
  readonly lowest: Duration;
  readonly highest: Duration;
  readonly remedy: string;
}

/** CloudWatch counts in whole units. */
function* whole(path: string, value: unknown, { unit, lowest, highest, remedy }: Span): Generator<Fault> {
  if (value === undefined || (value instanceof Duration && value.problem)) return;
  const fits = value instanceof Duration && !lowest.exceeds(value) && !value.exceeds(highest) && value.toMilliseconds() % unit.toMilliseconds() === 0;
  if (!fits) yield error(path, `be a multiple of ${unit} from ${lowest} to ${highest}`, show(value), remedy);
}

function isShare(value: unknown): value is Percent {
  return value instanceof Percent && !value.problem;
}
