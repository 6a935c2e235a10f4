import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const CONTRIBUTING = readFileSync(path.join(ROOT, 'CONTRIBUTING.md'), 'utf8');

/** The columns of the table of nouns: the package, and what stands in its cells between backticks. */
function columnsOf(document: string): readonly (readonly [source: string, named: readonly string[]])[] {
  const [head = '', , ...rows] = document.slice(document.indexOf('| noun |')).split('\n\n')[0]?.split('\n') ?? [];
  const cells = (row: string) => row.split('|').slice(2, -1);
  return cells(head).map((title, column) => [quoted(title)[0] ?? '', rows.flatMap(row => quoted(cells(row)[column] ?? ''))]);
}

function quoted(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
}

function foldersIn(source: string): readonly string[] {
  const entries = readdirSync(path.join(ROOT, source), { withFileTypes: true });
  return entries.filter(entry => entry.isDirectory()).map(({ name }) => `${name}/`);
}

/** Folders that no cell names, and what a cell names that is not there. */
function faultsOf([source, named]: readonly [source: string, named: readonly string[]]): readonly string[] {
  return [...foldersIn(source).filter(folder => !named.includes(folder)), ...named.filter(name => !existsSync(path.join(ROOT, source, name)))];
}

describe('the table of nouns in CONTRIBUTING.md', () => {
  it.each(columnsOf(CONTRIBUTING))('names every folder of %s, and none that is not there', (...column) => {
    expect(faultsOf(column)).toEqual([]);
  });

  it('has a column for each of three packages', () => {
    expect(columnsOf(CONTRIBUTING).map(([source]) => source)).toEqual(['packages/core/src', 'packages/kubernetes/src', 'packages/aws/src']);
  });

  it('would be found to miss a folder, and to name one that is gone', () => {
    const [core] = columnsOf(CONTRIBUTING.replace('`stores/`', '`shops/`'));
    expect(core && faultsOf(core)).toEqual(['stores/', 'shops/']);
  });
});
