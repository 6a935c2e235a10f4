import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { REPOSITORY } from './repository';

/** What the janitor is told, a line of JSON each. */
export type Note = { readonly started: number } | { readonly ended: number } | { readonly made: string } | { readonly removed: string };

let janitor: ChildProcess | undefined;

/** Has a process end with this one, at the latest. It must lead a session of its own (`detached`), so that all that it starts is found. */
export function endWithUs(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  tell({ started: pid });
  child.once('exit', () => tell({ ended: pid }));
}

/** A folder that is removed with this process, at the latest. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), `clinfra-${name}-`));
  tell({ made: folder });
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  tell({ removed: folder });
}

/** Ends and removes everything now. */
export async function cleanUp(): Promise<void> {
  const leaving = janitor;
  if (!leaving) return;
  janitor = undefined;
  const left = new Promise(resolve => leaving.once('exit', resolve));
  leaving.ref();
  leaving.stdin?.end();
  await left;
}

function tell(note: Note): void {
  janitor ??= hire();
  janitor.stdin?.write(`${JSON.stringify(note)}\n`);
}

function hire(): ChildProcess {
  const command = ['--require', path.join(REPOSITORY, 'scripts', 'register.cjs'), path.join(__dirname, 'janitor-process.ts')];
  // Its errors are worth seeing; nothing else of it is.
  const hired = spawn(process.execPath, command, { cwd: tmpdir(), detached: true, stdio: ['pipe', 'ignore', 'inherit'] });
  hired.unref();
  // A note that comes when it has left concerns something that it has ended.
  hired.stdin?.on('error', () => undefined);
  return hired;
}
