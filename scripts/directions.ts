import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { type Options, transformSync } from '@swc/core';
import * as ts from 'typescript';
import { circles } from './circles';

/** What the sources of each package may import of its siblings: everything to its left. A package that is not named here may import none. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  checks: ['core'],
  kubernetes: ['core', 'checks'],
  aws: ['core', 'checks'],
  stack: ['core', 'checks', 'kubernetes', 'aws'],
  plan: ['core', 'checks', 'kubernetes', 'aws', 'stack'],
  cli: ['core', 'checks', 'kubernetes', 'aws', 'stack', 'plan'],
  testing: ['core', 'checks', 'kubernetes', 'aws', 'stack', 'plan'],
};

/** Packages that stay free of targets and of the machine they run on. */
const pure: readonly string[] = ['core', 'checks'];

/** Folders at the top that belong to no package and that tests may therefore reach by path. */
const open: readonly string[] = ['scripts', 'stacks', 'test'];

interface Package {
  readonly folder: string;
  readonly name: string;
  /** What the package gives to whoever installs it. */
  readonly declared: ReadonlySet<string>;
  /** What is there while it is worked on. */
  readonly declaredForTests: ReadonlySet<string>;
  readonly siblings: readonly string[];
  /** The file behind each name by which others may import it. */
  readonly entries: ReadonlyMap<string, string>;
  readonly isPure: boolean;
}

interface Manifest {
  readonly name: string;
  readonly exports?: Readonly<Record<string, { readonly '@clinfra/source'?: string }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

interface Import {
  readonly file: string;
  readonly specifier: string;
}

/** Everything that is imported against the architecture, in the sources and tests of the repository at `root`, ordered by file. */
export function importFindings(root: string): readonly string[] {
  const top = readPackage(root, '.');
  const packages = workspaceFolders(root).map(folder => readPackage(root, folder));
  const graph = new Map<string, readonly string[]>();
  const findings: string[] = [];

  for (const owner of [...packages, top]) {
    for (const file of sourceFiles(root, owner)) {
      const imports = importsOf(root, file);
      graph.set(
        file,
        importsThatRun(root, file).flatMap(one => resolveImport(root, one, packages) ?? []),
      );
      const isTest = owner === top || file.startsWith(`${owner.folder}/test/`);
      for (const one of imports) findings.push(...(isTest ? testFindings(one, owner, top) : sourceFindings(root, one, owner, packages)));
    }
  }
  for (const circle of circles(graph)) {
    findings.push(
      `${circle[0]}: must not import itself by way of others, got ${circle.join(' -> ')}; move what they share to a file of its own [import-circle]`,
    );
  }
  return findings.sort();
}

function sourceFindings(root: string, one: Import, owner: Package, packages: readonly Package[]): readonly string[] {
  if (isRelative(one)) return staysInside(one, owner, [owner.folder]);
  const name = packageName(one.specifier);
  const stem = shortName(owner);
  if (owner.isPure && (isBuiltin(one.specifier) || name.startsWith('@pulumi/') || name.startsWith('cdk8s'))) {
    return [
      `${one.file}: must know neither a target nor the machine, as all of ${stem}, got ${one.specifier}; take what it gives as a parameter, or move the code to the right [pure-package]`,
    ];
  }
  if (isBuiltin(one.specifier) || name === owner.name) return [];
  const sibling = packages.find(other => other.name === name);
  if (sibling && !owner.siblings.includes(shortName(sibling))) {
    return [
      `${one.file}: must import only what stands to the left of ${stem} (${owner.siblings.join(', ') || 'nothing'}), got ${name}; move the code, or turn the dependency round [direction]`,
    ];
  }
  // Types of a development dependency leave no trace in what runs. That they leave none in the declarations either is for the test of the packed packages.
  if (owner.declared.has(name) || (owner.declaredForTests.has(name) && isErased(root, one))) return [];
  return [undeclared(one, name, `dependencies or peerDependencies of ${owner.folder}/package.json`)];
}

function testFindings(one: Import, owner: Package, top: Package): readonly string[] {
  if (isRelative(one)) return staysInside(one, owner, owner === top ? open : [owner.folder, ...open]);
  const name = packageName(one.specifier);
  if (isBuiltin(one.specifier) || name === owner.name || owner.declaredForTests.has(name) || top.declaredForTests.has(name)) return [];
  return [undeclared(one, name, 'devDependencies of package.json')];
}

function staysInside(one: Import, owner: Package, folders: readonly string[]): readonly string[] {
  const target = path.posix.join(path.posix.dirname(one.file), one.specifier);
  if (folders.some(folder => target === folder || target.startsWith(`${folder}/`))) return [];
  const where = owner.folder === '.' ? folders.join(', ') : owner.folder;
  return [`${one.file}: must reach by path only into ${where}, got ${one.specifier}; import the package by its name [reach-in]`];
}

function undeclared(one: Import, name: string, where: string): string {
  return `${one.file}: must import only what is declared, got ${name}; add it to ${where} [undeclared]`;
}

function workspaceFolders(root: string): readonly string[] {
  const inside = (parent: string) => (existsSync(path.join(root, parent)) ? readdirSync(path.join(root, parent)).map(name => `${parent}/${name}`) : []);
  return [...inside('packages'), ...inside('apps'), 'stacks'].filter(folder => existsSync(path.join(root, folder, 'package.json')));
}

function readPackage(root: string, folder: string): Package {
  const manifest: Manifest = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
  const names = (...fields: readonly ('dependencies' | 'peerDependencies' | 'devDependencies')[]) =>
    new Set(fields.flatMap(field => Object.keys(manifest[field] ?? {})));
  return {
    folder,
    name: manifest.name,
    declared: names('dependencies', 'peerDependencies'),
    declaredForTests: names('dependencies', 'peerDependencies', 'devDependencies'),
    siblings: siblingsOf(root, folder),
    entries: new Map(
      Object.entries(manifest.exports ?? {}).map(([subpath, target]) => [
        path.posix.join(manifest.name, subpath),
        path.posix.join(folder, target['@clinfra/source'] ?? ''),
      ]),
    ),
    isPure: pure.some(stem => folder === `packages/${stem}`),
  };
}

/** An app sees the declaration only; the program that deploys apps sees them, the declaration and `stack`. */
function siblingsOf(root: string, folder: string): readonly string[] {
  if (folder.startsWith('apps/')) return ['core'];
  if (folder === 'stacks') return ['core', 'stack', ...(existsSync(path.join(root, 'apps')) ? readdirSync(path.join(root, 'apps')) : [])];
  return mayImport[folder.replace('packages/', '')] ?? [];
}

function shortName(one: Package): string {
  return path.posix.basename(one.folder);
}

/** The TypeScript of a package, relative to `root`. The top owns its tests and its scripts. */
function sourceFiles(root: string, owner: Package): readonly string[] {
  const parts = owner.folder === '.' ? ['scripts', 'test'] : owner.folder === 'stacks' ? ['stacks'] : [`${owner.folder}/src`, `${owner.folder}/test`];
  return parts.flatMap(part => typescriptUnder(root, part));
}

function typescriptUnder(root: string, folder: string): readonly string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const inside = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : typescriptUnder(root, inside);
    return entry.name.endsWith('.ts') ? [inside] : [];
  });
}

