import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { type PackedPackage, packageFolders, ROOT } from './packed-package';

/** What a consumer brings beside our packages and their peers: a compiler. */
const COMPILER = ['@types/node', 'typescript'];

/** Versions by package. */
type Versions = Readonly<Record<string, string>>;

interface Lock {
  readonly importers: Readonly<Record<string, { readonly devDependencies: Readonly<Record<string, { readonly version: string }>> }>>;
}

/** The peers that our packages ask for, each in the lowest version that they say they take. */
export function lowestPeers(): Versions {
  const lowest: Record<string, string> = {};
  for (const [name, range] of packageFolders().flatMap(peersOf)) {
    const version = /^\^(\d+\.\d+\.\d+)$/.exec(range)?.[1];
    if (version === undefined) throw new Error(`a range of peers must be written ^x.y.z, got ${range} for ${name}`);
    if ((lowest[name] ?? version) !== version) throw new Error(`all packages must take the same versions of ${name}, got ${version} and ${lowest[name]}`);
    lowest[name] = version;
  }
  return lowest;
}

function peersOf(stem: string): readonly (readonly [name: string, range: string])[] {
  const { peerDependencies }: { readonly peerDependencies: Versions } = JSON.parse(readFileSync(path.join(ROOT, 'packages', stem, 'package.json'), 'utf8'));
  return Object.entries(peerDependencies);
}

/** Whether there is a registry that can be asked for what the set-up has not fetched. */
export function registryAnswers(): boolean {
  return spawnSync('npm', ['view', 'constructs', 'version', '--fetch-retries=0', '--fetch-timeout=5000'], { stdio: 'ignore' }).status === 0;
}

/**
 * Makes a project of another repository in `folder`: the packed packages, the files of test/packages/consumer, the reference platform, and the peers,
 * in the versions of our lock file unless others are given. With those that the set-up has already fetched nothing has to be asked for.
 */
export function installConsumer(folder: string, packed: readonly PackedPackage[], given: Versions = {}): void {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(path.join(__dirname, 'consumer'))) copyFileSync(path.join(__dirname, 'consumer', file), path.join(folder, file));
  cpSync(path.join(ROOT, 'test', 'reference'), path.join(folder, 'reference'), { recursive: true, filter: file => !file.endsWith('.test.ts') });

  const lock: Lock = parse(readFileSync(path.join(ROOT, 'pnpm-lock.yaml'), 'utf8'));
  const names = [...new Set([...COMPILER, ...Object.keys(lowestPeers())])].sort();
  const locked = Object.fromEntries(names.filter(name => given[name] === undefined).map(name => [name, lockedVersion(lock, name)]));
  const plain = Object.fromEntries(names.map(name => [name, given[name] ?? locked[name]?.replace(/\(.*/, '')]));
  const tarballs = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]));

  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, dependencies: { ...tarballs, ...plain } }, null, 2));
  // A package names a sibling by its version, which no registry has yet.
  writeFileSync(path.join(folder, 'pnpm-workspace.yaml'), stringify({ overrides: tarballs, autoInstallPeers: false, onlyBuiltDependencies: [] }));
  const importer = { dependencies: Object.fromEntries(Object.entries(locked).map(([name, version]) => [name, { specifier: plain[name], version }])) };
  writeFileSync(path.join(folder, 'pnpm-lock.yaml'), stringify({ ...lock, catalogs: undefined, importers: { '.': importer } }));

  const args = ['--yes', '--prefer-offline', 'pnpm@10', 'install', '--prefer-offline', '--no-frozen-lockfile', '--ignore-scripts'];
  execFileSync('npx', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function lockedVersion(lock: Lock, name: string): string {
  const version = lock.importers['.']?.devDependencies[name]?.version;
  if (version === undefined) throw new Error(`the lock file pins no ${name} for the top`);
  return version;
}
