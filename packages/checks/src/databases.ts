import { type Inventory, RelationalDeclaration, type RelationalStore } from '@clinfra/core';
import { sitesOf } from './standing';

/** The relational databases that the platform makes on AWS. */
export function* managedDatabases(inventory: Inventory): Generator<RelationalStore> {
  for (const store of inventory.stores) {
    if (!(store instanceof RelationalDeclaration) || store.existing) continue;
    if (sitesOf(inventory, store).some(({ hosting }) => hosting?.kind === 'aws')) yield store;
  }
}
