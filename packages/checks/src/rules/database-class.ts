import { DATABASE_MACHINES, type RelationalManagement, type RelationalStore } from '@clinfra/core';
import { managedDatabases } from '../databases';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';

export const databaseClass = rule(
  'database-class',
  'a database stands on a machine that exists and in a version that exists where it is managed, because AWS refuses anything else half-way',
  function* ({ inventory }) {
    for (const store of managedDatabases(inventory)) {
      yield* machine(store);
      yield* version(store);
    }
  },
);

/** The versions of MySQL by what manages it; every version of PostgreSQL is offered everywhere. */
const MYSQL = { rds: '8.4', 'rds-cluster': '8.4', aurora: '8.0' } as const satisfies Record<RelationalManagement, string>;

function* machine({ path, instanceClass, managed }: RelationalStore): Generator<Fault> {
  // Of a size that is none the rule on choices reports.
  if (instanceClass === undefined) return;
  const known = DATABASE_MACHINES.get(instanceClass);
  if (known === undefined) {
    yield error(`${path}.instanceClass`, 'be a machine that RDS offers', show(instanceClass), 'write it as db.r6g.large, or leave it out');
  } else if (isManagement(managed) && !known.manages.includes(managed)) {
    yield error(`${path}.instanceClass`, `be a machine for managed: '${managed}'`, show(instanceClass), `take one of ${fitting(managed)}`);
  }
}

/** The lines that carry what is managed so. */
function fitting(managed: RelationalManagement): string {
  const lines = [...DATABASE_MACHINES].filter(([, { manages }]) => manages.includes(managed)).map(([name]) => name.split('.').slice(0, 2).join('.'));
  return [...new Set(lines)].join(', ');
}

/** Of versions that are none at all the rule on choices reports. */
function* version({ path, kind, version, managed }: RelationalStore): Generator<Fault> {
  if (kind !== 'mysql' || !isManagement(managed) || !Object.values<string>(MYSQL).includes(version) || version === MYSQL[managed]) return;
  yield error(`${path}.version`, `be ${MYSQL[managed]} where managed is '${managed}'`, show(version), 'leave it out');
}

function isManagement(managed: unknown): managed is RelationalManagement {
  return typeof managed === 'string' && Object.hasOwn(MYSQL, managed);
}
