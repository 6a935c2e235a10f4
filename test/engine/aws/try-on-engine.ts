import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installAwsPlugin } from './install';
import { World } from './world';

// By hand, with `pulumi` and its Node host on PATH: node --require ./scripts/register.cjs test/engine/aws/try-on-engine.ts
// Takes a small program through its life on the real engine and says how long each step took.

const root = path.resolve(__dirname, '..', '..', '..');
const MARKED = 'marked-secret-value';

class Trial {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'clinfra-trial-'));
  readonly world = path.join(this.folder, 'world');
  readonly #home = path.join(this.folder, 'home');
  output = '';

  constructor() {
    mkdirSync(path.join(this.folder, 'state'));
    symlinkSync(path.join(root, 'node_modules'), path.join(this.folder, 'node_modules'));
    writeFileSync(path.join(this.folder, 'package.json'), '{"private": true}');
    writeFileSync(path.join(this.folder, 'index.js'), `module.exports = require(${JSON.stringify(path.join(__dirname, 'trial', 'program.ts'))});\n`);
    const runtime = { name: 'nodejs', options: { typescript: false, nodeargs: `--require=${path.join(root, 'scripts', 'register.cjs')}` } };
    writeFileSync(path.join(this.folder, 'Pulumi.yaml'), JSON.stringify({ name: 'trial', main: 'index.js', runtime }));
    installAwsPlugin(this.#home);
  }

  /** Runs one command of the engine, which must end as `expected` says; returns what it printed. */
  step(title: string, args: readonly string[], { fails = false, environment = {} as Readonly<Record<string, string>> } = {}): string {
    const began = process.hrtime.bigint();
    const ours = {
      PULUMI_BACKEND_URL: `file://${path.join(this.folder, 'state')}`,
      PULUMI_CONFIG_PASSPHRASE: 'trial',
      PULUMI_HOME: this.#home,
      PULUMI_SKIP_UPDATE_CHECK: 'true',
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
      CLINFRA_ENGINE_WORLD: this.world,
    };
    const { status, stdout, stderr } = spawnSync('pulumi', [...args, '--non-interactive'], {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, ...ours, ...environment },
    });
    const took = Number(process.hrtime.bigint() - began) / 1e9;
    const ended = (status === 0) !== fails;
    console.log(`${ended ? 'as expected' : 'UNEXPECTED '}  ${took.toFixed(1).padStart(5)} s  ${title}`);
    const printed = `${stdout}${stderr}`;
    this.output += printed;
    if (!ended || process.env.VERBOSE) console.log(printed);
    if (!ended) process.exitCode = 1;
    return printed;
  }

  expect(title: string, holds: boolean): void {
    console.log(`${holds ? 'as expected' : 'UNEXPECTED '}           ${title}`);
    if (!holds) process.exitCode = 1;
  }

  left(): readonly string[] {
    return new World(this.world).all().map(({ type, name }) => `${type} ${name}`);
  }
}

function main(): void {
  const trial = new Trial();
  const yes = ['--yes', '--skip-preview'];
  trial.step('init', ['stack', 'init', 'trial']);
  trial.step('preview', ['preview']);
  const failed = trial.step('up whose 6th create fails', ['up', ...yes], { fails: true, environment: { CLINFRA_ENGINE_FAIL_CREATE: '6' } });
  trial.expect('it says which', failed.includes('[told-to-fail]'));
  const half = trial.left();
  trial.step('up, resumed', ['up', ...yes]);
  const whole = trial.left();
  trial.expect(`nothing twice, nothing lost (${half.length}, then ${whole.length})`, half.length < 8 && whole.length === 8 && new Set(whole).size === 8);
  trial.step('preview without a change', ['preview', '--expect-no-changes']);
  trial.step('refresh without a change', ['refresh', '--yes', '--skip-preview', '--expect-no-changes']);
  trial.step('a changed figure', ['up', ...yes, '-c', 'storage=200']);
  const replaced = trial.step('another engine', ['up', ...yes, '-c', 'storage=200', '-c', 'engine=mysql', '-c', 'protected=true']);
  trial.expect('replaces the database', /1 replaced/.test(replaced));
  const refused = trial.step('destroy while it is protected', ['destroy', ...yes], { fails: true });
  trial.expect('says why', refused.includes('[deletion-protection]'));
  trial.step('up without protection', ['up', ...yes, '-c', 'protected=false']);
  trial.expect('state and output hold no secret', ![trial.output, trial.step('export', ['stack', 'export'])].some(text => text.includes(MARKED)));
  trial.step('destroy', ['destroy', ...yes]);
  trial.expect('nothing is left', trial.left().length === 0);
  rmSync(trial.folder, { recursive: true });
}

main();
