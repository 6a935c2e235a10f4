import { type DatabaseUsers, databaseAuthorities, type Site } from '@clinfra/core';
import type { SiteView } from '../site-view';
import { clientScript } from './client-script';
import { mysqlScript } from './mysql-script';
import { postgresDatabaseScript, postgresServerScript } from './postgres-script';
import { databaseRights } from './rights';

/** The files of a Job that makes users. */
export function databaseScripts({ inventory, site }: SiteView, { store }: DatabaseUsers): Readonly<Record<string, string>> {
  const rights = databaseRights(inventory, site, store);
  const common = { 'run.sh': clientScript(store), 'authorities.pem': authorities(site) };
  if (store.kind === 'mysql') return { ...common, 'server.sql': mysqlScript(rights) };
  return { ...common, database: rights.database, 'server.sql': postgresServerScript(rights), 'database.sql': postgresDatabaseScript(rights) };
}

/** Where none is known, which is a finding, the client trusts nobody. */
function authorities({ hosting }: Site): string {
  return (hosting.kind === 'aws' ? databaseAuthorities(hosting) : undefined) ?? '';
}
