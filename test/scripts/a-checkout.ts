import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SCRIPTS = path.resolve(__dirname, '..', '..', 'scripts');

/** A fresh clone in a temporary folder: our scripts, one package, and an `npx` that only notes when it was called and does what the test says. */
export class Checkout {
  readonly root = mkdtempSync(path.join(tmpdir(), 'clinfra-checkout-'));

  constructor() {
    cpSync(SCRIPTS, path.join(this.root, 'scripts'), { recursive: true });
    for (const folder of ['bin', 'apps', 'stacks', 'packages/core']) mkdirSync(path.join(this.root, folder), { recursive: true });
    for (const folder of ['.', 'stacks', 'packages/core']) this.write(`${folder}/package.json`, '{}');
    this.write('pnpm-lock.yaml', 'lock: 1');
    this.write('pnpm-workspace.yaml', 'packages: []');
    this.npxDoes('');
  }

  /** What `npx` does between making the folders that an install makes and ending well. */
  npxDoes(shell: string): void {
    const makeFolders = 'mkdir -p node_modules stacks/node_modules packages/core/node_modules';
    this.write('bin/npx', `#!/bin/sh\necho begin >> calls\n${makeFolders}\n${shell}\necho end >> calls\n`);
    chmodSync(path.join(this.root, 'bin', 'npx'), 0o755);
  }

  write(file: string, text: string): void {
    writeFileSync(path.join(this.root, file), text);
  }

  /** What `npx` noted, in the order in which it happened. */
  get calls(): readonly string[] {
    try {
      return readFileSync(path.join(this.root, 'calls'), 'utf8').trim().split('\n');
    } catch {
      return [];
    }
  }

  /** The environment in which that `npx` is the first to be found. */
  get env(): NodeJS.ProcessEnv {
    return { ...process.env, PATH: `${path.join(this.root, 'bin')}${path.delimiter}${process.env.PATH}` };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
