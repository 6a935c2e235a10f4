import { existsSync, rmSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CommandError } from './command';

/** The file by which a folder is known as ours, and may be replaced. */
const MARKER = '.clinfra-synth';
const MARKER_TEXT = 'This folder was written by `clinfra synth` and is replaced as a whole by the next run.\n';

export interface File {
  readonly path: string;
  readonly text: string;
}

/**
 * Writes a folder whole or not at all: everything goes to a temporary folder beside it, which takes its place when the last file is
 * written. A folder that holds anything of somebody else's is refused.
 */
export async function writeFolder(target: string, files: Iterable<File>): Promise<number> {
  await refuseForeign(target);
  const temporary = `${target}.clinfra-${process.pid}`;
  const previous = `${temporary}.previous`;
  const stop = () => {
    rmSync(temporary, { recursive: true, force: true });
    process.exit(130);
  };
  process.once('SIGINT', stop);
  try {
    const count = await fill(temporary, files);
    const replaced = await moved(target, previous);
    await rename(temporary, target).catch(async error => {
      if (replaced) await rename(previous, target);
      throw error;
    });
    await rm(previous, { recursive: true, force: true });
    return count;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    const { code } = error as NodeJS.ErrnoException;
    if (code) throw new CommandError(`${target} cannot be written: ${code}`);
    throw error;
  } finally {
    process.off('SIGINT', stop);
  }
}

async function refuseForeign(target: string): Promise<void> {
  let names: readonly string[];
  try {
    names = await readdir(target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    throw new CommandError(code === 'ENOTDIR' ? `${target} is a file; name a folder` : `${target} cannot be read: ${code}`);
  }
  if (names.length === 0) return;
  const marker = await readFile(path.join(target, MARKER), 'utf8').catch(() => undefined);
  if (marker !== MARKER_TEXT) throw new CommandError(`${target} holds files that clinfra did not write; name a new or empty folder`);
}

async function fill(folder: string, files: Iterable<File>): Promise<number> {
  const made = new Set<string>();
  let count = 0;
  for (const file of files) {
    const full = path.join(folder, file.path);
    const parent = path.dirname(full);
    if (!made.has(parent)) await makeFolder(parent);
    made.add(parent);
    await writeFile(full, file.text, { flag: 'wx' });
    count++;
  }
  await makeFolder(folder);
  await writeFile(path.join(folder, MARKER), MARKER_TEXT);
  return count;
}

/** With those above it. Node's own way to do that never ends where a file system makes no folders. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    const above = path.dirname(folder);
    if (code !== 'ENOENT' || existsSync(above)) throw error;
    await makeFolder(above);
    await mkdir(folder);
  }
}

/** Puts the old folder aside; an absent one needs no place. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
