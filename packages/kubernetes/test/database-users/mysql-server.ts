import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onPath } from '../../../../test/engine/harness/programs-on-path';
import { type Answer, AS_NOBODY, ask, freePort, Running, ServerFolder } from '../../../../test/fixtures/loopback';
import { BY_IAM } from '../../src/database-users/mysql-script';
import { PASSWORD, TOKEN } from './a-database';

/** The programs of MariaDB; undefined where a server cannot be started here. Debian keeps the server in a folder that is on the PATH of root alone. */
function programs() {
  const server = onPath('mariadbd') ?? ['/usr/sbin/mariadbd'].find(file => existsSync(file));
  const [client, install, openssl] = ['mariadb', 'mariadb-install-db', 'openssl'].map(onPath);
  return server && client && install && openssl ? { server, client, install } : undefined;
}

export const MARIADB = programs();

/**
 * What RDS has before anybody comes: an administrator with these rights and no others. There it logs in to MySQL with a plugin that MariaDB has not.
 */
const AS_RDS = `
CREATE USER 'clinfra'@'%' IDENTIFIED BY '${PASSWORD.replaceAll('\\', '\\\\')}';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, RELOAD, PROCESS, REFERENCES, INDEX, ALTER, SHOW DATABASES, CREATE TEMPORARY TABLES, LOCK TABLES, EXECUTE,
  CREATE VIEW, SHOW VIEW, CREATE ROUTINE, ALTER ROUTINE, CREATE USER, EVENT, TRIGGER ON *.* TO 'clinfra'@'%' WITH GRANT OPTION;
CREATE USER 'stranger'@'%' IDENTIFIED BY '${TOKEN}' REQUIRE SSL;
DELETE FROM mysql.global_priv WHERE User = '';
FLUSH PRIVILEGES;
`;

/**
 * A server of MariaDB on loopback in place of MySQL. It differs in what is named here: it has no `AWSAuthenticationPlugin`, so that users log in by the word
 * `token`, and its client has another option for a server whose name must be that of its certificate.
 */
export class MysqlServer {
  readonly folder = new ServerFolder();
  readonly #programs = MARIADB ?? { server: '', client: '', install: '' };
  #running: Running | undefined;
  port = 0;

  async start(): Promise<this> {
    const data = this.folder.in('data');
    const { install, server } = this.#programs;
    const quick = ['--no-defaults', '--skip-test-db', '--auth-root-authentication-method=normal', '--skip-name-resolve'];
    execFileSync(install, [...quick, `--datadir=${data}`, `--tmpdir=${this.folder.path}`], { cwd: this.folder.path, stdio: 'pipe', ...AS_NOBODY });
    this.port = await freePort();
    const settings = {
      ...{
        datadir: data,
        socket: this.folder.in('socket'),
        tmpdir: this.folder.path,
        'pid-file': this.folder.in('pid'),
        port: this.port,
        'bind-address': '127.0.0.1',
      },
      ...{ 'ssl-ca': this.folder.authority, 'ssl-cert': this.folder.in('server.pem'), 'ssl-key': this.folder.in('server.key') },
      ...{ 'skip-name-resolve': 'ON', 'innodb-flush-log-at-trx-commit': '0', 'require-secure-transport': 'ON' },
    };
    const args = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
    this.#running = new Running(server, ['--no-defaults', ...args], this.folder.path, 'SIGTERM');
    await this.#running.until(() => this.asRoot('SELECT 1'));
    const made = this.asRoot(AS_RDS);
    if (made.status !== 0) throw new Error(made.text);
    this.#standIn();
    return this;
  }

  /** Where the client stands that speaks MariaDB's words. */
  get programs(): string {
    return this.folder.in('programs');
  }

  #standIn(): void {
    mkdirSync(this.programs);
    const file = path.join(this.programs, 'mysql');
    writeFileSync(
      file,
      `#!/bin/sh
for one; do shift; case $one in --ssl-mode=VERIFY_IDENTITY) one=--ssl-verify-server-cert ;; esac; set -- "$@" "$one"; done
exec '${this.#programs.client}' "$@"
`,
    );
    chmodSync(file, 0o755);
  }

  /** A script in MariaDB's words. */
  translated(scripts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const script = scripts['server.sql'] ?? '';
    return { ...scripts, 'server.sql': script.replaceAll(BY_IAM, `IDENTIFIED BY '${TOKEN}' REQUIRE SSL`) };
  }

  async stop(): Promise<void> {
    await this.#running?.stop();
    this.folder.remove();
  }

  asRoot(sql: string): Answer {
    return this.#ask(['--user=root', `--socket=${this.folder.in('socket')}`], sql);
  }

  /** What a user gets who logs in over TLS, as workloads do. */
  as(user: string, sql: string, database = 'ward_records'): Answer {
    return this.#ask(
      [
        `--user=${user}`,
        `--password=${TOKEN}`,
        '--host=localhost',
        '--protocol=TCP',
        `--port=${this.port}`,
        `--ssl-ca=${this.folder.authority}`,
        '--ssl-verify-server-cert',
        `--database=${database}`,
      ],
      sql,
    );
  }

  #ask(args: readonly string[], sql: string): Answer {
    const { status, text } = ask(this.#programs.client, ['--no-defaults', ...args, '--batch', '--skip-column-names'], { input: sql });
    return { status, text: text.trim() };
  }
}
