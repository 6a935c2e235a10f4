import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { golden } from './golden-folder';

let folder: string;
const before = process.env.CLINFRA_GOLDEN;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'clinfra-'));
});

afterEach(() => {
  if (before === undefined) delete process.env.CLINFRA_GOLDEN;
  else process.env.CLINFRA_GOLDEN = before;
  rmSync(folder, { recursive: true, force: true });
});

describe('golden files', () => {
  it('are read and left alone without the word', () => {
    delete process.env.CLINFRA_GOLDEN;
    writeFileSync(path.join(folder, 'a.yaml'), 'kept');
    expect([...golden(folder, new Map([['b.yaml', 'new']]))]).toEqual([['a.yaml', 'kept']]);
  });

  it('are replaced as a whole with it', () => {
    process.env.CLINFRA_GOLDEN = 'update';
    writeFileSync(path.join(folder, 'a.yaml'), 'old');
    expect([...golden(folder, new Map([['x/b.yaml', 'new']]))]).toEqual([['x/b.yaml', 'new']]);
    expect(existsSync(path.join(folder, 'a.yaml'))).toBe(false);
  });

  it('that are not there are none', () => {
    delete process.env.CLINFRA_GOLDEN;
    expect(golden(path.join(folder, 'missing'), new Map()).size).toBe(0);
  });
});
