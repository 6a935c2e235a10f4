import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Checkout } from './a-checkout';

const ROOT = path.resolve(__dirname, '..', '..');
const CACHE = 'node_modules/.cache/clinfra';

/** Says a word of its own, one of a file that is imported late, and one of a library. */
const MAIN = `import { library } from 'library';
import { word } from './word';

export async function main(): Promise<number> {
  const { late } = await import('./late.js');
  console.log(word() + ' ' + late + ' ' + library);
  return 0;
}
`;

/** What a command does to its process; here it does nothing but end it. */
const OF_THE_PROCESS = ['short-life', 'lazy-pulumi', 'one-program', 'process-end'];

const END = `
export function endWith(command: () => Promise<number>): void {
  command().then(code => process.exit(code), error => { console.error(error); process.exit(1); });
}
`;

let checkout: Checkout;

const at = (file: string): string => path.join(checkout.root, file);
const saying = (word: string): string => `export const word = (): string => '${word}';\n`;

/** A checkout in which everything was written an hour ago, as far as the command can tell: what has just been written is not kept. */
beforeEach(() => {
  checkout = new Checkout();
  for (const folder of ['packages/cli/src', 'libraries/node_modules/one', 'libraries/node_modules/two']) mkdirSync(at(folder), { recursive: true });
  for (const name of OF_THE_PROCESS)
    checkout.write(`packages/cli/src/${name}.ts`, 'export const isDeferring = (file: string): boolean => file.endsWith("deferring.ts");\n');
  checkout.write('packages/cli/src/process-end.ts', END);
  checkout.write('packages/cli/src/main.ts', MAIN);
  checkout.write('packages/cli/src/word.ts', saying('first'));
  checkout.write('packages/cli/src/late.ts', "export const late: string = 'late';\n");
  for (const version of ['one', 'two']) checkout.write(`libraries/node_modules/${version}/index.js`, `exports.library = '${version}';\n`);
  checkout.write('later.cjs', 'const now = Date.now; Date.now = () => now() + 3_600_000;');
  installs('one');
});
afterEach(() => checkout.remove());

function installs(library: 'one' | 'two'): void {
  const links = [
    [path.join(ROOT, 'node_modules', '@swc'), 'node_modules/@swc'],
    [`../libraries/node_modules/${library}`, 'node_modules/library'],
  ];
  checkout.npxDoes(links.map(([target, link]) => `ln -sfn ${target} ${link}`).join('\n'));
}

function run(options: readonly string[] = ['--require=./later.cjs']) {
  return spawnSync(process.execPath, [...options, 'scripts/run.cjs', 'clinfra'], { cwd: checkout.root, env: checkout.env, encoding: 'utf8' });
}

/** What the command says, and which sources it had to compile for that. */
function said(options?: readonly string[]): { readonly says: string; readonly compiles: readonly string[] } {
  const folder = at(`${CACHE}/typescript`);
  rmSync(folder, { recursive: true, force: true });
  const { stdout, stderr } = run(options);
  const names = readdirSync(folder).map(name => name.replace(/\.ts-[0-9a-f]+\.js$/, ''));
  return { says: stdout.trim() || stderr, compiles: names.filter(name => !OF_THE_PROCESS.includes(name)).sort() };
}

/** The file of modules that was written first. */
function kept(): string {
  const files = readdirSync(at(`${CACHE}/modules`)).map(name => at(`${CACHE}/modules/${name}`));
  return files.sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs)[0] ?? '';
}

const ALL = ['late', 'main', 'word'];

