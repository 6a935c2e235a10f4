// A process of the tests that starts what a lane starts and then waits to be ended: `hold.ts control-plane` or `hold.ts command`.

import { spawn } from 'node:child_process';
import { ControlPlane } from './control-plane';
import { endWithUs, temporaryFolder } from './janitor';

async function start(what: string | undefined): Promise<{ readonly pids: readonly number[]; readonly folder: string }> {
  if (what === 'control-plane') return ControlPlane.start({ context: 'held', zones: ['a'] });
  const child = spawn('sh', ['-c', 'sleep 600 & exec sleep 601'], { detached: true, stdio: 'ignore' });
  endWithUs(child);
  return { pids: [child.pid ?? 0], folder: temporaryFolder('held') };
}

start(process.argv[2]).then(({ pids, folder }) => {
  process.stdout.write(`${JSON.stringify({ pids, folder })}\n`);
  setInterval(() => undefined, 1000);
});
