import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sdkVersion } from './resource-types';

const root = path.resolve(__dirname, '..', '..', '..');

/** Puts the stand-in where the engine looks for version after version of the provider: `$PULUMI_HOME/plugins`. */
export function installAwsPlugin(pulumiHome: string): string {
  const folder = path.join(pulumiHome, 'plugins', `resource-aws-v${sdkVersion()}`);
  return writeCommand(folder, 'pulumi-resource-aws', 'main.ts');
}

/** Puts an `aws` into a folder that comes first on PATH; it gives Kubernetes clients the tokens of the tests' control planes. */
export function installAwsCommand(folder: string): string {
  return writeCommand(folder, 'aws', 'fake-aws-command.ts');
}

/** An executable that becomes Node, so that whoever started it is the parent of what runs. */
function writeCommand(folder: string, name: string, program: string): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  const quoted = [process.execPath, '--require', path.join(root, 'scripts', 'register.cjs'), path.join(__dirname, program)].map(word => `'${word}'`);
  writeFileSync(file, `#!/bin/sh\nexec ${quoted.join(' ')} "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}
