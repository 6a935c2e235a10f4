import { gib, type RelationalStore, Size } from '@clinfra/core';
import { managedDatabases } from '../databases';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isWhole } from '../whole';

/** From this size on RDS lays a disk over several, and lets one say how fast they are. */
const STRIPED = gib(400);
const IOPS = { lowest: 12_000, highest: 64_000 } as const;
const THROUGHPUT = { lowest: 500, highest: 4_000 } as const;
/** Mebibytes a second for each read or write a second. */
const LARGEST_PART = 0.25;

export const databaseDisk = rule('database-disk', 'the speed of a disk is one that RDS sells for its size', function* ({ inventory }) {
  for (const store of managedDatabases(inventory)) {
    yield* settable(store);
    yield* speeds(store);
  }
});

const LEFT_OUT: Readonly<Record<string, readonly ('iops' | 'throughput')[]>> = { aurora: ['iops', 'throughput'], 'rds-cluster': ['throughput'] };

function* settable(store: RelationalStore): Generator<Fault> {
  for (const property of LEFT_OUT[store.managed] ?? []) {
    if (store[property] === undefined) continue;
    yield error(`${store.path}.${property}`, `be left out where managed is '${store.managed}'`, show(store[property]), 'leave it out');
  }
}

function* speeds({ path, storage, iops, throughput, managed }: RelationalStore): Generator<Fault> {
  const asked = [
    { property: 'iops', value: iops, ...IOPS },
    { property: 'throughput', value: throughput, ...THROUGHPUT },
  ].filter(({ property, value }) => value !== undefined && !LEFT_OUT[managed]?.some(left => left === property));
  const small = storage instanceof Size && !storage.problem && STRIPED.exceeds(storage);
  for (const { property, value, lowest, highest } of asked) {
    if (small) yield error(`${path}.${property}`, `be left out for a disk under ${STRIPED}`, show(value), `take a disk of ${STRIPED}, or leave it out`);
    else if (!isWhole(value) || value < lowest || value > highest) {
      yield error(`${path}.${property}`, `be a whole number from ${lowest} to ${highest}`, show(value), 'choose one that RDS sells, or leave it out');
    }
  }
  if (small || asked.length < 2 || !isWhole(throughput) || throughput > THROUGHPUT.highest) return;
  const most = Math.floor((iops ?? IOPS.lowest) * LARGEST_PART);
  if (throughput > most) yield error(`${path}.throughput`, `be at most a quarter of iops (${most})`, show(throughput), 'lower it, or raise iops');
}
