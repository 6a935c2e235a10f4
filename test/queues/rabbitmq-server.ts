import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where Debian keeps the server itself; what it has on PATH changes the user first. */
const SERVER = ['/usr/lib/rabbitmq/bin/rabbitmq-server', '/usr/local/sbin/rabbitmq-server', '/opt/homebrew/sbin/rabbitmq-server'].find(file =>
  existsSync(file),
);
const PATIENCE = 60_000;

export const UNLESS_THERE = '(skipped without rabbitmq-server)';

export function canServe(): boolean {
  return SERVER !== undefined;
}

/** A RabbitMQ of a test's own: on loopback, in a folder of its own, gone with the test. */
export class RabbitMqServer {
  #process: ChildProcess | undefined;
  #names: ChildProcess | undefined;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'clinfra-rabbitmq-'));
  #ports = { amqp: 0, management: 0, distribution: 0, names: 0 };

  /** Starts it with a plugin beside its management, and what Erlang reads as its configuration. */
  async start(plugins: readonly string[], advanced: string): Promise<void> {
    const [amqp = 0, management = 0, distribution = 0, names = 0] = await freePorts(4);
    this.#ports = { amqp, management, distribution, names };
    const settings = [
      `listeners.tcp.1 = 127.0.0.1:${amqp}`,
      'management.tcp.ip = 127.0.0.1',
      `management.tcp.port = ${management}`,
      'auth_backends.1 = internal',
      // Newer versions also know it as oauth2.
      'auth_backends.2 = rabbit_auth_backend_oauth2',
    ];
    this.#write('rabbitmq.conf', `${settings.join('\n')}\n`);
    this.#write('advanced.config', advanced);
    this.#write('plugins', `[${['rabbitmq_management', ...plugins].join(',')}].\n`);
    for (const folder of ['home', 'data', 'log', 'generated']) mkdirSync(this.file(folder));
    // The directory of names of Erlang, which would outlive the server if it were left to it.
    this.#names = spawn('epmd', ['-port', String(names), '-address', '127.0.0.1'], { stdio: 'ignore' });
    this.#process = spawn(SERVER ?? '', [], { env: this.#environment(), stdio: 'ignore', detached: true });
    await this.#answers();
  }

  get url(): string {
    return `http://127.0.0.1:${this.#ports.management}`;
  }

  file(name: string): string {
    return path.join(this.#folder, name);
  }

  write(name: string, text: string): string {
    this.#write(name, text);
    return this.file(name);
  }

  /** Its management API, as the user that a new server has or by a token. */
  async ask(method: string, what: string, body?: object, token?: string): Promise<{ readonly status: number; readonly answer: unknown }> {
    const authorization = `Basic ${Buffer.from(token === undefined ? 'guest:guest' : `:${token}`).toString('base64')}`;
    const headers = { authorization, 'content-type': 'application/json' };
    const response = await fetch(`${this.url}/api/${what}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const text = await response.text();
    return { status: response.status, answer: text === '' ? undefined : JSON.parse(text) };
  }

  async stop(): Promise<void> {
    const running = this.#process;
    if (running?.pid && running.exitCode === null) {
      const ended = new Promise(resolve => running.once('exit', resolve));
      process.kill(-running.pid, 'SIGKILL');
      await ended;
    }
    this.#names?.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #write(name: string, text: string): void {
    writeFileSync(this.file(name), text, { mode: 0o600 });
  }

  #environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env.PATH,
      HOME: this.file('home'),
      ERL_EPMD_PORT: String(this.#ports.names),
      ERL_EPMD_ADDRESS: '127.0.0.1',
      RABBITMQ_NODENAME: `clinfra-${process.pid}@localhost`,
      RABBITMQ_DIST_PORT: String(this.#ports.distribution),
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
      RABBITMQ_MNESIA_BASE: this.file('data'),
      RABBITMQ_LOG_BASE: this.file('log'),
      RABBITMQ_CONFIG_FILE: this.file('rabbitmq.conf'),
      RABBITMQ_ADVANCED_CONFIG_FILE: this.file('advanced.config'),
      RABBITMQ_ENABLED_PLUGINS_FILE: this.file('plugins'),
      RABBITMQ_GENERATED_CONFIG_DIR: this.file('generated'),
      RABBITMQ_PID_FILE: this.file('pid'),
      RABBITMQ_CONF_ENV_FILE: '/dev/null',
    };
  }

  async #answers(): Promise<void> {
    const end = Date.now() + PATIENCE;
    while (Date.now() < end) {
      if (this.#process?.exitCode !== null) throw new Error(`rabbitmq-server ended by itself: ${this.#log()}`);
      const answered = await this.ask('GET', 'overview').catch(() => undefined);
      if (answered?.status === 200) return;
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    throw new Error(`rabbitmq-server did not answer: ${this.#log()}`);
  }

  #log(): string {
    const file = this.file(`log/clinfra-${process.pid}@localhost.log`);
    return existsSync(file) ? readFileSync(file, 'utf8').slice(-2000) : 'without a log';
  }
}

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>(resolve => server.listen(0, '127.0.0.1', () => resolve(server)));
    }),
  );
  const ports = servers.map(server => (server.address() as { readonly port: number }).port);
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  return ports;
}
