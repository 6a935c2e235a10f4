import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '../../..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'clinfra-'));
  mkdirSync(path.join(folder, 'stacks'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const BY_HAND = ['--require', path.join(ROOT, 'scripts/register.cjs'), path.join(ROOT, 'packages/cli/src/bin.ts')];
const BY_NPM = [path.join(ROOT, 'scripts/run.cjs'), 'clinfra'];

/** `clinfra list` as a process of its own, over a table that imports an app with this text. */
function listWith(app: string, how = BY_HAND) {
  writeFileSync(path.join(folder, 'stacks/platforms.ts'), "import { declare } from './app';\nexport const stacks = { 'a-production': declare };\n");
  writeFileSync(path.join(folder, 'stacks/app.ts'), app);
  const argv = [...how, 'list', '--stacks', path.join(folder, 'stacks/platforms.ts')];
  return spawnSync(process.execPath, argv, { cwd: folder, encoding: 'utf8', timeout: 50_000 });
}

describe('a table of stacks that cannot be loaded', () => {
  describe.each([
    ['npm', BY_NPM],
    ['hand', BY_HAND],
  ])('by %s', (_, how) => {
    it.each<readonly [what: string, app: string, reason: RegExp]>([
      [
        'a module that is not there',
        "\nimport { nothing } from 'nope-module';\nexport const declare = nothing;\n",
        /^Cannot find module 'nope-module' \(at FILE\)$/,
      ],
      ['an error of grammar', '\nexport const declare = {{;\n', /^Unexpected token.* \(at FILE:2\)$/],
      ['an await that belongs to no function', '\nexport const declare = await Promise.resolve(1);\n', /\(at FILE(:2)?\)$/],
      ['a throw', "\n\nthrow new Error('out of order');\n", /^out of order \(at FILE:3\)$/],
    ])("names the user's own file in one line: %s", (_what, app, reason) => {
      const { status, stderr } = listWith(app, how);
      const [first = '', ...rest] = stderr.split(' could not be loaded: ');
      expect({ status, first }).toEqual({ status: 1, first: path.join(folder, 'stacks/platforms.ts') });
      expect(rest.join().trimEnd().replace(path.join(folder, 'stacks/app.ts'), 'FILE')).toMatch(reason);
    });
  });
});

describe('a folder that was removed', () => {
  it('is said in a sentence', () => {
    const list = `"${process.execPath}" ${BY_HAND.map(part => `"${part}"`).join(' ')} list`;
    // Once before, because in such a folder swc compiles nothing.
    const command = `${list} 2>first; mkdir gone; cd gone; rmdir ../gone; ${list}`;
    const { status, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'the current folder cannot be read: ENOENT; call clinfra in one that is there\n' });
  });
});
