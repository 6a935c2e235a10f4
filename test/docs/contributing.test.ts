import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type PackageColumn, packageColumns } from './package-tables';

const ROOT = path.resolve(__dirname, '../..');
const CONTRIBUTING = readFileSync(path.join(ROOT, 'CONTRIBUTING.md'), 'utf8');

function foldersIn(source: string): readonly string[] {
  const entries = readdirSync(path.join(ROOT, source), { withFileTypes: true });
  return entries.filter(entry => entry.isDirectory()).map(({ name }) => `${name}/`);
}

/** Folders that no cell names, and what a cell names that is not there. */
function faultsOf({ folder, named }: PackageColumn): readonly string[] {
  return [...foldersIn(folder).filter(name => !named.includes(name)), ...named.filter(name => !existsSync(path.join(ROOT, folder, name)))];
}

describe('the table of nouns in CONTRIBUTING.md', () => {
  it.each(packageColumns(CONTRIBUTING))('names every folder of $folder, and none that is not there', column => {
    expect(faultsOf(column)).toEqual([]);
  });

  it('has a column for each of three packages', () => {
    expect(packageColumns(CONTRIBUTING).map(({ folder }) => folder)).toEqual(['packages/core/src', 'packages/kubernetes/src', 'packages/aws/src']);
  });

  it('would be found to miss a folder, and to name one that is gone', () => {
    const [core] = packageColumns(CONTRIBUTING.replace('`stores/`', '`shops/`'));
    expect(core && faultsOf(core)).toEqual(['stores/', 'shops/']);
  });
});
