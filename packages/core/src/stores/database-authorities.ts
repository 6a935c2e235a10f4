import type { AwsHosting } from '../sites/hosting';
import { PROXY_AUTHORITIES, SERVER_AUTHORITIES } from './rds-certificates';
import type { RelationalDeclaration } from './relational';

const LINE = 64;

/** A certificate as files hold it. */
function pem(certificate: string): string {
  const lines = certificate.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** Whom clients of the relational databases at a site trust, as a file of certificates: the authority of RDS in its region and those of RDS Proxy; undefined where that of the region is not known. */
export function databaseAuthorities({ region, databaseAuthority }: Pick<AwsHosting, 'region' | 'databaseAuthority'>): string | undefined {
  const known = knownAuthority(region);
  const server = databaseAuthority ?? (known && pem(known));
  return server && [server.trimEnd(), '\n', ...Object.values(PROXY_AUTHORITIES).map(pem)].join('');
}

function knownAuthority(region: AwsHosting['region']): string | undefined {
  const table: Readonly<Record<string, string>> = SERVER_AUTHORITIES;
  return Object.hasOwn(table, region) ? table[region] : undefined;
}

/** Where containers find what belongs to the databases that they use. */
export const DATABASES_FOLDER = '/etc/databases';

/** The file with the authorities of one. */
export const AUTHORITIES_FILE = 'authorities.pem';

/** How a client comes to a database over TLS, to its own server and to no other, in the words of the engine: by the ends of the variables that say so. */
export function tlsVariables({ kind, name }: Pick<RelationalDeclaration, 'kind' | 'name'>): Readonly<Record<string, string>> {
  const file = `${DATABASES_FOLDER}/${name}/${AUTHORITIES_FILE}`;
  return kind === 'postgres' ? { SSLMODE: 'verify-full', SSLROOTCERT: file } : { SSL_MODE: 'VERIFY_IDENTITY', SSL_CA: file };
}
