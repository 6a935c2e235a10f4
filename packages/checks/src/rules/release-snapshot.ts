import { RelationalDeclaration } from '@clinfra/core';
import { managedDatabases } from '../databases';
import { error } from '../finding';
import { rule } from '../rule';
import { show } from '../show';

/** What names and tags of AWS take alike. */
const VERSION = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/;

export const releaseSnapshot = rule(
  'release-snapshot',
  'a snapshot before a release is labelled with a version, of a database that is made',
  function* ({ inventory }) {
    const managed = new Set(managedDatabases(inventory));
    for (const store of inventory.stores) {
      if (!(store instanceof RelationalDeclaration) || store.snapshotBefore === undefined) continue;
      const path = `${store.path}.snapshotBefore`;
      if (!managed.has(store))
        yield error(path, 'be left out for a database that is not made on AWS', show(store.snapshotBefore), 'take the snapshot where it is kept');
      else if (typeof store.snapshotBefore !== 'string' || !VERSION.test(store.snapshotBefore)) {
        yield error(path, 'be a version of at most 64 letters, digits, dots, hyphens and underscores', show(store.snapshotBefore), "write it as '2.4.0'");
      }
    }
  },
);
