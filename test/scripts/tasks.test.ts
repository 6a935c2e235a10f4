import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

function preview(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run.cjs', 'preview', ...args], { cwd: ROOT, encoding: 'utf8', timeout: 50_000 });
  return { status, about: stdout.split('\n')[0], stderr };
}

describe('npm run preview', () => {
  it.each<readonly [args: readonly string[], about: string]>([
    [[], 'nilecare production'],
    [['nilecare-staging'], 'nilecare staging'],
    [['--json=/dev/null'], 'nilecare production'],
    [['--json=/dev/null', 'nilecare-staging'], 'nilecare staging'],
    [['--json', '/dev/null', 'nilecare-staging'], 'nilecare staging'],
    [['--json', '/dev/null'], 'nilecare production'],
  ])('takes the stack that is named, wherever it stands: %j', (args, about) => {
    expect(preview(...args)).toEqual({ status: 0, about, stderr: '' });
  });
});
