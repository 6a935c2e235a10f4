import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Contents, removeOurs } from './written-folder';

/**
 * A temporary folder in which a new folder grows and the former one waits to be removed. It stands beside the place that it is for, so that two renames
 * exchange them. An empty folder is filled where it is, and so is a mount: neither who stands in it nor a mount would follow a rename.
 */
export class Draft {
  readonly #place: string;
  readonly #former: Contents | undefined;
  readonly #isInside: boolean;
  /** The folders above the place that were not there. */
  readonly #made: string[] = [];
  #folder = '';

  /** `former` is what clinfra wrote to the place before; undefined where nothing stands there. */
  constructor(place: string, former: Contents | undefined) {
    this.#place = place;
    this.#former = former;
    this.#isInside = former !== undefined && (former.files.size === 0 || isMount(place));
  }

  /** Where the new folder grows. */
  get fresh(): string {
    return path.join(this.#folder, 'new');
  }

  get #aside(): string {
    return path.join(this.#folder, 'former');
  }

  open(): void {
    makeFolder(path.dirname(this.#place), this.#made);
    this.#folder = mkdtempSync(this.#isInside ? path.join(this.#place, DRAFT) : this.#place + DRAFT);
    mkdirSync(this.fresh);
  }

  /** Puts the new folder into the place of the former one. Where that cannot be done, all is as it was. */
  takePlace(): void {
    if (this.#isInside) mkdirSync(this.#aside);
    const moved: Move[] = [];
    try {
      for (const move of this.#isInside ? this.#entries() : this.#wholes()) {
        renameSync(move.from, move.to);
        moved.unshift(move);
      }
    } catch (error) {
      for (const { from, to } of moved) renameSync(to, from);
      throw error;
    }
  }

  *#wholes(): Iterable<Move> {
    if (this.#former) yield { from: this.#place, to: this.#aside };
    yield { from: this.fresh, to: this.#place };
  }

  *#entries(): Iterable<Move> {
    for (const name of readdirSync(this.#place))
      if (this.#former?.files.has(name) || this.#former?.folders.has(name)) yield { from: path.join(this.#place, name), to: path.join(this.#aside, name) };
    for (const name of readdirSync(this.fresh)) {
      const to = path.join(this.#place, name);
      // Somebody else was quicker.
      if (existsSync(to)) throw Object.assign(new Error(`${to} is there`), { code: 'EEXIST' });
      yield { from: path.join(this.fresh, name), to };
    }
  }

  /** Removes what is no longer needed; what could not be removed takes nothing from what was written, and is only said. */
  clear(): string | undefined {
    if (!this.#former) return undefined;
    try {
      removeOurs(this.#aside, this.#former);
      return undefined;
    } catch (error) {
      return `${this.#aside}: ${(error as NodeJS.ErrnoException).code ?? error}`;
    }
  }

  /** Removes what it made besides what took its place. The former folder is never touched here. */
  close(): void {
    if (this.#folder !== '') {
      // At the end of the process one file may be under way still.
      ignoring(() => rmSync(this.fresh, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 }));
      removeEmpty([this.#folder, this.#aside]);
    }
    removeEmpty(this.#made);
  }
}

interface Move {
  readonly from: string;
  readonly to: string;
}

const DRAFT = '.clinfra-';

function isMount(folder: string): boolean {
  return statSync(folder).dev !== statSync(path.dirname(folder)).dev;
}

/** With those above it, noting what it makes. Node's own way to do that never ends where a file system makes no folders. */
function makeFolder(folder: string, made: string[]): void {
  try {
    mkdirSync(folder);
    made.push(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    const above = path.dirname(folder);
    if (code !== 'ENOENT' || existsSync(above)) throw error;
    makeFolder(above, made);
    makeFolder(folder, made);
  }
}

/** Those in which nothing stands, the last first. */
function removeEmpty(folders: readonly string[]): void {
  for (const folder of [...folders].reverse()) ignoring(() => rmdirSync(folder));
}

function ignoring(removal: () => void): void {
  try {
    removal();
  } catch {
    // It is not there, or not empty.
  }
}
