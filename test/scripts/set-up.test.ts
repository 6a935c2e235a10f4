import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Checkout } from './a-checkout';

const ROOT = path.resolve(__dirname, '..', '..');

let checkout: Checkout;

beforeEach(() => {
  checkout = new Checkout();
});
afterEach(() => checkout.remove());

const SET_UP = ['-e', "require('./scripts/set-up.cjs').setUp(process.cwd())"];

function setUp() {
  return spawnSync(process.execPath, SET_UP, { cwd: checkout.root, env: checkout.env, encoding: 'utf8' });
}

function start(): ChildProcess {
  return spawn(process.execPath, SET_UP, { cwd: checkout.root, env: checkout.env, stdio: 'ignore' });
}

function run(args: readonly string[], env = checkout.env) {
  return spawnSync(process.execPath, [...args], { cwd: checkout.root, env, encoding: 'utf8' });
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 20));
}

describe('the set-up', () => {
  it('installs on a fresh clone, tells so on stderr, and does nothing the second time', () => {
    const first = setUp();
    expect(first).toMatchObject({ status: 0, stdout: '' });
    expect(first.stderr).toMatch(/^clinfra set-up: installing .*\nclinfra set-up: installed in [\d.]+ s\n$/);
    expect(setUp()).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(checkout.calls).toEqual(['begin', 'end']);
  });

  it.each(['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', 'packages/core/package.json', 'stacks/package.json'])(
    'installs again after a change of %s',
    file => {
      setUp();
      checkout.write(file, '{ }');
      setUp();
      expect(checkout.calls).toEqual(['begin', 'end', 'begin', 'end']);
    },
  );

  it.each(['node_modules', 'packages/core/node_modules'])('installs again when somebody removed %s', folder => {
    setUp();
    rmSync(path.join(checkout.root, folder), { recursive: true });
    setUp();
    expect(checkout.calls).toEqual(['begin', 'end', 'begin', 'end']);
  });

  it('trusts no install that was cut short, not even when the lock file is what it was before', () => {
    setUp();
    checkout.write('pnpm-lock.yaml', 'lock: 2');
    checkout.npxDoes('kill -9 $PPID; exit 1');
    setUp();
    checkout.write('pnpm-lock.yaml', 'lock: 1');
    checkout.npxDoes('');
    setUp();
    expect(checkout.calls).toEqual(['begin', 'end', 'begin', 'begin', 'end']);
  });

  it('runs once when two commands start at the same time', async () => {
    checkout.npxDoes('sleep 0.5');
    const [first, second] = [start(), start()];
    const codes = await Promise.all([once(first, 'exit'), once(second, 'exit')]);
    expect(codes).toEqual([
      [0, null],
      [0, null],
    ]);
    expect(checkout.calls).toEqual(['begin', 'end']);
  });

  it('takes over from a process that was killed while it installed, once the installer that it left has ended', async () => {
    checkout.npxDoes('sleep 1');
    const killed = start();
    await until(() => checkout.calls.length > 0);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    checkout.npxDoes('');
    const { status, stderr } = setUp();
    expect(status).toBe(0);
    expect(stderr).toMatch(/^clinfra set-up: another set-up is running \(process \d+\); waiting for it\n/);
    expect(checkout.calls).toEqual(['begin', 'end', 'begin', 'end']);
    expect(existsSync(path.join(checkout.root, '.cache', 'set-up.lock'))).toBe(false);
  });
});

describe('a command whose set-up cannot be done', () => {
  it('says in one sentence that there is no network', () => {
    checkout.npxDoes('echo "npm error code ENOTFOUND" >&2; exit 1');
    expect(run(['scripts/run.cjs', 'test'])).toMatchObject({
      status: 1,
      stdout: '',
      stderr: [
        'clinfra set-up: installing what the lock file names (once, and again when it changes)',
        '  npm error code ENOTFOUND',
        'clinfra: the set-up could not reach the package registry; connect to the network, or name a registry that can be reached, and run the command again',
        '',
      ].join('\n'),
    });
  });

  it("keeps the installer's last lines and says that it failed", () => {
    checkout.npxDoes('echo " ERR_PNPM_OUTDATED_LOCKFILE  the lock file is not up to date"; exit 3');
    const { status, stderr } = run(['scripts/run.cjs', 'test']);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /ERR_PNPM_OUTDATED_LOCKFILE .*\nclinfra: the set-up failed \(pnpm@10 install ended with 3, its last lines are above\); mend that and run the command again\n$/,
    );
  });

  it('tells the reason also where npm was told to be silent', () => {
    checkout.npxDoes('[ "$npm_config_loglevel$NPM_CONFIG_LOGLEVEL" = "" ] && echo "the lock file is not up to date"; exit 3');
    const { stderr } = run(['scripts/run.cjs', 'test'], { ...checkout.env, npm_config_loglevel: 'silent', NPM_CONFIG_LOGLEVEL: 'silent' });
    expect(stderr).toContain('\n  the lock file is not up to date\nclinfra: the set-up failed (pnpm@10 install ended with 3, its last lines are above); ');
  });

  it('points to no lines where the installer wrote none', () => {
    checkout.npxDoes('exit 3');
    expect(run(['scripts/run.cjs', 'test']).stderr).toMatch(
      /\nclinfra: the set-up failed \(pnpm@10 install ended with 3, it said nothing\); mend that and run the command again\n$/,
    );
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('ends with all that it started when it is interrupted by %s, and says so', async (signal, code) => {
    // A process that npx would leave behind: it holds the pipe, which is closed only once it has gone.
    checkout.npxDoes('sleep 30; true');
    const child = spawn(process.execPath, ['scripts/run.cjs', 'test'], { cwd: checkout.root, env: checkout.env, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', text => {
      stderr += text;
    });
    await until(() => checkout.calls.length > 0);
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([code, null]);
    expect(stderr.endsWith(`\nclinfra: the set-up was interrupted (${signal}); run the command again to finish it\n`)).toBe(true);
    expect(checkout.calls).toEqual(['begin']);
  });

  it('says that npx is missing', () => {
    expect(run(['scripts/run.cjs', 'test'], { PATH: '/nowhere' }).stderr).toMatch(
      /clinfra: the set-up needs npx, which comes with Node, and it is not on PATH; install Node with npm and run the command again\n$/,
    );
  });

  it('says which Node is needed, before anything that an old one cannot read', () => {
    checkout.write('old-node.cjs', "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } });");
    expect(run(['--require', './old-node.cjs', 'scripts/run.cjs', 'test'])).toMatchObject({
      status: 1,
      stdout: '',
      stderr: 'clinfra: needs Node 20 or newer, this is Node 18.20.4; install a newer one from https://nodejs.org and run the command again\n',
    });
    expect(checkout.calls).toEqual([]);
  });

  it('lists the tasks when asked for one that there is not', () => {
    const { status, stderr } = run(['scripts/run.cjs', 'toString']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^clinfra: there is no task 'toString'; the tasks are\n {2}preview {2}/);
  });

  it('is every script of npm, each a task of its own', () => {
    const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    const listed = run(['scripts/run.cjs']).stderr.matchAll(/^ {2}(\S+) {2,}/gm);
    expect([...listed].map(([, task]) => task).sort()).toEqual(Object.keys(scripts).sort());
    for (const [task, command] of Object.entries(scripts)) expect(command.endsWith(` scripts/run.cjs ${task}`)).toBe(true);
  });
});
