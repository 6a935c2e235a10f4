import { execFileSync } from 'node:child_process';
import { errorCode } from './error-code';

/**
 * Ends processes with their descendants and with everything of the sessions that they lead: an engine puts its plugins into process groups
 * of their own, where a signal to its own group would not find them.
 */
export function endFamilies(leaders: ReadonlySet<number>): void {
  // Twice: something may have been started while the first list was read.
  for (let round = 0; round < 2; round++) for (const pid of membersOf(leaders)) end(pid);
}

/** Ends what a program that has ended left behind in the session that it led, such as an engine's language host. */
export function endOrphansOf(leader: number): void {
  for (const { pid, session } of processTable()) if (session === leader && pid !== leader) end(pid);
}

function membersOf(leaders: ReadonlySet<number>): ReadonlySet<number> {
  const found = new Set(leaders);
  const table = processTable();
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { pid, parent, session } of table) if (found.has(parent) || leaders.has(session)) found.add(pid);
  }
  return found;
}

function processTable() {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,sess='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map(line => {
    const [pid = 0, parent = 0, session = 0] = line.trim().split(/\s+/).map(Number);
    return { pid, parent, session };
  });
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
