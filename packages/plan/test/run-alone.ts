import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** What became of a program in a process of its own, which jest's handling of errors does not reach. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script beside the tests (`programs/NAME.ts`) under plain Node. */
export function runAlone(script: string, ...args: string[]): Ended {
  const file = resolve(__dirname, 'programs', script);
  const flags = ['--conditions=@clinfra/source', '--require', require.resolve('tsx/cjs')];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, file, ...args], { encoding: 'utf8', timeout: 30_000 });
  return { status, stdout, stderr };
}
