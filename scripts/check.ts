import { spawn } from 'node:child_process';
import path from 'node:path';
import { importFindings } from './directions';

interface Outcome {
  readonly passed: boolean;
  readonly output: string;
}

/** Types, lint and format, directions of imports. All of them run and tell what they found, whichever fails; resolves with the exit code. */
export async function check(root: string): Promise<number> {
  const lanes: readonly (readonly [name: string, outcome: Promise<Outcome>])[] = [
    ['types', tool(root, 'tsc', ['--build', ...colour('--pretty')])],
    ['lint and format', tool(root, 'biome', ['check', ...colour('--colors=force')])],
    ['directions', directions(root)],
  ];
  let passed = true;
  for (const [name, pending] of lanes) {
    const outcome = await pending;
    passed &&= outcome.passed;
    const output = outcome.passed ? '' : outcome.output.trimEnd();
    process.stdout.write(`${outcome.passed ? 'passed' : 'FAILED'}  ${name}\n${output === '' ? '' : `${output}\n`}`);
  }
  return passed ? 0 : 1;
}

/** Formats what can be formatted and fixes what has a safe fix; resolves with the exit code. */
export async function format(root: string): Promise<number> {
  const { passed, output } = await tool(root, 'biome', ['check', '--write', ...colour('--colors=force')]);
  process.stdout.write(output);
  return passed ? 0 : 1;
}

async function directions(root: string): Promise<Outcome> {
  const findings = importFindings(root);
  return { passed: findings.length === 0, output: findings.join('\n') };
}

/** Output is kept until the tool has ended, so that tools that run at the same time do not mix their lines. */
function tool(root: string, name: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(root, 'node_modules', '.bin', name), args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', reject);
    child.once('close', code => resolve({ passed: code === 0, output }));
  });
}

function colour(option: string): readonly string[] {
  return process.stdout.isTTY ? [option] : [];
}
