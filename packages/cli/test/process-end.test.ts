import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '../../..');

/** The command line as a process of its own, with a table of stacks of the programs beside this file. */
function clinfra(command: string, stacks: string) {
  const argv = ['--require', path.join(ROOT, 'scripts/register.cjs'), path.join(ROOT, 'packages/cli/src/bin.ts')];
  return spawnSync(process.execPath, [...argv, ...command.split(' '), '--stacks', path.join(__dirname, 'programs', stacks)], {
    encoding: 'utf8',
    timeout: 50_000,
  });
}

describe('what a table of stacks does beside the command', () => {
  it('is no success where it ends the process', () => {
    expect(clinfra('check ward-production', 'ends.cjs')).toMatchObject({ status: 1, stderr: 'the command was ended by something that it loaded\n' });
  });

  it('keeps nobody waiting', () => {
    expect(clinfra('list', 'lingers.cjs')).toMatchObject({ status: 0, stdout: 'ward-production\n', stderr: '' });
  });

  it('is said in a sentence where it fails and nobody waits for it', () => {
    const { status, stderr } = clinfra('list', 'unawaited.cjs');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/^something threw beside the command: nobody waits for this \(at .*unawaited\.cjs:1\)\n$/),
    });
  });
});

describe('a table of stacks with a copy of @clinfra/core of its own', () => {
  it('is refused in a sentence, and not taken for an empty platform', () => {
    expect(clinfra('check ward-production', 'another-copy.cjs')).toMatchObject({
      status: 1,
      stdout: '',
      stderr:
        'ward: must be a platform of the copy of @clinfra/core that reads it, got a platform of another copy of @clinfra/core; install one version, and let no test reset its modules (jest.resetModules) in between\n',
    });
  });
});

describe('a reader that has seen enough', () => {
  it('changes nothing of how the command ends', () => {
    const argv = [
      '--require',
      './scripts/register.cjs',
      'packages/cli/src/bin.ts',
      'check',
      'ward-staging',
      '--stacks',
      'packages/cli/test/programs/many-errors.ts',
    ];
    const command = `{ "${process.execPath}" ${argv.join(' ')}; echo "ended with $?" >&2; } | head -n 1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: ROOT, encoding: 'utf8' });
    expect(stdout).toMatch(/^ {2}error {4}[^\n]+\n$/);
    expect(stderr).toBe('ended with 1\n');
  });
});
