import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from './repository';
import { runCommand } from './run-command';

const STACKS = path.join(__dirname, '..', 'programs', 'environments.ts');

/** Writes the manifests of a stack into `folder` with the command that a user has, told where the stores answer. */
export async function synth(stack: string, connections: unknown, folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'connections.json');
  writeFileSync(file, JSON.stringify(connections));
  const out = path.join(folder, 'manifests');
  const command = ['scripts/run.cjs', 'clinfra', 'synth', stack, '--stacks', STACKS, '--out', out, '--connections', file];
  const { code, stdout, stderr } = await runCommand(process.execPath, command, { cwd: REPOSITORY, env: { PATH: process.env.PATH ?? '' }, timeLimit: 60 });
  if (code !== 0 || stdout.includes('left out')) throw new Error(`clinfra synth ended with ${code}\n${stdout}${stderr}`);
  return out;
}
