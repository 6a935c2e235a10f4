import { type Administration, DATABASE_ADMINISTRATOR } from '../stores/administration';
import type { RelationalStore } from '../stores/store';
import { mib, minutes } from '../units';
import { scratch } from '../volumes/volume';
import { ReleaseTask } from './release-task';

/** Where its init container leaves the administrator's password: in memory, and gone with the pod. */
export const CREDENTIALS = '/credentials';

/** Writes the secret as it is; the region and the address of Secrets Manager are in its environment. */
const FETCH = `set -e; umask 077; aws secretsmanager get-secret-value --secret-id "$SERVER_SECRET" --query SecretString --output text >${CREDENTIALS}/secret`;

/**
 * From version 16 on PostgreSQL makes whoever creates a role a member of it, and RDS takes nothing but a token of IAM from members of `rds_iam`: should it
 * count its administrator among them, a token gets in where the password no longer does. It is signed here and asks nobody.
 */
const SIGN = `; aws rds generate-db-auth-token --hostname "$SERVER_HOST" --port "$SERVER_PORT" --username ${DATABASE_ADMINISTRATOR} >${CREDENTIALS}/token`;

/**
 * The Job that makes the users of a relational database: one for each workload that reads or writes it, with the rights of its edges. Its script follows from
 * the whole platform, so that it is written when the platform is rendered; other users make another script, and so another Job.
 */
export class DatabaseUsers extends ReleaseTask {
  constructor(
    administration: Administration,
    /** The database whose users it makes. */
    readonly store: RelationalStore,
  ) {
    const { domain, images } = administration;
    const mounts = { [CREDENTIALS]: scratch({ size: mib(1), medium: 'memory' }) };
    const credentials = {
      image: images.credentials,
      command: ['/bin/sh', '-c', store.kind === 'postgres' ? `${FETCH}${SIGN}` : FETCH],
      variables: { HOME: '/tmp' },
      connections: true,
      mounts,
    };
    super(domain, `${store.name}-users`, {
      image: images[store.kind],
      // The script may be repeated: whatever stands already is left as it is.
      retries: 4,
      timeLimit: minutes(15),
      initContainers: { credentials },
      mounts,
    });
    this.relate('administers', [store]);
  }
}
