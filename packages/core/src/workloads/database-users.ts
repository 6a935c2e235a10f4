import { type Administration, DATABASE_ADMINISTRATOR } from '../stores/administration';
import type { RelationalStore } from '../stores/store';
import { CREDENTIALS, StoreAdministration } from './store-administration';

/** Writes the secret as it is; the region and the address of Secrets Manager are in its environment. */
const FETCH = `aws secretsmanager get-secret-value --secret-id "$SERVER_SECRET" --query SecretString --output text >${CREDENTIALS}/secret`;

/**
 * From version 16 on PostgreSQL makes whoever creates a role a member of it, and RDS takes nothing but a token of IAM from members of `rds_iam`: should it
 * count its administrator among them, a token gets in where the password no longer does. It is signed here and asks nobody.
 */
const SIGN = `; aws rds generate-db-auth-token --hostname "$SERVER_HOST" --port "$SERVER_PORT" --username ${DATABASE_ADMINISTRATOR} >${CREDENTIALS}/token`;

/** The Job that makes the users of a relational database: one for each workload that reads or writes it, with the rights of its edges. */
export class DatabaseUsers extends StoreAdministration<RelationalStore> {
  constructor(administration: Administration, store: RelationalStore) {
    super(administration, store, { name: `${store.name}-users`, fetch: store.kind === 'postgres' ? `${FETCH}${SIGN}` : FETCH });
  }
}