/** Every import, export and require of a file, of types too. */
function importsOf(root: string, file: string): readonly Import[] {
  return specifiersIn(readFileSync(path.join(root, file), 'utf8')).map(specifier => ({ file, specifier }));
}

function isErased(root: string, one: Import): boolean {
  return !importsThatRun(root, one.file).some(({ specifier }) => specifier === one.specifier);
}

const WITHOUT_TYPES: Options = {
  swcrc: false,
  configFile: false,
  jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  module: { type: 'commonjs' },
};

/** The imports of a file without those of types: types may refer to each other in circles, what runs may not. */
function importsThatRun(root: string, file: string): readonly Import[] {
  const { code } = transformSync(readFileSync(path.join(root, file), 'utf8'), WITHOUT_TYPES);
  return specifiersIn(code).map(specifier => ({ file, specifier }));
}

/** What a text imports by a name that is written out; a name that is computed says nothing before it runs. */
function specifiersIn(text: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return [...new Set(importedFiles.map(({ fileName }) => fileName).filter(name => name !== ''))];
}

/** The file of this repository that an import means, if it is one. */
function resolveImport(root: string, one: Import, packages: readonly Package[]): string | undefined {
  const target = isRelative(one)
    ? path.posix.join(path.posix.dirname(one.file), one.specifier)
    : packages.find(({ entries }) => entries.has(one.specifier))?.entries.get(one.specifier);
  if (target === undefined) return undefined;
  return [target, `${target}.ts`, `${target}/index.ts`].find(candidate => statSync(path.join(root, candidate), { throwIfNoEntry: false })?.isFile());
}

function isRelative(one: Import): boolean {
  return one.specifier.startsWith('.');
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
