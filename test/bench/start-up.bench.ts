import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const RUNS = 9;

/** A small environment, and the largest that there is. */
const STACKS = ['nilecare-development', 'nilecare-production'];

/**
 * What a preview may take, npm included: a second as somebody waits for it, and not much more than loading @pulumi/pulumi alone, which is what any Pulumi
 * program pays before its first line. A machine on which that takes 0.8 s is too slow for the second; the ratio holds everywhere.
 */
const MOST = { milliseconds: 1000, ratio: 2, megabytes: 200 };

/** Milliseconds of a whole process, from the outside. */
function time(command: string, ...args: readonly string[]): number {
  const began = process.hrtime.bigint();
  const { status, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return Number(process.hrtime.bigint() - began) / 1e6;
}

/** Of the process that npm starts for a preview. */
function peakMegabytes(stack: string): number {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const [, ...args]: string[] = [...scripts.preview.split(' '), stack];
  const reporter = path.join(__dirname, 'report-memory.cjs');
  const { output } = spawnSync(process.execPath, ['--require', reporter, ...args], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  return Number(output?.[3]) / 1024;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** A preview as a whole process, beside the least that a Pulumi program takes. */
export async function bench(): Promise<boolean> {
  const least: number[] = [];
  const previews = STACKS.map(stack => ({ stack, milliseconds: [] as number[] }));
  // Turn and turn about, so that a busy moment of the machine falls on all of them.
  for (let run = 0; run < RUNS; run++) {
    least.push(time(process.execPath, '-e', "require('@pulumi/pulumi')"));
    for (const { stack, milliseconds } of previews) milliseconds.push(time('npm', 'run', '--silent', 'preview', '--', stack));
  }
  console.log(`  node -e "require('@pulumi/pulumi')"  ${median(least).toFixed(0)} ms`);
  return previews
    .map(({ stack, milliseconds }) => {
      const taken = median(milliseconds);
      const ratio = taken / median(least);
      const megabytes = peakMegabytes(stack);
      const held = taken <= MOST.milliseconds && ratio <= MOST.ratio && megabytes <= MOST.megabytes;
      console.log(`  npm run preview -- ${stack}  ${taken.toFixed(0)} ms, at most ${MOST.milliseconds}`);
      console.log(
        `    ${ratio.toFixed(2)} times the first, at most ${MOST.ratio}; ${megabytes.toFixed(0)} MB, at most ${MOST.megabytes}: ${held ? 'held' : 'BROKEN'}`,
      );
      return held;
    })
    .every(Boolean);
}
