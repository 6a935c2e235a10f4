import { accessSync, chmodSync, constants, mkdtempSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CommandError } from './command';
import { HeldSignals } from './held-signals';
import { isLink } from './named-file';

/** Writes a file whole or not at all: what stood there stays until the last byte of the new one is written. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const signals = new HeldSignals();
  try {
    write(file, text);
    await signals.arrive();
    signals.heed(`${file} is written`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new CommandError(`${file} cannot be written: ${code}`);
  } finally {
    signals.release();
  }
}

function write(file: string, text: string): void {
  const there = statSync(file, { throwIfNoEntry: false });
  if (there ? there.isFile() : !isLink(file)) replace(file, text, there?.mode);
  // A pipe or a device takes what comes, and a link to nothing has nothing to lose.
  else writeFileSync(file, text);
}

/** A link stays, and leads to the new file; so do the rights that the former one had. */
function replace(file: string, text: string, mode: number | undefined): void {
  const place = mode === undefined ? file : realpathSync(file);
  if (mode !== undefined) accessSync(place, constants.W_OK);
  const folder = mkdtempSync(`${place}.clinfra-`);
  try {
    const fresh = path.join(folder, 'new');
    writeFileSync(fresh, text);
    if (mode !== undefined) chmodSync(fresh, mode);
    renameSync(fresh, place);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
