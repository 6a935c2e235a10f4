import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { type PackedPackage, ROOT } from './packed-package';

/** What a consumer brings beside our packages: the peers, and a compiler. */
const PEERS = ['@pulumi/aws', '@pulumi/kubernetes', '@pulumi/pulumi', '@types/node', 'cdk8s', 'cdk8s-plus-27', 'constructs', 'typescript'];

interface Lock {
  readonly importers: Readonly<Record<string, { readonly devDependencies: Readonly<Record<string, { readonly version: string }>> }>>;
}

/** Makes a project of another repository in `folder`: the packed packages, their peers and the files of test/packages/consumer, installed. */
export function installConsumer(folder: string, packed: readonly PackedPackage[]): void {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(path.join(__dirname, 'consumer'))) copyFileSync(path.join(__dirname, 'consumer', file), path.join(folder, file));

  const lock: Lock = parse(readFileSync(path.join(ROOT, 'pnpm-lock.yaml'), 'utf8'));
  const peers = Object.fromEntries(PEERS.map(name => [name, lockedVersion(lock, name)]));
  const tarballs = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const plain = Object.fromEntries(Object.entries(peers).map(([name, version]) => [name, version.replace(/\(.*/, '')]));

  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, dependencies: { ...tarballs, ...plain } }, null, 2));
  // A package names a sibling by its version, which no registry has yet.
  writeFileSync(path.join(folder, 'pnpm-workspace.yaml'), stringify({ overrides: tarballs, autoInstallPeers: false, onlyBuiltDependencies: [] }));
  // With the versions that the set-up has already fetched nothing has to be asked for.
  const importer = { dependencies: Object.fromEntries(PEERS.map(name => [name, { specifier: plain[name], version: peers[name] }])) };
  writeFileSync(path.join(folder, 'pnpm-lock.yaml'), stringify({ ...lock, catalogs: undefined, importers: { '.': importer } }));

  const args = ['--yes', '--prefer-offline', 'pnpm@10', 'install', '--prefer-offline', '--no-frozen-lockfile', '--ignore-scripts'];
  execFileSync('npx', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function lockedVersion(lock: Lock, name: string): string {
  const version = lock.importers['.']?.devDependencies[name]?.version;
  if (version === undefined) throw new Error(`the lock file pins no ${name} for the top`);
  return version;
}
