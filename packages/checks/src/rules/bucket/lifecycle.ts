import { Duration, type ObjectLifecycle, type ObjectStorageClass, type ObjectTransition } from '@clinfra/core';
import { error, type Fault } from '../../finding';
import { show } from '../../show';
import { wholeDays } from '../../whole';

interface ClassFacts {
  /** After how many days S3 moves an object there at the soonest. */
  readonly soonest: number;
  /** For how many days it is paid for there at the least, so that leaving sooner costs more than staying. */
  readonly least: number;
}

/** The cheaper places of S3 in their order. */
const CLASSES = {
  'infrequent-access': { soonest: 30, least: 30 },
  'intelligent-tiering': { soonest: 0, least: 0 },
  'glacier-instant': { soonest: 0, least: 90 },
  glacier: { soonest: 0, least: 90 },
  'deep-archive': { soonest: 0, least: 180 },
} as const satisfies Record<ObjectStorageClass, ClassFacts>;

const ORDER = Object.keys(CLASSES);

/** Ages in an order that S3 knows. Amounts with a problem of their own are reported by the rule about those. */
export function* lifecycle(path: string, { transitions = [], expireAfter, oldVersionsFor }: ObjectLifecycle): Generator<Fault> {
  for (const [property, length] of Object.entries({ expireAfter, oldVersionsFor })) {
    if (length !== undefined && !isWrong(length) && !((wholeDays(length) ?? 0) > 0)) yield notDays(`${path}.${property}`, length, 1);
  }
  for (const [index, transition] of transitions.entries()) {
    yield* one(`${path}.transitions[${index}]`, transition);
    const before = transitions[index - 1];
    if (before) yield* after(`${path}.transitions[${index}]`, before, transition);
  }
  const last = transitions.at(-1);
  const [from, until] = [wholeDays(last?.after), wholeDays(expireAfter)];
  if (!last || !isKnown(last.to) || from === undefined || until === undefined) return;
  const least = from + Math.max(CLASSES[last.to].least, 1);
  if (until >= least) return;
  yield error(
    `${path}.expireAfter`,
    `be at least ${least}d, so long ${last.to} is paid for`,
    show(expireAfter),
    'keep objects longer, or leave that place out',
  );
}

function* one(path: string, { after: length, to }: ObjectTransition): Generator<Fault> {
  if (!isKnown(to)) {
    yield error(`${path}.to`, `be one of ${ORDER.join(', ')}`, show(to), 'choose one of them');
    return;
  }
  const { soonest } = CLASSES[to];
  if (!isWrong(length) && !((wholeDays(length) ?? -1) >= soonest)) yield notDays(`${path}.after`, length, soonest);
}

/** Each place is colder than the one before, and is reached when the time there is over. */
function* after(path: string, before: ObjectTransition, next: ObjectTransition): Generator<Fault> {
  if (!isKnown(before.to) || !isKnown(next.to)) return;
  if (ORDER.indexOf(next.to) <= ORDER.indexOf(before.to)) {
    yield error(
      `${path}.to`,
      `be slower to read than ${before.to}`,
      show(next.to),
      `choose among ${ORDER.slice(ORDER.indexOf(before.to) + 1).join(', ') || 'none'}`,
    );
    return;
  }
  const [from, until] = [wholeDays(before.after), wholeDays(next.after)];
  if (from === undefined || until === undefined) return;
  const least = from + Math.max(CLASSES[before.to].least, 1);
  if (until < least)
    yield error(`${path}.after`, `be at least ${least}d, so long ${before.to} is paid for`, show(next.after), 'wait longer, or leave the first out');
}

function notDays(path: string, length: unknown, least: number): Fault {
  return error(path, `be whole days, at least ${least}`, show(length), `write it as days(${Math.max(least, 30)})`);
}

function isWrong(length: unknown): boolean {
  return length instanceof Duration && length.problem !== undefined;
}

function isKnown(to: unknown): to is ObjectStorageClass {
  return typeof to === 'string' && Object.hasOwn(CLASSES, to);
}
