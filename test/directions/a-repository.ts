import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SIBLINGS = ['core', 'checks', 'kubernetes', 'aws', 'stack', 'plan', 'cli', 'testing'];

/**
 * Writes a repository of our shape to a temporary folder, where every package declares every sibling and `constructs`, so that what a test finds is not
 * what was left undeclared; returns the folder. `files` are the sources that matter, by path.
 */
export function aRepository(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'clinfra-directions-'));
  const put = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  const dependencies = Object.fromEntries([...SIBLINGS, 'nilecare'].map(stem => [`@clinfra/${stem}`, '0.1.0']));
  const manifest = (name: string) =>
    JSON.stringify({
      name: `@clinfra/${name}`,
      exports: { '.': { '@clinfra/source': './src/index.ts' }, './part': { '@clinfra/source': './src/part.ts' } },
      dependencies,
      peerDependencies: { constructs: '*', cdk8s: '*', '@pulumi/pulumi': '*' },
      devDependencies: { ajv: '*' },
    });

  put('package.json', JSON.stringify({ name: 'clinfra', devDependencies: { yaml: '*' } }));
  for (const stem of SIBLINGS) put(`packages/${stem}/package.json`, manifest(stem));
  put('apps/nilecare/package.json', manifest('nilecare'));
  put('stacks/package.json', manifest('stacks'));
  for (const [file, text] of Object.entries(files)) put(file, text);
  return root;
}
