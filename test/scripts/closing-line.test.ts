import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..', '..');

const folder = mkdtempSync(path.join(tmpdir(), 'clinfra-closing-line-'));

afterAll(() => rmSync(folder, { recursive: true }));

function jestOn(tests: string, env: Readonly<Record<string, string>> = {}) {
  writeFileSync(path.join(folder, 'a.test.js'), tests);
  const { CLINFRA_COUNTS_FILE: _outer, ...inherited } = process.env;
  const config = { rootDir: folder, transform: {}, reporters: ['default', path.join(ROOT, 'scripts', 'closing-line.cjs')] };
  const args = [path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '--config', JSON.stringify(config)];
  // One file for both streams, as in a log.
  return spawnSync('sh', ['-c', '"$0" "$@" 2>&1', process.execPath, ...args], { cwd: folder, encoding: 'utf8', env: { ...inherited, ...env } });
}

describe('the closing line', () => {
  it("counts what passed, failed and was skipped, after jest's own summary", () => {
    const { status, stdout } = jestOn("it('a', () => {}); it('b', () => {}); it('c', () => { throw new Error(); }); it.skip('d', () => {}); it.todo('e');");
    expect(status).toBe(1);
    expect(stdout).toMatch(/\nRan all test suites\.\n\n2 passed, 1 failed, 2 skipped\n$/);
  });

  it('counts a file that cannot be run as a failure', () => {
    expect(jestOn('this is not JavaScript').stdout).toMatch(/\n0 passed, 1 failed, 0 skipped\n$/);
  });

  it('leaves the line to whoever adds up several runs', () => {
    const counts = path.join(folder, 'counts');
    expect(jestOn("it('a', () => {});", { CLINFRA_COUNTS_FILE: counts }).stdout).not.toContain('passed, 0 failed');
    expect(readFileSync(counts, 'utf8')).toBe('1 0 0\n');
  });
});
