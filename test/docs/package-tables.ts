/** A column of a table whose head names a folder of a package; its cells name what is in there. */
export interface PackageColumn {
  readonly folder: string;
  readonly named: readonly string[];
}

/** The columns of a document's tables that are about a folder of a package. */
export function packageColumns(markdown: string): readonly PackageColumn[] {
  const tables = markdown.split(/\n(?!\|)/).map(lines => lines.split('\n').filter(line => line.startsWith('|')));
  return tables.flatMap(([head = '', , ...rows]) =>
    cells(head).flatMap((title, index) => {
      const folder = /`(packages\/[\w./-]+)`/.exec(title)?.[1];
      return folder === undefined ? [] : [{ folder, named: rows.flatMap(row => quoted(cells(row)[index] ?? '')) }];
    }),
  );
}

function cells(row: string): readonly string[] {
  return row.split('|');
}

function quoted(text: string): readonly string[] {
  return [...text.matchAll(/`([\w./-]+)`/g)].map(([, word = '']) => word);
}
