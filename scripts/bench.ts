import { readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * What a file in test/bench exports as `bench`: it measures, prints what it found, and resolves with whether its bounds held.
 */
export type Bench = () => Promise<boolean>;

/** Runs the benchmarks one after the other, all or those whose file name contains a given word; resolves with the exit code. */
export async function bench(root: string, words: readonly string[]): Promise<number> {
  const folder = path.join(root, 'test', 'bench');
  const files = readdirSync(folder)
    .filter(name => name.endsWith('.bench.ts') && (words.length === 0 || words.some(word => name.includes(word))))
    .sort();
  if (files.length === 0) {
    console.error(`clinfra: no benchmark in test/bench has a name with ${words.join(' or ')}; leave the word out to run all`);
    return 2;
  }
  let held = true;
  for (const name of files) {
    console.log(`\n${name.replace(/\.bench\.ts$/, '')}`);
    const { bench: measure }: { readonly bench: Bench } = require(path.join(folder, name));
    held = (await measure()) && held;
  }
  return held ? 0 : 1;
}
