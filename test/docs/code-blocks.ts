import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface CodeBlock {
  /** The document it stands in, relative to the repository. */
  readonly document: string;
  /** The name of the file that it shows. */
  readonly file: string;
  readonly text: string;
}

/** Every document that a reader of the repository is given. */
export function documents(root: string): readonly string[] {
  const pages = ['docs', 'docs/guide'].flatMap(folder => readdirSync(path.join(root, folder)).map(name => `${folder}/${name}`));
  return ['README.md', 'CONTRIBUTING.md', ...pages.filter(name => name.endsWith('.md'))];
}

/** The blocks of TypeScript in a document; each must say by a comment above it which file it shows, so that it can be compiled. */
export function codeBlocks(document: string, markdown: string): readonly CodeBlock[] {
  return [...markdown.matchAll(/(?:<!-- file: (\S+) -->\n)?```ts\n([\s\S]*?)```/g)].map(([, file, text = '']) => {
    if (file === undefined) throw new Error(`${document}: a block of TypeScript without the comment that names its file: ${text.split('\n')[0]}`);
    return { document, file, text };
  });
}

export function codeBlocksOf(root: string): readonly CodeBlock[] {
  return documents(root).flatMap(document => codeBlocks(document, readFileSync(path.join(root, document), 'utf8')));
}
