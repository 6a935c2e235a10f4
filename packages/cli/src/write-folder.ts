import { mkdirSync, realpathSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CommandError } from './command';
import { Draft } from './draft';
import { HeldSignals } from './held-signals';
import { isLink } from './named-file';
import { type Contents, foreignIn, mark, readMarker } from './written-folder';

export interface File {
  /** Below the folder, with `/` between the names. */
  readonly path: string;
  readonly text: string;
}

export interface Written {
  readonly files: number;
  /** Where something of the former folder stands still, and why. */
  readonly left?: string;
}

/**
 * Writes a folder whole or not at all, whatever ends the process meanwhile: everything goes to a draft, which takes its place when the last file is written.
 * Only while the draft is filled anything else can happen; what follows is one step. A folder that holds anything of somebody else's is refused.
 */
export async function writeFolder(target: string, files: Iterable<File>): Promise<Written> {
  const place = placeOf(target);
  const former = formerContents(target, place);
  const signals = new HeldSignals();
  const draft = new Draft(place, former);
  const close = () => draft.close();
  process.once('exit', close);
  try {
    draft.open();
    const count = await fill(draft.fresh, files, () => signals.heed(`${target} is as it was`));
    draft.takePlace();
    const left = draft.clear();
    await signals.arrive();
    signals.heed(left === undefined ? `${target} is written` : `${target} is written; of the former folder something stands still: ${left}`);
    return { files: count, ...(left !== undefined && { left }) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code) throw new CommandError(`${target} cannot be written: ${code}`);
    throw error;
  } finally {
    close();
    process.off('exit', close);
    signals.release();
  }
}

/** Where the folder stands or shall stand; a link stays, and leads to the new one. */
function placeOf(target: string): string {
  try {
    return realpathSync(target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw new CommandError(unreadable(target, code));
    if (isLink(target)) throw new CommandError(`${target} is a link to nothing; name a folder`);
    return target;
  }
}

/** What clinfra wrote there before; undefined where there is nothing yet. */
function formerContents(target: string, place: string): Contents | undefined {
  try {
    const ours = readMarker(place);
    const foreign = foreignIn(place, ours);
    if (foreign.length > 0) throw new CommandError(`${target} holds what clinfra did not write: ${listed(foreign)}; name a new or empty folder`);
    return ours;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw code === undefined ? error : new CommandError(unreadable(target, code));
  }
}

function unreadable(target: string, code: string | undefined): string {
  return code === 'ENOTDIR' ? `${target} is a file; name a folder` : `${target} cannot be read: ${code}`;
}

/** How many foreign files are named. */
const A_FEW = 3;

function listed(names: readonly string[]): string {
  const more = names.length - A_FEW;
  return more > 0 ? `${names.slice(0, A_FEW).join(', ')} and ${more} more` : names.join(', ');
}

/** Asks before each file whether it may go on; none is under way then. */
async function fill(folder: string, files: Iterable<File>, heed: () => void): Promise<number> {
  const names: string[] = [];
  for (const file of files) {
    heed();
    const full = path.join(folder, file.path);
    mkdirSync(path.dirname(full), { recursive: true });
    await writeFile(full, file.text, { flag: 'wx' });
    names.push(file.path);
  }
  heed();
  mark(folder, names);
  return names.length;
}
