import type { Kubectl } from './kubectl';

/** What the server made of manifests. */
export interface Judgement {
  readonly accepted: boolean;
  /** Everything that kubectl or the server had to say against them, warnings included. */
  readonly said: readonly string[];
}

/** kubectl says this of every folder that decides its own order; the server has nothing to do with it. */
const ORDER_NOTE = "Sorting order is set both in 'kustomization.yaml' ('sortOptions') and in a CLI flag";

/** Applies manifests: a folder, `{ folder }`, or objects. An unknown or repeated field is refused. */
export async function applyStrictly(kubectl: Kubectl, manifests: { readonly folder: string } | readonly object[]): Promise<Judgement> {
  const isFolder = 'folder' in manifests;
  const args = ['apply', '--validate=strict', ...(isFolder ? ['-k', manifests.folder] : ['-f', '-'])];
  const { code, stderr } = await kubectl.run(args, isFolder ? '' : JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests }));
  const said = stderr.split('\n').filter(line => line !== '' && !line.includes(ORDER_NOTE));
  return { accepted: code === 0, said };
}
