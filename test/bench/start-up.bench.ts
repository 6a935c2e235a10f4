import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const RUNS = 9;
/** Against loading @pulumi/pulumi alone, which is what any Pulumi program pays before its first line. */
const RATIO_AT_MOST = 2;
const MEGABYTES_AT_MOST = 200;

/** Milliseconds of a whole process, from the outside. */
function time(command: string, ...args: readonly string[]): number {
  const began = process.hrtime.bigint();
  const { status, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return Number(process.hrtime.bigint() - began) / 1e6;
}

function peakMegabytes(...args: readonly string[]): number {
  const reporter = path.join(__dirname, 'report-memory.cjs');
  const { output } = spawnSync(process.execPath, ['--require', reporter, ...args], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  return Number(output?.[3]) / 1024;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** A preview of NileCare production, as a whole process, beside the least that a Pulumi program takes. */
export async function bench(): Promise<boolean> {
  const bound: number[] = [];
  const command: number[] = [];
  const script: number[] = [];
  // Turn and turn about, so that a busy moment of the machine falls on all three.
  for (let run = 0; run < RUNS; run++) {
    bound.push(time(process.execPath, '-e', "require('@pulumi/pulumi')"));
    command.push(time(process.execPath, 'scripts/run.cjs', 'preview'));
    script.push(time('npm', 'run', '--silent', 'preview'));
  }
  const ratio = median(script) / median(bound);
  const megabytes = peakMegabytes('scripts/run.cjs', 'preview');
  const row = (what: string, values: readonly number[]) => console.log(`  ${what.padEnd(42)} ${median(values).toFixed(0).padStart(6)} ms`);
  row('node -e "require(\'@pulumi/pulumi\')"', bound);
  row('node scripts/run.cjs preview', command);
  row('npm run preview', script);
  console.log(`  npm run preview against the first           ${ratio.toFixed(2).padStart(6)}     at most ${RATIO_AT_MOST}`);
  console.log(`  peak memory of the preview                  ${megabytes.toFixed(0).padStart(6)} MB  at most ${MEGABYTES_AT_MOST}`);
  return ratio <= RATIO_AT_MOST && megabytes <= MEGABYTES_AT_MOST;
}
