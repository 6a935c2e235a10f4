import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The user as whom a server runs when root starts it, which servers refuse to be. */
const NOBODY = 65_534;

/** What a server is started with: nobody's rights where root starts it. */
export const AS_NOBODY = process.getuid?.() === 0 ? ({ uid: NOBODY, gid: NOBODY } as const) : {};

/** A folder that a server may write to, with the certificate of an authority of its own and of a server at `localhost`. */
export class ServerFolder {
  readonly path = mkdtempSync(path.join(tmpdir(), 'clinfra-db-'));
  readonly authority = this.in('authorities.pem');

  constructor() {
    this.own(this.path);
    const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: this.path, stdio: 'pipe' });
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    openssl('req', '-x509', ...key, '-keyout', 'authority.key', '-out', 'authorities.pem', '-subj', '/CN=authority of the test');
    openssl('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost');
    this.write('names', 'subjectAltName=DNS:localhost');
    const signed = ['-CA', 'authorities.pem', '-CAkey', 'authority.key', '-CAcreateserial', '-days', '2', '-extfile', 'names'];
    openssl('x509', '-req', '-in', 'server.csr', ...signed, '-out', 'server.pem');
    for (const file of ['server.key', 'server.pem', 'authorities.pem']) this.own(this.in(file));
    chmodSync(this.in('server.key'), 0o600);
  }

  in(name: string): string {
    return path.join(this.path, name);
  }

  write(name: string, text: string): string {
    writeFileSync(this.in(name), text, { mode: 0o600 });
    this.own(this.in(name));
    return this.in(name);
  }

  own(file: string): void {
    if (AS_NOBODY.uid !== undefined) chownSync(file, AS_NOBODY.uid, AS_NOBODY.gid);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** A server that runs until it is stopped. */
export class Running {
  readonly #child;
  #said = '';
  readonly #end: NodeJS.Signals;

  /** The signal is that by which the server ends without waiting for its clients. */
  constructor(file: string, args: readonly string[], cwd: string, end: NodeJS.Signals) {
    this.#end = end;
    this.#child = spawn(file, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], ...AS_NOBODY });
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream.on('data', data => (this.#said += data));
  }

  /** Waits until a question is answered. */
  async until(answers: () => Answer): Promise<void> {
    let last = '';
    for (const end = Date.now() + 20_000; Date.now() < end && this.#child.exitCode === null; ) {
      const { status, text } = answers();
      if (status === 0) return;
      last = text;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error(`the server did not answer: ${last}\n${this.#said}`);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = new Promise(resolve => this.#child.once('exit', resolve));
    this.#child.kill(this.#end);
    const patience = setTimeout(() => this.#child.kill('SIGKILL'), 5_000);
    await ended;
    clearTimeout(patience);
    this.#child.stdout.destroy();
    this.#child.stderr.destroy();
  }
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** What a program says, and how it ended. */
export function ask(file: string, args: readonly string[], options: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {}): Answer {
  const { input = '', env = {} } = options;
  const { status, stdout, stderr, error } = spawnSync(file, args, { input, encoding: 'utf8', env: { PATH: process.env.PATH ?? '', ...env } });
  // Who refuses may have gone before it was asked.
  if (error && status === null) throw error;
  return { status: status ?? -1, text: `${stdout}${stderr}` };
}
