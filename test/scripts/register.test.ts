import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..', '..');
const REGISTER = path.join(ROOT, 'scripts', 'register.cjs');

const folder = mkdtempSync(path.join(tmpdir(), 'clinfra-register-'));

afterAll(() => rmSync(folder, { recursive: true }));

function node(args: readonly string[], cwd = folder) {
  return spawnSync(process.execPath, [...args], { cwd, encoding: 'utf8' });
}

describe('TypeScript as it stands', () => {
  it('runs from any folder, and finds a package of ours by its sources', () => {
    const script = "console.log(require('@clinfra/core').Platform.name, Object.keys(require.cache).some(file => /packages.core.dist/.test(file)))";
    expect(node([`--require=${REGISTER}`, '-e', script])).toMatchObject({ status: 0, stdout: 'Platform false\n', stderr: '' });
  });

  it('finds a part of a package that has a name of its own', () => {
    expect(node([`--require=${REGISTER}`, '-e', "console.log(typeof require('@clinfra/stack/stacks').declareStack)"])).toMatchObject({
      status: 0,
      stdout: 'function\n',
    });
  });

  it('takes one word on the command line, relative to the folder of the stacks', () => {
    expect(node(['--require=../scripts/register.cjs', '-e', "require('@clinfra/core')"], path.join(ROOT, 'stacks'))).toMatchObject({ status: 0, stderr: '' });
  });

  it('does not mind the compiler options of the folder it is called from', () => {
    writeFileSync(path.join(folder, 'tsconfig.json'), '{ "compilerOptions": { "paths": { "@clinfra/core": ["./elsewhere.ts"] } } }');
    expect(node([`--require=${REGISTER}`, '-e', "console.log(typeof require('@clinfra/core').Platform)"])).toMatchObject({ status: 0, stdout: 'function\n' });
  });

  it('is never what it was before an edit', () => {
    const file = path.join(folder, 'edited.ts');
    const printed = ['first', 'second', 'first'].map(text => {
      writeFileSync(file, `const text: string = '${text}';\nconsole.log(text);\n`);
      return node([`--require=${REGISTER}`, file]).stdout;
    });
    expect(printed).toEqual(['first\n', 'second\n', 'first\n']);
  });

  it('imports late by the name that the compiled file will have', () => {
    writeFileSync(path.join(folder, 'late.ts'), 'export const late: string = "late";\n');
    writeFileSync(path.join(folder, 'early.ts'), 'import("./late.js").then(({ late }) => console.log(late));\n');
    expect(node([`--require=${REGISTER}`, path.join(folder, 'early.ts')])).toMatchObject({ stdout: 'late\n', stderr: '' });
  });

  it('names the line of the source where an error was thrown', () => {
    writeFileSync(
      path.join(folder, 'thrower.ts'),
      'interface A {\n  readonly b: string;\n}\n\nfunction fail(a: A): never {\n  throw new Error(a.b);\n}\nfail({ b: "x" });\n',
    );
    expect(node([`--require=${REGISTER}`, path.join(folder, 'thrower.ts')]).stderr).toContain('thrower.ts:6:');
  });

  it('reads no source maps of libraries, which take long and make Node hang on an error', () => {
    const script =
      "const pulumi = require.resolve('@pulumi/pulumi'); require(pulumi); console.log(process.sourceMapsEnabled ?? true, require('module').findSourceMap(pulumi))";
    expect(node([`--require=${REGISTER}`, '-e', script], ROOT)).toMatchObject({ status: 0, stdout: 'true undefined\n' });
  });
});

