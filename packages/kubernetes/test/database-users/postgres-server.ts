import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { onPath } from '../../../../test/engine/harness/programs-on-path';
import { type Answer, AS_NOBODY, ask, freePort, Running, ServerFolder } from '../../../../test/fixtures/loopback';
import { PASSWORD } from './a-database';

/** The folders in which Debian keeps the programs of PostgreSQL, the newest first, and that of the one on PATH. */
function folders(): readonly string[] {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const own = onPath('initdb');
  return [...versions.map(version => path.join(root, version, 'bin')), ...(own ? [path.dirname(realpathSync(own))] : [])];
}

/** Where the programs of PostgreSQL are; undefined where a server cannot be started here. */
export const POSTGRES = onPath('openssl') && folders().find(folder => ['initdb', 'postgres', 'psql'].every(name => existsSync(path.join(folder, name))));

/**
 * What RDS has before anybody comes: an administrator who may make roles and databases and is no superuser, and the role whose members log in by IAM. Here
 * its members need nothing to log in but TLS, and nobody else can.
 */
const AS_RDS = `
CREATE ROLE rds_iam NOLOGIN;
CREATE ROLE rds_superuser NOLOGIN;
GRANT rds_iam TO rds_superuser WITH ADMIN OPTION;
CREATE ROLE clinfra LOGIN CREATEDB CREATEROLE PASSWORD '${PASSWORD}' IN ROLE rds_superuser;
CREATE ROLE stranger LOGIN IN ROLE rds_iam;
`;
const WHO = 'local all all trust\nhostssl all clinfra 127.0.0.1/32 scram-sha-256\nhostssl all +rds_iam 127.0.0.1/32 trust\n';

/** A server of PostgreSQL on loopback, as RDS would give it. */
export class PostgresServer {
  readonly folder = new ServerFolder();
  #running: Running | undefined;
  port = 0;

  async start(): Promise<this> {
    const bin = POSTGRES ?? '';
    const data = this.folder.in('data');
    execFileSync(
      path.join(bin, 'initdb'),
      ['--pgdata', data, '--no-sync', '--username', 'superuser', '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C'],
      {
        cwd: this.folder.path,
        stdio: 'pipe',
        ...AS_NOBODY,
      },
    );
    this.folder.write('data/pg_hba.conf', WHO);
    this.port = await freePort();
    const settings = {
      ...{ listen_addresses: '127.0.0.1', port: this.port, unix_socket_directories: this.folder.path, fsync: 'off', password_encryption: 'scram-sha-256' },
      ...{ ssl: 'on', ssl_cert_file: this.folder.in('server.pem'), ssl_key_file: this.folder.in('server.key') },
    };
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    this.#running = new Running(path.join(bin, 'postgres'), ['-D', data, ...args], this.folder.path, 'SIGINT');
    await this.#running.until(() => this.asSuperuser('SELECT 1'));
    const made = this.asSuperuser(AS_RDS);
    if (made.status !== 0) throw new Error(made.text);
    return this;
  }

  async stop(): Promise<void> {
    await this.#running?.stop();
    this.folder.remove();
  }

  asSuperuser(sql: string, database = 'postgres'): Answer {
    return this.#ask(['-h', this.folder.path, '-U', 'superuser', '-d', database], sql);
  }

  /** What a user gets who logs in over TLS, as workloads do. */
  as(user: string, sql: string, database = 'ward_records'): Answer {
    return this.#ask([`--dbname=host=localhost dbname='${database}' user='${user}' sslmode=verify-full sslrootcert=${this.folder.authority}`], sql);
  }

  #ask(args: readonly string[], sql: string): Answer {
    const common = ['-p', String(this.port), '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1'];
    const { status, text } = ask(path.join(POSTGRES ?? '', 'psql'), [...args, ...common], { input: sql });
    return { status, text: text.trim() };
  }
}
