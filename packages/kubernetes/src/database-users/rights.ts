import { databaseName, databaseUser, type Inventory, Postgres, type RelationalStore, ReleaseTask, type Site, type Workload } from '@clinfra/core';

/** What a user may do in a database: see rows, change rows, or change the tables themselves, each with what comes before it. */
export type Right = 'read' | 'write' | 'change';

export interface DatabaseUser {
  readonly name: string;
  readonly right: Right;
}

/** Everything that a script has to make of one database. */
export interface DatabaseRights {
  readonly database: string;
  readonly users: readonly DatabaseUser[];
  /** The extensions of the database; none but PostgreSQL has some. */
  readonly extensions: readonly string[];
}

/** The users of a database that the workloads of a site log in as, with the rights of their edges. */
export function databaseRights(inventory: Inventory, site: Site, store: RelationalStore): DatabaseRights {
  const users = usersOf(inventory, site, store);
  const migrated = users.some(({ workload, writes }) => writes && isMigration(workload));
  return {
    database: databaseName(store),
    users: users.map(({ workload, writes }) => ({ name: databaseUser(store, workload), right: rightOf(workload, writes, migrated) })),
    extensions: store instanceof Postgres ? store.extensions : [],
  };
}

interface Using {
  readonly workload: Workload;
  readonly writes: boolean;
}

function usersOf(inventory: Inventory, site: Site, store: RelationalStore): readonly Using[] {
  const using = new Map<Workload, boolean>();
  for (const { from, kind } of inventory.incoming(store)) {
    if ((kind !== 'reads' && kind !== 'writes') || !inventory.sitesOf(from).includes(site)) continue;
    using.set(from, kind === 'writes' || using.get(from) === true);
  }
  return [...using].map(([workload, writes]) => ({ workload, writes }));
}

/** Where a task before a release writes to the database, the structure is its affair; where none does, whoever writes has to see to it. */
function rightOf(workload: Workload, writes: boolean, migrated: boolean): Right {
  if (!writes) return 'read';
  return !migrated || isMigration(workload) ? 'change' : 'write';
}

function isMigration(workload: Workload): boolean {
  return workload instanceof ReleaseTask && workload.before.length > 0;
}
