import type { MongoDb, RelationalStore } from '@clinfra/core';
import type { SiteFacts } from '../site-facts';

/** What RDS or DocumentDB calls the server or the cluster of a database. */
export function databaseIdentifier(facts: SiteFacts, { name }: Pick<RelationalStore | MongoDb, 'name'>): string {
  return facts.physicalName([name], 63);
}
