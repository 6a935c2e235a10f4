import { type Pool, RelationalDeclaration, type Workload } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isWhole } from '../whole';

export const pools = rule(
  'pools',
  'a pool of connections is a number to keep and a larger one to stop at, chosen for a database that its workload uses',
  function* ({ inventory }) {
    for (const store of inventory.stores) if (store instanceof RelationalDeclaration) yield* sizes(`${store.path}.pool`, store.pool);
    for (const workload of inventory.workloads) yield* own(workload);
  },
);

function* own({ path, ownPools, relations }: Workload): Generator<Fault> {
  const used = new Set<unknown>(relations.map(({ to }) => to));
  for (const [store, pool] of ownPools) {
    const target: unknown = store;
    if (!(target instanceof RelationalDeclaration)) yield error(`${path}.pools`, 'be sized for a database', show(target), 'pass a database, or leave it out');
    else if (!used.has(target)) yield error(`${path}.pools`, 'be sized for a database that it reads or writes', show(target), 'add the edge, or leave it out');
    else yield* sizes(`${path}.pools.${target.name}`, pool);
  }
}

function* sizes(path: string, { min, max }: Required<Pool>): Generator<Fault> {
  const whole = isWhole(max) && max >= 1;
  if (!whole) yield error(`${path}.max`, 'be a whole number of at least 1', show(max), 'allow one connection at least');
  if (!isWhole(min) || min < 0) {
    // What was derived from a wrong figure is no fault of its own.
    if (!Object.is(min, max)) yield error(`${path}.min`, 'be a whole number of at least 0', show(min), 'write how many connections stay open');
  } else if (whole && min > max) yield error(`${path}.min`, `be at most max (${max})`, show(min), 'lower it, or raise max');
}
