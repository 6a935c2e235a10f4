import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
    expect(await writeFolder(target, FILES)).toBe(2);
    expect(readFileSync(path.join(target, 'khartoum/clinical/ehr.yaml'), 'utf8')).toBe('a: 1\n');
    expect(readdirSync(folder)).toEqual(['out']);
  });

  it('replaces a folder of its own as a whole', async () => {
    await writeFolder(target, FILES);
    await writeFolder(target, FILES.slice(1));
    expect(readdirSync(path.join(target, 'khartoum'))).toEqual(['kustomization.yaml']);
    expect(readdirSync(folder)).toEqual(['out']);
  });

  it('fills an empty folder', async () => {
    mkdirSync(target);
    expect(await writeFolder(target, FILES)).toBe(2);
  });

  it('refuses a folder with files of somebody else and leaves them alone', async () => {
    mkdirSync(target);
    writeFileSync(path.join(target, 'thesis.txt'), 'mine');
    await expect(writeFolder(target, FILES)).rejects.toThrow(new CommandError(`${target} holds files that clinfra did not write; name a new or empty folder`));
    expect(readdirSync(target)).toEqual(['thesis.txt']);
  });

  it('refuses a folder whose marker says something else', async () => {
    mkdirSync(target);
    writeFileSync(path.join(target, '.clinfra-synth'), 'not ours');
    await expect(writeFolder(target, FILES)).rejects.toThrow('holds files that clinfra did not write');
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
