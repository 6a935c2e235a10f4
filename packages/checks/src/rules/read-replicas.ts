import type { RelationalStore } from '@clinfra/core';
import { managedDatabases } from '../databases';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isWhole } from '../whole';

export const readReplicas = rule(
  'read-replicas',
  'a database has as many replicas as what manages it keeps: RDS refuses replicas of a server whose password it keeps, and no state of ours may hold one',
  function* ({ inventory }) {
    for (const store of managedDatabases(inventory)) yield* replicas(store);
  },
);

const OF_A_CLUSTER = 2;

function* replicas({ path, replicas, managed, highAvailability }: RelationalStore): Generator<Fault> {
  if (managed === 'rds' && isWhole(replicas) && replicas > 0) {
    yield error(
      `${path}.replicas`,
      "be 0 where managed is 'rds'",
      show(replicas),
      "set managed to 'rds-cluster' for two or to 'aurora' for more, or leave them out",
    );
  }
  if (managed !== 'rds-cluster') return;
  if (isWhole(replicas) && replicas >= 0 && replicas !== OF_A_CLUSTER) {
    yield error(`${path}.replicas`, `be ${OF_A_CLUSTER} where managed is 'rds-cluster'`, show(replicas), "leave it out, or set managed to 'aurora'");
  }
  if (highAvailability === false) {
    yield error(`${path}.highAvailability`, "be true where managed is 'rds-cluster'", 'false', "leave it out, or set managed to 'rds'");
  }
}
