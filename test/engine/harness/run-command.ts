import { spawn } from 'node:child_process';
import { endFamilies, endOrphansOf } from './families';
import { endWithUs } from './janitor';

export interface CommandOptions {
  /** The whole environment; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** What it reads from its standard input. */
  readonly input?: string;
  /** After how many seconds it is ended. */
  readonly timeLimit: number;
}

export interface Ended {
  /** The exit code; undefined where a signal ended it. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  /** Whether it took longer than it was given. */
  readonly timedOut: boolean;
}

/** Runs a program to its end, with everything that it starts; never rejects because of how it ends. */
export function runCommand(command: string, args: readonly string[], { env, cwd, input = '', timeLimit }: CommandOptions): Promise<Ended> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { env: { ...env }, detached: true, stdio: 'pipe', ...(cwd !== undefined && { cwd }) });
    endWithUs(child);
    let [stdout, stderr, timedOut] = ['', '', false];
    child.stdout.setEncoding('utf8').on('data', text => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', text => {
      stderr += text;
    });
    const timer = setTimeout(() => {
      timedOut = true;
      if (child.pid !== undefined) endFamilies(new Set([child.pid]));
    }, timeLimit * 1000);
    child.once('error', reject);
    // Otherwise whoever it left behind would hold its output open, and stay.
    child.once('exit', () => {
      if (child.pid !== undefined) endOrphansOf(child.pid);
    });
    child.once('close', code => {
      clearTimeout(timer);
      resolve({ code: code ?? undefined, stdout, stderr, timedOut, seconds: (performance.now() - began) / 1000 });
    });
    // A program that ends without reading is judged by its exit code.
    child.stdin.on('error', () => undefined).end(input);
  });
}
