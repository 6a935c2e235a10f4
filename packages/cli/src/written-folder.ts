import { readdirSync, readFileSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The file by which a folder is known as ours. It lists what was written there, so that nothing else is ever taken for ours. */
const MARKER = '.clinfra-synth';
const MARKER_TEXT = 'This folder was written by `clinfra synth` and is replaced as a whole by the next run. What was written:';

/** What clinfra wrote to a folder, by paths below it with `/` between the names. */
export interface Contents {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

function contentsOf(files: readonly string[]): Contents {
  const folders = files.flatMap(file => {
    const parts = file.split('/').slice(0, -1);
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  });
  return { files: new Set(files), folders: new Set(folders) };
}

export function mark(folder: string, files: readonly string[]): void {
  writeFileSync(path.join(folder, MARKER), [MARKER_TEXT, ...[...files].sort(), ''].join('\n'), { flag: 'wx' });
}

/** What a marker lists; a folder without one holds nothing of ours. */
export function readMarker(folder: string): Contents {
  const [text, ...files] = textOf(path.join(folder, MARKER)).split(/\r?\n/);
  return contentsOf(text === MARKER_TEXT ? [MARKER, ...files.filter(file => file !== '')] : []);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** What stands in a folder and was not written by clinfra, by path. What is below a foreign folder is not told. */
export function foreignIn(folder: string, ours: Contents): readonly string[] {
  return [...entriesOf(folder, ours)].filter(({ isOurs }) => !isOurs).map(({ name }) => name);
}

/** Removes what clinfra wrote to a folder, and the folder; fails where somebody else's things stand in it. */
export function removeOurs(folder: string, ours: Contents): void {
  for (const { name, isOurs, isFolder } of entriesOf(folder, ours)) {
    if (isOurs && isFolder) rmdirSync(path.join(folder, name));
    else if (isOurs) unlinkSync(path.join(folder, name));
  }
  rmdirSync(folder);
}

interface Entry {
  readonly name: string;
  readonly isOurs: boolean;
  readonly isFolder: boolean;
}

/** What stands in a folder as it is, each folder behind what is in it; no link is followed. */
function* entriesOf(folder: string, ours: Contents, below = ''): Iterable<Entry> {
  for (const entry of readdirSync(path.join(folder, below), { withFileTypes: true })) {
    const name = below + entry.name;
    const isFolder = entry.isDirectory();
    const isOurs = isFolder ? ours.folders.has(name) : entry.isFile() && ours.files.has(name);
    if (isOurs && isFolder) yield* entriesOf(folder, ours, `${name}/`);
    yield { name, isOurs, isFolder };
  }
}
