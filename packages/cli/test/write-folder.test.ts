import fs, { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CommandError } from '../src/command';
import { type File, writeFolder } from '../src/write-folder';

let folder: string;
let target: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'clinfra-'));
  target = path.join(folder, 'out');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const FILES: readonly File[] = [
  { path: 'khartoum/clinical/ehr.yaml', text: 'a: 1\n' },
  { path: 'khartoum/kustomization.yaml', text: 'b: 2\n' },
];

describe('writeFolder', () => {
  it('writes every file and says how many', async () => {
    expect(await writeFolder(target, FILES)).toEqual({ files: 2 });
    expect(readFileSync(path.join(target, 'khartoum/clinical/ehr.yaml'), 'utf8')).toBe('a: 1\n');
    expect(readdirSync(folder)).toEqual(['out']);
  });

  it('replaces a folder of its own as a whole', async () => {
    await writeFolder(target, FILES);
    await writeFolder(target, FILES.slice(1));
    expect(readdirSync(path.join(target, 'khartoum'))).toEqual(['kustomization.yaml']);
    expect(readdirSync(folder)).toEqual(['out']);
  });

  it('fills an empty folder where it stands, as it may be a mount', async () => {
    mkdirSync(target);
    const { ino } = statSync(target);
    expect(await writeFolder(target, FILES)).toEqual({ files: 2 });
    expect(statSync(target).ino).toBe(ino);
    expect(readdirSync(target).sort()).toEqual(['.clinfra-synth', 'khartoum']);
  });

  it('exchanges what stands in a mount, which cannot be renamed itself', async () => {
    await writeFolder(target, FILES);
    const { ino } = statSync(target);
    const plain = fs.statSync;
    const stat = jest.spyOn(fs, 'statSync').mockImplementation(of => Object.assign(plain(of) as fs.Stats, of === target && { dev: -1 }));
    expect(await writeFolder(target, [{ path: 'nairobi/kustomization.yaml', text: 'c: 3\n' }])).toEqual({ files: 1 });
    stat.mockRestore();
    expect({ ino: statSync(target).ino, names: readdirSync(target).sort() }).toEqual({ ino, names: ['.clinfra-synth', 'nairobi'] });
    expect(readdirSync(folder)).toEqual(['out']);
  });

  it('leaves an empty folder empty when rendering fails', async () => {
    mkdirSync(target);
    await expect(writeFolder(target, [...FILES, ...FILES])).rejects.toThrow('cannot be written: EEXIST');
    expect(readdirSync(target)).toEqual([]);
  });

  it('refuses a folder with files of somebody else and leaves them alone', async () => {
    mkdirSync(target);
    writeFileSync(path.join(target, 'thesis.txt'), 'mine');
    await expect(writeFolder(target, FILES)).rejects.toThrow(
      new CommandError(`${target} holds what clinfra did not write: thesis.txt; name a new or empty folder`),
    );
    expect(readdirSync(target)).toEqual(['thesis.txt']);
  });

  it('refuses a folder whose marker says something else', async () => {
    mkdirSync(target);
    writeFileSync(path.join(target, '.clinfra-synth'), 'not ours');
    await expect(writeFolder(target, FILES)).rejects.toThrow('holds what clinfra did not write: .clinfra-synth');
  });

  it('refuses what somebody put into a folder of its own, and names it', async () => {
    await writeFolder(target, FILES);
    mkdirSync(path.join(target, '.git/objects'), { recursive: true });
    for (const name of ['a.txt', 'khartoum/b.txt', 'khartoum/c.txt']) writeFileSync(path.join(target, name), 'mine');
    await expect(writeFolder(target, FILES.slice(1))).rejects.toThrow(
      new CommandError(`${target} holds what clinfra did not write: .git, a.txt, khartoum/b.txt and 1 more; name a new or empty folder`),
    );
    expect(readFileSync(path.join(target, 'khartoum/c.txt'), 'utf8')).toBe('mine');
    expect(readFileSync(path.join(target, 'khartoum/clinical/ehr.yaml'), 'utf8')).toBe('a: 1\n');
  });

  it.each<readonly [string, (file: string) => void]>([
    ['a link', file => symlinkSync('/etc/hostname', file)],
    ['a folder', file => mkdirSync(file)],
  ])('refuses %s in the place of a file that it wrote', async (_, put) => {
    await writeFolder(target, FILES);
    const file = path.join(target, 'khartoum/kustomization.yaml');
    rmSync(file);
    put(file);
    await expect(writeFolder(target, FILES)).rejects.toThrow('holds what clinfra did not write: khartoum/kustomization.yaml;');
  });

  it('takes nothing that a marker lists elsewhere for its own', async () => {
    await writeFolder(target, FILES);
    writeFileSync(path.join(folder, 'thesis.txt'), 'mine');
    appendFileSync(path.join(target, '.clinfra-synth'), `../thesis.txt\n${path.join(folder, 'thesis.txt')}\n`);
    await writeFolder(target, FILES);
    expect(readFileSync(path.join(folder, 'thesis.txt'), 'utf8')).toBe('mine');
  });

  it('keeps what comes into the former folder while the new one is written, and says where', async () => {
    await writeFolder(target, FILES);
    function* meanwhile(): Iterable<File> {
      yield* FILES;
      writeFileSync(path.join(target, 'khartoum/thesis.txt'), 'mine');
    }
    const { files, left = '' } = await writeFolder(target, meanwhile());
    const [former = '', code] = left.split(': ');
    expect({ files, code }).toEqual({ files: 2, code: 'ENOTEMPTY' });
    expect(readFileSync(path.join(former, 'khartoum/thesis.txt'), 'utf8')).toBe('mine');
    expect(readdirSync(path.join(target, 'khartoum')).sort()).toEqual(['clinical', 'kustomization.yaml']);
  });

  it('writes where a link leads, and leaves the link', async () => {
    mkdirSync(path.join(folder, 'real'));
    symlinkSync('real', target);
    await writeFolder(target, FILES.slice(1));
    await writeFolder(target, FILES);
    expect(readFileSync(path.join(folder, 'real/khartoum/clinical/ehr.yaml'), 'utf8')).toBe('a: 1\n');
    expect(readlinkSync(target)).toBe('real');
    expect(readdirSync(folder).sort()).toEqual(['out', 'real']);
  });

  it('refuses a link that leads nowhere', async () => {
    symlinkSync('nowhere', target);
    await expect(writeFolder(target, FILES)).rejects.toThrow(new CommandError(`${target} is a link to nothing; name a folder`));
    expect(readdirSync(folder)).toEqual(['out']);
  });

  it('is not kept from writing by what a run before it left', async () => {
    for (const name of [`out.clinfra-${process.pid}`, `out.clinfra-${process.pid}.previous`]) mkdirSync(path.join(folder, name, 'full'), { recursive: true });
    await writeFolder(target, FILES);
    expect(await writeFolder(target, FILES)).toEqual({ files: 2 });
  });

  it('refuses a file in place of a folder', async () => {
    writeFileSync(target, 'mine');
    await expect(writeFolder(target, FILES)).rejects.toThrow(new CommandError(`${target} is a file; name a folder`));
    expect(readFileSync(target, 'utf8')).toBe('mine');
  });

  it('refuses a place below a file', async () => {
    writeFileSync(target, 'mine');
    await expect(writeFolder(path.join(target, 'below'), FILES)).rejects.toThrow(CommandError);
  });

  it('leaves the former folder as it was when rendering fails half-way', async () => {
    await writeFolder(target, FILES.slice(0, 1));
    function* failing(): Iterable<File> {
      yield { path: 'khartoum/other.yaml', text: 'c: 3\n' };
      throw new Error('rendering failed');
    }
    await expect(writeFolder(target, failing())).rejects.toThrow('rendering failed');
    expect(readFileSync(path.join(target, 'khartoum/clinical/ehr.yaml'), 'utf8')).toBe('a: 1\n');
    expect(readdirSync(folder)).toEqual(['out']);
  });

  it('does not let one file overwrite another', async () => {
    await expect(writeFolder(target, [...FILES, ...FILES])).rejects.toThrow('cannot be written: EEXIST');
    expect(readdirSync(folder)).toEqual([]);
  });
});
