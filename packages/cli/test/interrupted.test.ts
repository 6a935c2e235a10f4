import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeFolder } from '../src/write-folder';

const ROOT = path.join(__dirname, '../../..');
const PROGRAMS = path.join(__dirname, 'programs');

let folder: string;
let target: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'clinfra-interrupted-'));
  target = path.join(folder, 'out');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A command as a process of its own that is stopped at a call of a function of `fs`. */
function clinfra(stopped: string, ...argv: readonly string[]) {
  const required = [path.join(ROOT, 'scripts/register.cjs'), path.join(PROGRAMS, 'stopped.cjs')].flatMap(file => ['--require', file]);
  const command = [path.join(ROOT, 'packages/cli/src/bin.ts'), ...argv, '--stacks', path.join(PROGRAMS, 'stacks.ts')];
  const { status, stderr } = spawnSync(process.execPath, [...required, ...command], {
    encoding: 'utf8',
    env: { ...process.env, CLINFRA_STOPPED: stopped },
    timeout: 50_000,
  });
  return { status, stderr };
}

function synth(out: string, stopped: string) {
  return clinfra(stopped, 'synth', 'ward-production', '--out', out);
}

/** Which folder stands there: the former one, the new one whole, or something else. */
function standing(): string {
  const isFormer = existsSync(path.join(target, 'former.yaml'));
  const isNew = ['.clinfra-synth', 'dublin/clinical/deployment-ehr.yaml', '_add-ons/dublin/helmfile.yaml'].every(name => existsSync(path.join(target, name)));
  return isFormer === isNew ? 'a half' : isNew ? 'new' : 'former';
}

describe('[Y5] synth that is interrupted', () => {
  it.each<readonly [stopped: string, status: number, signal: string, standing: 'former' | 'new']>([
    ['SIGINT after mkdtempSync 1', 130, 'SIGINT', 'former'],
    ['SIGTERM before writeFile 1', 143, 'SIGTERM', 'former'],
    ['SIGINT after writeFile 20', 130, 'SIGINT', 'former'],
    ['SIGHUP before writeFile 20', 129, 'SIGHUP', 'former'],
    ['SIGTERM before writeFileSync 1', 143, 'SIGTERM', 'new'],
    ['SIGINT before renameSync 1', 130, 'SIGINT', 'new'],
    ['SIGTERM after renameSync 1', 143, 'SIGTERM', 'new'],
    ['SIGINT after renameSync 2', 130, 'SIGINT', 'new'],
    ['SIGINT before unlinkSync 1', 130, 'SIGINT', 'new'],
    ['SIGTERM after rmdirSync 1', 143, 'SIGTERM', 'new'],
  ])('leaves one whole folder and nothing else, and says which: %s', async (stopped, status, signal, whole) => {
    await writeFolder(target, [{ path: 'former.yaml', text: 'a: 1\n' }]);
    expect(synth(target, stopped)).toEqual({ status, stderr: `ended by ${signal}; ${target} is ${whole === 'new' ? 'written' : 'as it was'}\n` });
    expect({ standing: standing(), all: readdirSync(folder) }).toEqual({ standing: whole, all: ['out'] });
  });

  it.each(['SIGINT after writeFile 3', 'SIGTERM after mkdirSync 1'])('leaves nothing where nothing was, not even the folders above: %s', stopped => {
    expect(synth(path.join(target, 'of/staging'), stopped).stderr).toContain(`${path.join(target, 'of/staging')} is as it was`);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(['EIO before renameSync 1', 'EIO before renameSync 2'])('leaves the former folder where the new one cannot take its place: %s', async failing => {
    await writeFolder(target, [{ path: 'former.yaml', text: 'a: 1\n' }]);
    expect(synth(target, failing)).toEqual({ status: 1, stderr: `${target} cannot be written: EIO\n` });
    expect({ standing: standing(), all: readdirSync(folder) }).toEqual({ standing: 'former', all: ['out'] });
  });

  it('has written where only the former folder cannot be removed, and says what stands still', async () => {
    await writeFolder(target, [{ path: 'former.yaml', text: 'a: 1\n' }]);
    const { status, stderr } = synth(target, 'EACCES before unlinkSync 1');
    const [, former = ''] = /^of the former folder something could not be removed; remove it by hand: (\S+): EACCES\n$/.exec(stderr) ?? [];
    expect({ status, standing: standing(), former: readdirSync(former).sort() }).toEqual({
      status: 0,
      standing: 'new',
      former: ['.clinfra-synth', 'former.yaml'],
    });
  });

  it('leaves no draft where something else ends the process', async () => {
    await writeFolder(target, [{ path: 'former.yaml', text: 'a: 1\n' }]);
    expect(synth(target, 'exit after writeFile 20')).toEqual({ status: 1, stderr: 'the command was ended by something that it loaded\n' });
    expect({ standing: standing(), all: readdirSync(folder) }).toEqual({ standing: 'former', all: ['out'] });
  });
});

describe('preview that is interrupted while it writes the plan', () => {
  it.each(['SIGINT after mkdtempSync 1', 'SIGTERM before writeFileSync 1', 'SIGINT after renameSync 1'])(
    'leaves the whole plan and nothing else: %s',
    stopped => {
      const file = path.join(folder, 'plan.json');
      writeFileSync(file, 'former');
      const [signal = ''] = stopped.split(' ');
      expect(clinfra(stopped, 'preview', 'ward-production', '--json', file)).toEqual({
        status: signal === 'SIGINT' ? 130 : 143,
        stderr: `ended by ${signal}; ${file} is written\n`,
      });
      expect({ version: JSON.parse(readFileSync(file, 'utf8')).version, all: readdirSync(folder) }).toEqual({ version: 1, all: ['plan.json'] });
    },
  );
});
