import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeWithEngines } from './harness/describe-with-engines';
import { errorCode } from './harness/error-code';
import { REPOSITORY } from './harness/repository';
import { runCommand } from './harness/run-command';

interface Held {
  readonly pids: readonly number[];
  readonly folder: string;
}

/** Starts something in a process of its own, ends that process by the signal, and gives what it had started. */
async function heldUntil(signal: NodeJS.Signals, what: string): Promise<Held> {
  const command = ['--require', path.join(REPOSITORY, 'scripts', 'register.cjs'), path.join(__dirname, 'harness', 'hold.ts'), what];
  const holder = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(holder.stdout, 'data');
  const held: Held = JSON.parse(String(line));
  expect([held.pids.filter(isAlive), existsSync(held.folder)]).toEqual([held.pids, true]);
  holder.kill(signal);
  await once(holder, 'exit');
  return held;
}

async function isGone({ pids, folder }: Held): Promise<boolean> {
  for (const end = Date.now() + 10_000; Date.now() < end; await sleep(100)) {
    if (!pids.some(isAlive) && !existsSync(folder)) return true;
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false;
    throw error;
  }
}

describe('a lane leaves no process and no file when it is ended from outside', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('by %s, while a command runs', async signal => {
    expect(await isGone(await heldUntil(signal, 'command'))).toBe(true);
  });

  it('nor when a command of its ends and leaves a child behind', async () => {
    const { code, timedOut, stdout } = await runCommand('sh', ['-c', 'sleep 600 & echo $!'], { env: { PATH: process.env.PATH ?? '' }, timeLimit: 10 });
    expect({ code, timedOut, gone: await isGone({ pids: [Number(stdout)], folder: 'none' }) }).toEqual({ code: 0, timedOut: false, gone: true });
  });

  describeWithEngines('while a control plane runs', ['control plane'], () => {
    it('by SIGKILL', async () => {
      expect(await isGone(await heldUntil('SIGKILL', 'control-plane'))).toBe(true);
    });
  });
});
