import { Duration, minutes, Percent, percent, RelationalDeclaration, type RelationalStore, seconds } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';

const LONGEST_WAIT = minutes(5);
const LONGEST_IDLE = minutes(8 * 60);

export const databaseProxy = rule(
  'database-proxy',
  'a proxy stands before a database that is made, and its figures are those that RDS Proxy takes',
  function* ({ inventory }) {
    for (const store of inventory.stores) {
      if (!(store instanceof RelationalDeclaration) || store.proxy === undefined) continue;
      if (store.existing)
        yield error(`${store.path}.proxy`, 'be left out for a database that exists already', 'a proxy', 'give the address of its own proxy as existing.host');
      else yield* figures(store);
    }
  },
);

function* figures({ path, proxy }: RelationalStore): Generator<Fault> {
  if (proxy === undefined) return;
  const { connections, idle, borrowTimeout, idleTimeout } = proxy;
  const open = yield* share(`${path}.proxy.connections`, connections, 1);
  const kept = yield* share(`${path}.proxy.idle`, idle, 0);
  if (open && kept?.exceeds(open)) yield error(`${path}.proxy.idle`, `be at most connections (${open})`, show(kept), 'lower it, or raise connections');
  yield* length(`${path}.proxy.borrowTimeout`, borrowTimeout, LONGEST_WAIT, 'write it as seconds(30)');
  yield* length(`${path}.proxy.idleTimeout`, idleTimeout, LONGEST_IDLE, 'write it as minutes(30)');
}

/** A share that RDS takes; what makes no sense at all is reported with the other amounts. */
function* share(path: string, value: unknown, lowest: number): Generator<Fault, Percent | undefined> {
  if (value instanceof Percent && value.problem) return undefined;
  const whole = value instanceof Percent && Number.isInteger(value.toNumber()) && value.toNumber() >= lowest && value.toNumber() <= 100;
  if (whole) return value;
  yield error(path, `be a whole share from ${percent(lowest)} to 100%`, show(value), 'write it as percent(90)');
  return undefined;
}

function* length(path: string, value: unknown, longest: Duration, remedy: string): Generator<Fault> {
  if (value instanceof Duration && (value.problem || !(seconds(1).exceeds(value) || value.exceeds(longest)))) return;
  yield error(path, `be a length of time from 1s to ${longest}`, show(value), remedy);
}
