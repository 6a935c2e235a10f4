import fs, { chmodSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CommandError } from '../src/command';
import { writeWhole } from '../src/write-file';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'clinfra-'));
  file = path.join(folder, 'plan.json');
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

describe('writeWhole', () => {
  it('writes a file, and nothing beside it', async () => {
    await writeWhole(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['plan.json']);
  });

  it('keeps the rights of the file that it replaces', async () => {
    writeFileSync(file, 'former');
    chmodSync(file, 0o600);
    await writeWhole(file, 'new');
    expect({ text: readFileSync(file, 'utf8'), mode: statSync(file).mode & 0o777 }).toEqual({ text: 'new', mode: 0o600 });
  });

  it('leaves the former file where the disk is full', async () => {
    writeFileSync(file, 'former');
    const plain = fs.writeFileSync;
    jest.spyOn(fs, 'writeFileSync').mockImplementation((to, text) => {
      plain(to, String(text).slice(0, 1));
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    });
    await expect(writeWhole(file, 'new')).rejects.toThrow(new CommandError(`${file} cannot be written: ENOSPC`));
    expect({ text: readFileSync(file, 'utf8'), all: readdirSync(folder) }).toEqual({ text: 'former', all: ['plan.json'] });
  });

  it.each([true, false])('writes where a link leads, and leaves the link; there is something: %j', async isThere => {
    const real = path.join(folder, 'real.json');
    if (isThere) writeFileSync(real, 'former');
    symlinkSync(real, file);
    await writeWhole(file, 'new');
    expect({ text: readFileSync(real, 'utf8'), isLink: lstatSync(file).isSymbolicLink() }).toEqual({ text: 'new', isLink: true });
  });

  it('gives a device what it takes', async () => {
    await writeWhole('/dev/null', 'new');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});
