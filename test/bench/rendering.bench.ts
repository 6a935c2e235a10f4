import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Inventory } from '@clinfra/core';
import { documents, type Manifest, renderSite } from '@clinfra/kubernetes';
import type { Bench } from '../../scripts/bench';
import { addresses, generatedPlatform, type Surroundings } from './generated-platform';

const SIZES = [100, 1000, 5000] as const;

/**
 * A round is as much work at every size, or one platform where that is more: many small ones, one after the other. So is what comes before the
 * first round: V8 compiles what runs often while it runs, for as long as some thousand services take, and JSON.stringify was compiled long ago.
 * A short measurement would be one of V8's compiler. What a process pays that renders once stands beside it, without a bound, as `first ms`.
 */
const SERVICES_A_ROUND = 1000;
const SERVICES_BEFORE = 3000;
const ROUNDS = { 100: 11, 1000: 11, 5000: 5 } as const;

/** What rendering may cost: against JSON.stringify of the same objects, from 1,000 to 5,000 services, and in memory. */
const BOUNDS = { againstJson: 3.5, growth: 5.5, peakMegabytes: 450 } as const;

/** cdk8s-plus is measured at a size only where that takes no longer; from 1,000 to 5,000 services its time was seen to grow up to twelvefold. */
const PATIENCE_SECONDS = 30;
const PLAIN_GROWTH = 1.6;

interface Figures {
  readonly objects: number;
  readonly total: number;
  readonly render: number;
  readonly yaml: number;
  readonly json: number;
}

const ABOUT = { plain: 'a cluster with nothing beside it', meshed: 'a cluster with a mesh, Prometheus and every autoscaler' } as const satisfies Record<
  Surroundings,
  string
>;

/** Rendering a generated platform to YAML text, beside JSON.stringify and beside plain cdk8s-plus. */
export const bench: Bench = async () => {
  const held = (['plain', 'meshed'] as const).map(measureIn);
  comparePlain();
  return held.every(Boolean);
};

function measureIn(surroundings: Surroundings): boolean {
  let held = true;
  console.log(`${surroundings === 'plain' ? '' : '\n'}${ABOUT[surroundings]}`);
  console.log('services   objects  render ms  yaml ms  both ms  JSON ms  both/JSON  first ms  peak MB');
  for (const size of SIZES) {
    const measured = measure(size, surroundings);
    const ratio = median(measured.map(({ total, json }) => total / json));
    const alone = inChild<Alone>('alone', size, surroundings);
    const peak = Math.round(alone.megabytes);
    held &&= ratio <= BOUNDS.againstJson && peak <= BOUNDS.peakMegabytes;
    const times = (['render', 'yaml', 'total', 'json'] as const).map(part => median(measured.map(figures => figures[part])).toFixed(1));
    const cells = [size, measured[0]?.objects ?? 0, ...times, ratio.toFixed(2), alone.milliseconds.toFixed(0), peak];
    console.log(row(cells, [8, 9, 10, 8, 8, 8, 10, 9, 8]));
  }
  const growth = measureGrowth(surroundings);
  held &&= growth <= BOUNDS.growth;
  console.log(`5,000 against 1,000 services: ${growth.toFixed(2)} times`);
  console.log(`bounds: both/JSON ${BOUNDS.againstJson}, growth ${BOUNDS.growth}, peak ${BOUNDS.peakMegabytes} MB: ${held ? 'held' : 'BROKEN'}`);
  return held;
}

/** What the same model costs with level-2 constructs of cdk8s-plus and App.synth; for comparison, without a bound. */
function comparePlain(): void {
  console.log('\nplain cdk8s-plus level 2, App.synth\nservices  seconds  peak MB');
  let last = 0;
  for (const size of SIZES) {
    if (last * (size / 1000) * PLAIN_GROWTH > PATIENCE_SECONDS) {
      console.log(row([size, 'more than', PATIENCE_SECONDS], [8, 10, 3]));
      continue;
    }
    const { seconds, megabytes } = inChild<Peak & { readonly seconds: number }>('cdk8s', size, 'plain');
    last = seconds / (size / 1000);
    console.log(row([size, seconds.toFixed(2), Math.round(megabytes)], [8, 8, 8]));
  }
}