describe('a quick start', () => {
  it('runs what the last run compiled', () => {
    expect(said()).toEqual({ says: 'first late one', compiles: ALL });
    expect(said()).toEqual({ says: 'first late one', compiles: [] });
    expect(readdirSync(at(`${CACHE}/modules`))).toHaveLength(1);
  });

  it('never runs a source as it was before an edit, of the same length and date though it be', () => {
    said();
    const { atime, mtime } = statSync(at('packages/cli/src/word.ts'));
    checkout.write('packages/cli/src/word.ts', saying('other'));
    utimesSync(at('packages/cli/src/word.ts'), atime, mtime);
    expect(said()).toEqual({ says: 'other late one', compiles: ['word'] });
    expect(said()).toEqual({ says: 'other late one', compiles: [] });
  });

  it('keeps nothing that was written a moment ago and may be written again', () => {
    checkout.write('soon.cjs', "const { ctimeMs } = require('node:fs').statSync('packages/cli/src/word.ts'); Date.now = () => ctimeMs + 1000;");
    expect(said(['--require=./soon.cjs'])).toEqual({ says: 'first late one', compiles: ALL });
    expect(said(['--require=./soon.cjs'])).toEqual({ says: 'first late one', compiles: ALL });
  });

  it('misses a source that is gone', () => {
    said();
    rmSync(at('packages/cli/src/word.ts'));
    expect(said().says).toContain("Cannot find module './word'");
  });

  it('finds a source that comes before the one that was found', () => {
    rmSync(at('packages/cli/src/word.ts'));
    mkdirSync(at('packages/cli/src/word'));
    checkout.write('packages/cli/src/word/index.ts', saying('inside'));
    said();
    expect(said()).toEqual({ says: 'inside late one', compiles: [] });
    checkout.write('packages/cli/src/word.ts', saying('beside'));
    expect(said()).toEqual({ says: 'beside late one', compiles: ['word'] });
  });

  it('takes the other version of a library, once the lock file names it', () => {
    said();
    installs('two');
    checkout.write('pnpm-lock.yaml', 'lock: 2');
    expect(said().says).toBe('first late two');
  });

  it('takes another library that somebody links by hand, and one that somebody edits', () => {
    said();
    rmSync(at('node_modules/library'));
    symlinkSync('../libraries/node_modules/two', at('node_modules/library'));
    expect(said().says).toBe('first late two');
    checkout.write('libraries/node_modules/two/index.js', "exports.library = 'edited';\n");
    expect(said().says).toBe('first late edited');
  });

  it('compiles anew when the way to compile has changed', () => {
    said();
    writeFileSync(at('scripts/compile.cjs'), '// changed\n', { flag: 'a' });
    expect(said()).toEqual({ says: 'first late one', compiles: ALL });
  });

  it('makes do without what it kept where that was cut short, and where nothing can be kept', () => {
    said();
    truncateSync(kept(), statSync(kept()).size - 100);
    expect(said()).toEqual({ says: 'first late one', compiles: ALL });
    rmSync(at(`${CACHE}/modules`), { recursive: true });
    writeFileSync(at(`${CACHE}/modules`), '');
    expect(said()).toEqual({ says: 'first late one', compiles: ALL });
    expect(run()).toMatchObject({ stdout: 'first late one\n', stderr: '', status: 0 });
  });

  it('keeps for each set of flags of V8 what was compiled with them', () => {
    said();
    const before = statSync(kept()).mtimeMs;
    for (let run = 0; run < 2; run++) {
      expect(said(['--require=./later.cjs', '--no-opt'])).toEqual({ says: 'first late one', compiles: run === 0 ? ALL : [] });
      expect(said()).toEqual({ says: 'first late one', compiles: [] });
    }
    expect(statSync(kept()).mtimeMs).toBe(before);
    expect(readdirSync(at(`${CACHE}/modules`))).toHaveLength(2);
  });

  it('loads a module once, whoever asks for it, also in a circle', () => {
    checkout.write(
      'packages/cli/src/word.ts',
      "import { ask } from './other';\nlet asked = 0;\nexport const count = (): number => ++asked;\nexport const word = (): string => `${ask()} ${ask()}`;\n",
    );
    checkout.write(
      'packages/cli/src/other.ts',
      "import { count } from './word';\nexport const ask = (): number => count() + (require('./word') as { count(): number }).count();\n",
    );
    expect(said().says).toBe('3 7 late one');
    expect(said()).toEqual({ says: '3 7 late one', compiles: [] });
  });

  it('loads anew a module that failed, and gives it all that Node gives', () => {
    checkout.write(
      'packages/cli/src/failing.ts',
      "declare const process: { tries?: number };\nprocess.tries = (process.tries ?? 0) + 1;\nif (process.tries === 1) throw new Error('failed');\nexport const tries = process.tries;\n",
    );
    const facts =
      '[module.id === __filename, module.loaded, module.parent?.filename.endsWith("main.ts"), module.paths.length > 1, require.main?.filename.endsWith("run.cjs"), require.resolve("library").endsWith("index.js"), require.cache[__filename] === module].join()';
    checkout.write(
      'packages/cli/src/word.ts',
      `export const word = (): string => facts;\nconst attempt = (): unknown => { try { return require('./failing').tries; } catch (error) { return (error as Error).message; } };\nconst facts = [attempt(), attempt(), ${facts}].join(' ');\n`,
    );
    const says = 'failed 2 true,false,true,true,true,true,true late one';
    expect(said().says).toBe(says);
    expect(said()).toEqual({ says, compiles: [] });
  });

  it('leaves to Node what a module asks for that may be put off', () => {
    const asking = "const node = require('node:module');\nconst load = node._load;\nconst asked: string[] = [];\n";
    const hook = 'node._load = function (request: string, ...rest: unknown[]) { asked.push(request); return load.call(this, request, ...rest); };\n';
    checkout.write('packages/cli/src/deferring.ts', "require('./late');\n");
    checkout.write(
      'packages/cli/src/word.ts',
      `${asking}${hook}require('./late');\nrequire('./deferring');\nexport const word = (): string => asked.join();\n`,
    );
    said();
    expect(said()).toEqual({ says: './late late one', compiles: [] });
  });

  it('names the lines of the sources in a trace', () => {
    const thrower = 'interface A {\n  readonly b: string;\n}\n\nexport function word(): string {\n  const a: A = { b: "wrong" };\n  throw new Error(a.b);\n}\n';
    checkout.write('packages/cli/src/word.ts', thrower);
    const trace = /Error: wrong\n {4}at word \(\S+word\.ts:7:9\)\n {4}at Object\.main \(\S+main\.ts:6:19\)\n/;
    expect(said()).toEqual({ says: expect.stringMatching(trace), compiles: ALL });
    // These for the trace alone.
    expect(said()).toEqual({ says: expect.stringMatching(trace), compiles: ['main', 'word'] });
  });

  it('begins traces as Node does, of whatever somebody asks one for', () => {
    const script = `
      const fs = require('node:fs');
      const { nameSourceLines } = require('./scripts/source-lines.cjs');
      const caught = act => { try { act(); } catch (error) { return error; } };
      const traced = object => { Error.captureStackTrace(object); return object; };
      class Own extends Error { toString() { return 'own'; } }
      const heads = () => [
        new Own('wrong'), traced({}), traced(Object.create(null)), new DOMException('wrong', 'AbortError'),
        caught(() => fs.readFileSync('.', { encoding: 'none' })), caught(() => fs.readFileSync('nowhere')), caught(() => undefined.a),
      ].map(({ stack }) => stack.split('\\n')[0]);
      console.log(JSON.stringify([heads(), (nameSourceLines(), heads())]));`;
    const { stdout } = spawnSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' });
    const [plain, ours] = JSON.parse(stdout);
    expect(ours).toEqual(plain);
    expect(plain).toHaveLength(7);
    expect(plain[4]).toContain('[ERR_INVALID_ARG_VALUE]');
  });
});
