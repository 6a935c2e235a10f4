import type { Waiver } from '@clinfra/core';
import { dayOf } from '../calendar';
import { declarationsOf } from '../declarations';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isText } from '../text';
import { WEAKENINGS } from '../weakenings';

const SHORTEST_REASON = 10;
const LONGEST_DAYS = 366;

export const waiver = rule(
  'waiver',
  'an exception names what it excepts, why, and a near end after which it no longer holds',
  function* ({ inventory, today }) {
    for (const { path, waivers } of declarationsOf(inventory)) {
      for (const [index, one] of waivers.entries()) {
        const place = `${path}.waivers[${index}]`;
        yield* subjectAndReason(place, one);
        yield* end(`${place}.until`, one, today);
        const first = waivers.findIndex(({ rule }) => rule === one.rule);
        if (first < index) yield error(`${place}.rule`, 'be waived once', `${show(one.rule)}, waived as waivers[${first}] too`, 'remove one of the two');
      }
    }
  },
);

function* subjectAndReason(path: string, { rule, reason }: Waiver): Generator<Fault> {
  if (!Object.hasOwn(WEAKENINGS, rule)) yield error(`${path}.rule`, `be one of ${Object.keys(WEAKENINGS).join(', ')}`, show(rule), 'name what is waived');
  if (!isText(reason, /\S/) || reason.trim().length < SHORTEST_REASON) {
    yield error(`${path}.reason`, `say why in at least ${SHORTEST_REASON} characters`, show(reason), 'write it for the auditor who reads it in a year');
  }
}

function* end(path: string, { until }: Waiver, today: string): Generator<Fault> {
  const last = dayOf(until);
  const now = dayOf(today) ?? 0;
  if (last === undefined) yield error(path, 'be a date such as 2027-03-31', show(until), 'write the last day on which it holds');
  else if (last < now) yield error(path, `not be over (today is ${today})`, until, 'put the weakness right, or renew the waiver');
  else if (last > now + LONGEST_DAYS)
    yield error(path, `be at most ${LONGEST_DAYS} days ahead (today is ${today})`, until, 'choose an earlier end and renew it then');
}