/**
 * Every round measures everything once, so that what else the machine does weighs on all of it alike. Each rendering is of a platform of its
 * own: a process renders a platform once, and texts that an earlier round has written would be known already. The figures are those of one platform.
 */
function measure(size: (typeof SIZES)[number], surroundings: Surroundings): readonly Figures[] {
  const platforms = (services: number) => Math.max(1, services / size);
  for (let warming = 0; warming < platforms(SERVICES_BEFORE); warming++) measureOnce(generatedPlatform(size, `${warming}w`, surroundings));
  return Array.from({ length: ROUNDS[size] }, (_, round) =>
    mean(Array.from({ length: platforms(SERVICES_A_ROUND) }, (_, part) => measureOnce(generatedPlatform(size, `${round}x${part}x`, surroundings)))),
  );
}

function mean(measured: readonly Figures[]): Figures {
  const of = (part: keyof Figures) => sum(measured, figures => figures[part]) / measured.length;
  return { objects: of('objects'), total: of('total'), render: of('render'), yaml: of('yaml'), json: of('json') };
}

/** One platform of 5,000 services against the mean of five of 1,000, which are as much work in the same minute. */
function measureGrowth(surroundings: Surroundings): number {
  const ratios = Array.from({ length: ROUNDS[5000] }, (_, round) => {
    const small = Array.from({ length: 5 }, (_, part) => measureTotal(generatedPlatform(1000, `${round}y${part}y`, surroundings)));
    return measureTotal(generatedPlatform(5000, `${round}z`, surroundings)) / (sum(small, milliseconds => milliseconds) / small.length);
  });
  return median(ratios);
}

function measureOnce(inventory: Inventory): Figures {
  const total = measureTotal(inventory);
  const finished: (readonly Manifest[])[] = [];
  const render = time(() => finished.push(...rendered(inventory)));
  const yaml = time(() => sum(finished, manifests => Buffer.byteLength(documents(manifests))));
  const json = time(() => sum(finished, manifests => Buffer.byteLength(JSON.stringify(manifests))));
  return { objects: sum(finished, ({ length }) => length), total, render, yaml, json };
}

/** From the declaration to text that is whole, domain by domain. */
function measureTotal(inventory: Inventory): number {
  return time(() => sum(rendered(inventory), manifests => Buffer.byteLength(documents(manifests))));
}

function* rendered(inventory: Inventory): Iterable<readonly Manifest[]> {
  for (const site of inventory.sites) for (const { manifests } of renderSite(inventory, site, addresses)) yield manifests;
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

interface Alone extends Peak {
  readonly milliseconds: number;
}

/** A process of its own for each figure of memory and for each first time: neither can be taken back. */
function inChild<Result>(task: string, size: number, surroundings: Surroundings): Result {
  const register = path.join(__dirname, '../../scripts/register.cjs');
  return JSON.parse(execFileSync(process.execPath, ['--require', register, __filename, task, String(size), surroundings], { encoding: 'utf8' }));
}

/** The first rendering of a process. The text is consumed domain by domain, as a writer of files does. */
function aloneOf(size: number, surroundings: Surroundings): Alone {
  const milliseconds = measureTotal(generatedPlatform(size, '', surroundings));
  return { milliseconds, megabytes: peakMegabytes() };
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
  const [task, size, surroundings] = process.argv.slice(2);
  if (task === 'alone') console.log(JSON.stringify(aloneOf(Number(size), surroundings as Surroundings)));
  else if (task === 'cdk8s') console.log(JSON.stringify(plainOf(Number(size))));
  else
    void bench().then(held => {
      process.exitCode = held ? 0 : 1;
    });
}