describe('a lazy Pulumi', () => {
  const closure = `
    const pulumi = require('@pulumi/pulumi');
    const heavy = () => Object.keys(require.cache).filter(file => /[\\\\/](typescript[\\\\/]lib|@npmcli[\\\\/]arborist)[\\\\/]/.test(file)).length;
    const atStart = heavy();
    (async () => {
      const captured = { prefix: 'id-', sizes: [1, 2] };
      class Provider { async create(inputs) { return { id: captured.prefix + inputs.name, outs: inputs }; } }
      const { text } = await pulumi.runtime.serializeFunction(() => new Provider().create(captured));
      await pulumi.runtime.computeCodePaths();
      console.log(JSON.stringify({ atStart, atEnd: heavy(), text }));
    })();`;

  function serialize(args: readonly string[]): { readonly atStart: number; readonly atEnd: number; readonly text: string } {
    return JSON.parse(node([...args, '-e', closure], ROOT).stdout);
  }

  it('starts without what only closures need, and serializes a closure to the same text', () => {
    const eager = serialize([]);
    const lazy = serialize([`--require=${path.join(ROOT, 'scripts', 'register.cjs')}`]);
    expect(lazy.text).toBe(eager.text);
    expect(lazy.text).toContain('id: captured.prefix + inputs.name');
    expect(eager.atStart).toBeGreaterThan(0);
    expect(lazy).toMatchObject({ atStart: 0, atEnd: eager.atEnd });
  });

  const engine = `
    const pulumi = require('@pulumi/pulumi');
    const libraries = /[\\\\/](grpc-js|api[\\\\/]dist|automation|normalize-package-data|fdir|js-yaml|semver)[\\\\/]/;
    const heavy = () => Object.keys(require.cache).filter(file => libraries.test(file)).length;
    const atStart = heavy();
    pulumi.runtime.resetOptions('project', 'stack', 1, '', '127.0.0.1:1', true, 'organization');
    const monitor = pulumi.runtime.getMonitor();
    const request = new (require('@pulumi/pulumi/proto/resource_pb').SupportsFeatureRequest)();
    monitor.supportsFeature(request, { deadline: Date.now() + 10_000 }, error => {
      const { LocalWorkspace, fullyQualifiedStackName } = pulumi.automation;
      const found = [typeof LocalWorkspace.create, fullyQualifiedStackName('a', 'b', 'c'), typeof pulumi.provider.main, pulumi.runtime.isGrpcError?.(error)];
      console.log(JSON.stringify({ atStart, code: error.code, found }));
      monitor.close();
    });`;

  it('starts without what speaks to an engine, and speaks to one when asked', () => {
    const ask = (args: readonly string[]) => JSON.parse(node([...args, '-e', engine], ROOT).stdout);
    const eager = ask([]);
    expect(eager).toMatchObject({ atStart: expect.any(Number), code: 14 });
    expect(eager.atStart).toBeGreaterThan(0);
    expect(ask([`--require=${path.join(ROOT, 'scripts', 'register.cjs')}`])).toEqual({ ...eager, atStart: 0 });
  });
});

describe('one program in a process', () => {
  const script = `
    require('./packages/cli/src/one-program.ts');
    const { asyncLocalStorage: shared } = globalThis;
    const later = () => new Promise(resolve => setImmediate(resolve));
    const seen = [];
    const see = () => seen.push(shared.getStore() ?? 'none');
    (async () => {
      see();
      await shared.run('first', async word => { seen.push(word); see(); await later(); see(); }, 'given');
      see();
      await shared.run('second', async () => { await later(); throw new Error(); }).catch(see);
      try { shared.run('third', () => { see(); throw new Error(); }); } catch { see(); }
      seen.push(shared.run('fourth', () => shared.getStore()));
      require('@pulumi/pulumi');
      seen.push(globalThis.asyncLocalStorage === shared);
      console.log(JSON.stringify(seen));
    })();`;

  it('owns what it begins until that has ended', () => {
    const { stdout, stderr } = node([`--require=${path.join(ROOT, 'scripts', 'register.cjs')}`, '-e', script], ROOT);
    expect({ seen: JSON.parse(stdout), stderr }).toEqual({
      seen: ['none', 'given', 'first', 'first', 'none', 'none', 'third', 'none', 'fourth', true],
      stderr: '',
    });
  });
});

describe('a short life', () => {
  const script = `
    if (process.argv[1]) require('./packages/cli/src/short-life.ts');
    const numbers = Array.from({ length: 10 }, (_, index) => index);
    const sum = () => numbers.reduce((total, number) => total + (number % 7), 0);
    const optimized = () => (%GetOptimizationStatus(sum) & 64) !== 0;
    let calls = 0;
    while (!optimized() && calls < 1e6) { sum(); calls++; }
    console.log(calls);`;

  it('leaves functions as they are until they are called for long', () => {
    const options = ['--allow-natives-syntax', '--no-concurrent-recompilation', `--require=${path.join(ROOT, 'scripts', 'register.cjs')}`];
    const [long, short] = [[], ['short']].map(how => node([...options, '-e', script, ...how], ROOT));
    expect({ long, short }).toMatchObject({ long: { stderr: '' }, short: { stderr: '' } });
    expect(Number(short?.stdout)).toBeGreaterThan(3 * Number(long?.stdout));
    expect(Number(short?.stdout)).toBeLessThan(1e6);
  });
});
