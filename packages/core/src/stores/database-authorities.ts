import type { AwsHosting } from '../hosting';
import { PROXY_AUTHORITIES, SERVER_AUTHORITIES } from './rds-certificates';

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
