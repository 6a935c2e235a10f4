import { type Inventory, MongoDb, RelationalDeclaration, type RelationalStore } from '@clinfra/core';
import { sitesOf } from './standing';

/** The databases of documents that the platform makes on AWS. */
export function* managedDocuments(inventory: Inventory): Generator<MongoDb> {
  for (const store of inventory.stores) {
    if (!(store instanceof MongoDb) || store.existing) continue;
    if (sitesOf(inventory, store).some(({ hosting }) => hosting?.kind === 'aws')) yield store;
  }
}

/** The relational databases that the platform makes on AWS. */
export function* managedDatabases(inventory: Inventory): Generator<RelationalStore> {
  for (const store of inventory.stores) {
    if (!(store instanceof RelationalDeclaration) || store.existing) continue;
    if (sitesOf(inventory, store).some(({ hosting }) => hosting?.kind === 'aws')) yield store;
  }
}
