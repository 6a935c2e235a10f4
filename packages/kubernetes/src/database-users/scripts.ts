import { configFiles, containersOf, type DatabaseUsers, databaseAuthorities, type PlacedContainer, type Site } from '@clinfra/core';
import type { SiteView } from '../site-view';
import { clientScript, SCRIPTS } from './client-script';
import { mysqlScript } from './mysql-script';
import { postgresDatabaseScript, postgresServerScript } from './postgres-script';
import { databaseRights } from './rights';

/** The containers of a Job that makes users: the main one has its scripts and runs them. */
export function withScripts(view: SiteView, task: DatabaseUsers): readonly PlacedContainer[] {
  const mounts = { ...task.mounts, [SCRIPTS]: configFiles(scriptsOf(view, task)) };
  return containersOf(task).map(placed =>
    placed.role === 'main' ? { ...placed, container: { ...placed.container, command: ['/bin/sh', `${SCRIPTS}/run.sh`], mounts } } : placed,
  );
}

function scriptsOf({ inventory, site }: SiteView, { store }: DatabaseUsers): Readonly<Record<string, string>> {
  const rights = databaseRights(inventory, site, store);
  const common = { 'run.sh': clientScript(store), 'authorities.pem': authorities(site) };
  if (store.kind === 'mysql') return { ...common, 'server.sql': mysqlScript(rights) };
  return { ...common, database: rights.database, 'server.sql': postgresServerScript(rights), 'database.sql': postgresDatabaseScript(rights) };
}

/** Where none is known, which is a finding, the client trusts nobody. */
function authorities({ hosting }: Site): string {
  return (hosting.kind === 'aws' ? databaseAuthorities(hosting) : undefined) ?? '';
}
