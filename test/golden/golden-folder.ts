import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What is expected to be in a folder, by path. */
export type Files = ReadonlyMap<string, string>;

/** The files of a golden folder as they are kept; with `CLINFRA_GOLDEN=update` they are first replaced by what was rendered. */
export function golden(folder: string, rendered: Files): Files {
  if (process.env.CLINFRA_GOLDEN === 'update') write(folder, rendered);
  return read(folder);
}

function write(folder: string, files: Files): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function read(folder: string): Files {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)));
  return new Map(names.sort().map(name => [name, readFileSync(path.join(folder, name), 'utf8')]));
}
