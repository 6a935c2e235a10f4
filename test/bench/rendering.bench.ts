import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Inventory } from '@clinfra/core';
import { documents, type Manifest, renderSite } from '@clinfra/kubernetes';
import type { Bench } from '../../scripts/bench';
import { addresses, generatedPlatform } from './generated-platform';

const SIZES = [100, 1000, 5000] as const;
const ROUNDS = { 100: 25, 1000: 11, 5000: 5 } as const;

/** What rendering may cost: against JSON.stringify of the same objects, from 1,000 to 5,000 services, and in memory. */
const BOUNDS = { againstJson: 3.5, growth: 5.5, peakMegabytes: 450 } as const;

/** cdk8s-plus is measured at the largest size only where that is a matter of seconds. */
const PATIENCE_SECONDS = 25;

interface Round {
  readonly objects: number;
  readonly total: number;
  readonly render: number;
  readonly yaml: number;
  readonly json: number;
}

/** Rendering a generated platform to YAML text, beside JSON.stringify and beside plain cdk8s-plus. */
export const bench: Bench = async () => {
  const totals = new Map<number, number>();
  let held = true;
  console.log('services   objects  render ms  yaml ms  both ms  JSON ms  both/JSON  peak MB');
  for (const size of SIZES) {
    const rounds = measure(size);
    const ratio = median(rounds.map(({ total, json }) => total / json));
    const peak = Math.round(inChild<Peak>('peak', size).megabytes);
    totals.set(size, median(rounds.map(({ total }) => total)));
    held &&= ratio <= BOUNDS.againstJson && peak <= BOUNDS.peakMegabytes;
    const times = (['render', 'yaml', 'total', 'json'] as const).map(part => median(rounds.map(round => round[part])).toFixed(1));
    console.log(row([size, rounds[0]?.objects ?? 0, ...times, ratio.toFixed(2), peak], [8, 9, 10, 8, 8, 8, 10, 8]));
  }
  const growth = (totals.get(5000) ?? 0) / (totals.get(1000) ?? 1);
  held &&= growth <= BOUNDS.growth;
  console.log(`5,000 against 1,000 services: ${growth.toFixed(2)} times`);
  console.log(`bounds: both/JSON ${BOUNDS.againstJson}, growth ${BOUNDS.growth}, peak ${BOUNDS.peakMegabytes} MB: ${held ? 'held' : 'BROKEN'}`);
  comparePlain();
  return held;
};

/** What the same model costs with level-2 constructs of cdk8s-plus and App.synth; for comparison, without a bound. */
function comparePlain(): void {
  console.log('\nplain cdk8s-plus level 2, App.synth\nservices  seconds  peak MB');
  let last = 0;
  for (const size of SIZES) {
    if (last * (size / 1000) > PATIENCE_SECONDS) {
      console.log(row([size, 'more than', PATIENCE_SECONDS], [8, 10, 3]));
      continue;
    }
    const { seconds, megabytes } = inChild<Peak & { readonly seconds: number }>('plain', size);
    last = seconds / (size / 1000);
    console.log(row([size, seconds.toFixed(2), Math.round(megabytes)], [8, 8, 8]));
  }
}

/**
 * Every round measures everything once, so that what else the machine does weighs on all of it alike. Each has a platform of its own: a
 * process renders a platform once, and texts that an earlier round has written would be known already.
 */
function measure(size: (typeof SIZES)[number]): readonly Round[] {
  const rounds = Array.from({ length: ROUNDS[size] + 1 }, (_, round) => measureOnce(generatedPlatform(size, `${round}x`)));
  return rounds.slice(1);
}

function measureOnce(inventory: Inventory): Round {
  const site = inventory.sites[0];
  if (!site) throw new Error('the generated platform has no site');
  const render = function* () {
    for (const { manifests } of renderSite(inventory, site, addresses)) yield manifests;
  };
  const total = time(() => sum(render(), manifests => Buffer.byteLength(documents(manifests))));
  const finished: (readonly Manifest[])[] = [];
  const rendering = time(() => finished.push(...render()));
  const yaml = time(() => sum(finished, manifests => Buffer.byteLength(documents(manifests))));
  const json = time(() => sum(finished, manifests => Buffer.byteLength(JSON.stringify(manifests))));
  return { objects: sum(finished, ({ length }) => length), total, render: rendering, yaml, json };
}

function sum<Item>(items: Iterable<Item>, of: (item: Item) => number): number {
  let result = 0;
  for (const item of items) result += of(item);
  return result;
}

function time(run: () => void): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function row(cells: readonly (string | number)[], widths: readonly number[]): string {
  return cells.map((cell, index) => String(cell).padStart(widths[index] ?? 0)).join(' ');
}

interface Peak {
  readonly megabytes: number;
}

/** A process of its own for each figure of memory: a peak cannot be taken back. */
function inChild<Result>(task: string, size: number): Result {
  const register = path.join(__dirname, '../../scripts/register.cjs');
  return JSON.parse(execFileSync(process.execPath, ['--require', register, __filename, task, String(size)], { encoding: 'utf8' }));
}

/** The text is consumed domain by domain, as a writer of files does. */
function peakOf(size: number): Peak {
  const inventory = generatedPlatform(size, '');
  for (const site of inventory.sites) for (const { manifests } of renderSite(inventory, site, addresses)) Buffer.byteLength(documents(manifests));
  return { megabytes: peakMegabytes() };
}

function plainOf(size: number): Peak & { readonly seconds: number } {
  const { synthesizePlain }: typeof import('./plain-cdk8s-plus') = require('./plain-cdk8s-plus');
  const outdir = mkdtempSync(path.join(tmpdir(), 'clinfra-bench-'));
  const seconds = time(() => synthesizePlain(size, outdir)) / 1000;
  rmSync(outdir, { recursive: true });
  return { seconds, megabytes: peakMegabytes() };
}

function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}

if (require.main === module) {
  const [task, size] = process.argv.slice(2);
  if (task === 'peak') console.log(JSON.stringify(peakOf(Number(size))));
  else if (task === 'plain') console.log(JSON.stringify(plainOf(Number(size))));
  else
    void bench().then(held => {
      process.exitCode = held ? 0 : 1;
    });
}
