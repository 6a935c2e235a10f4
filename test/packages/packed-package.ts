import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '..', '..');

/** What `npm pack` made of a package. */
export interface PackedPackage {
  readonly name: string;
  readonly tarball: string;
  /** The files in the tarball, sorted. */
  readonly files: readonly string[];
}

/** The names of the folders in packages/. */
export function packageFolders(): readonly string[] {
  return readdirSync(path.join(ROOT, 'packages')).sort();
}

/** Packs packages/`stem` as its publisher would, into the folder `into`. */
export function pack(stem: string, into: string): PackedPackage {
  const json = execFileSync('npm', ['pack', '--json', '--pack-destination', into], {
    cwd: path.join(ROOT, 'packages', stem),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [packed]: readonly { readonly name: string; readonly filename: string; readonly files: readonly { readonly path: string }[] }[] = JSON.parse(json);
  if (!packed) throw new Error(`npm pack made nothing of packages/${stem}`);
  return { name: packed.name, tarball: path.join(into, packed.filename), files: packed.files.map(file => file.path).sort() };
}

/** What packages give beside their code. */
const EXTRA: Readonly<Record<string, readonly string[]>> = { plan: ['schema/plan.schema.json'] };

/** What the tarball of packages/`stem` must hold: what each source compiles to, what it gives beside that, and what npm always takes. */
export function expectedFiles(stem: string): readonly string[] {
  const folder = path.join(ROOT, 'packages', stem);
  const sources = readdirSync(path.join(folder, 'src'), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
  const compiled = sources.flatMap(file => ['.d.ts', '.js'].map(extension => `dist/${file.replace(/\.ts$/, extension)}`));
  const readme = existsSync(path.join(folder, 'README.md')) ? ['README.md'] : [];
  return [...compiled, ...(EXTRA[stem] ?? []), ...readme, 'LICENSE', 'package.json'].sort();
}

/** The modules that a source of packages/`stem` imports without a name, as files of the package. */
export function importedForEffect(stem: string): readonly string[] {
  const folder = path.join(ROOT, 'packages', stem, 'src');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
  return sources.flatMap(file =>
    [...readFileSync(path.join(folder, file), 'utf8').matchAll(/^import\s'(\.{1,2}\/[^']+)';$/gm)].map(
      ([, request = '']) => `./${path.join('dist', path.dirname(file), `${request}.js`)}`,
    ),
  );
}
