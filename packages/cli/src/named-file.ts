import { lstatSync, readFileSync, type Stats, statSync } from 'node:fs';
import { CommandError, UsageError } from './command';

/** A file that the command line names. */
export function statOf(file: string): Stats {
  try {
    return statSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new UsageError(`${file} does not exist`);
    throw new CommandError(`${file} cannot be read: ${code}`);
  }
}

/** What stands in a file that the command line names. */
export function textOf(file: string): string {
  statOf(file);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? error}`);
  }
}

/** Whether it is a link, wherever that leads. */
export function isLink(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
