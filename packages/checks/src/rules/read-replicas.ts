import type { Postgres } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';
import { isWhole } from '../whole';

export const readReplicas = rule(
  'read-replicas',
  'a database with replicas on AWS is managed by Aurora, because RDS refuses replicas of an instance whose password it keeps, and no state of ours may hold one',
  function* ({ inventory }) {
    for (const store of inventory.stores) {
      if (store.kind !== 'postgres' || store.existing) continue;
      if (sitesOf(inventory, store).some(({ hosting }) => hosting.kind === 'aws')) yield* replicas(store);
    }
  },
);

function* replicas({ path, replicas, managed }: Postgres): Generator<Fault> {
  if (!isWhole(replicas) || replicas < 1 || managed !== 'rds') return;
  yield error(`${path}.replicas`, "be 0 where managed is 'rds'", show(replicas), "set managed to 'aurora', or leave the replicas out");
}
