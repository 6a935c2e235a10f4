import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Inventory } from '@clinfra/core';
import { type Manifest, renderCluster, renderSite } from '@clinfra/kubernetes';
import ts from 'typescript';
import { references } from '../reference';

const KINDS = path.join(__dirname, '..', '..', 'packages', 'kubernetes', 'src');
const addresses = ({ name }: { readonly name: string }) => ({ host: `${name}.example`, readerHost: `${name}-ro.example` });

/** Everything that the reference platform becomes, which uses every option; what is added to it is not ours to have types of. */
function rendered(): readonly Manifest[] {
  return Object.values(references).flatMap(declare => {
    const inventory = new Inventory(declare());
    return inventory.servingSites.flatMap(site => [
      ...renderCluster(inventory, site),
      ...[...renderSite(inventory, site, addresses)].flatMap(({ manifests }) => manifests),
    ]);
  });
}

/** One object of each form: the types say nothing of what a text or a number is. */
function forms(manifests: readonly Manifest[]): readonly Manifest[] {
  const blank = (_key: string, value: unknown) => (typeof value === 'string' ? '' : typeof value === 'number' ? 0 : value);
  return [...new Map(manifests.map(manifest => [`${manifest.kind} ${JSON.stringify({ ...manifest, metadata: {}, kind: 0 }, blank)}`, manifest])).values()];
}

/** What the compiler has to say against objects by the types of their kinds, with the kind of each. */
function refused(manifests: readonly Manifest[]): readonly string[] {
  const folder = mkdtempSync(path.join(__dirname, 'kinds-'));
  try {
    const file = path.join(folder, 'objects.ts');
    const objects = manifests.map(({ apiVersion, metadata, ...own }) => {
      const { kind, ...fields } = own;
      return `(${JSON.stringify(fields)}) satisfies Kinds['${kind}'];`;
    });
    const imports = ["import type { Kinds as BuiltIn } from '", "import type { CustomKinds } from '"].map(
      (line, at) => `${line}${KINDS}/${['kinds', 'custom-kinds'][at]}';`,
    );
    writeFileSync(file, [imports.join(' '), 'type Kinds = BuiltIn & CustomKinds;', ...objects].join('\n'));
    const program = ts.createProgram([file], {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.Node16,
      moduleResolution: ts.ModuleResolutionKind.Node16,
    });
    return ts.getPreEmitDiagnostics(program).map(({ file: in_, start, messageText }) => {
      const line = in_ && start !== undefined ? in_.getLineAndCharacterOfPosition(start).line : 0;
      return `${manifests[line - 2]?.kind}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the types of objects', () => {
  it('[T4] know every field of every object that a platform renders', () => {
    const all = forms(rendered());
    expect(new Set(all.map(({ kind }) => kind)).size).toBeGreaterThan(35);
    expect(refused(all)).toEqual([]);
  });

  it('[T4] refuse a kind and a field that they do not know, and a value of another type', () => {
    const object = (kind: string, spec: object) => ({ apiVersion: 'v1', kind, metadata: { name: 'it' }, spec });
    const wrong = [
      object('Widget', {}),
      object('Rollout', { stratgy: {} }),
      object('Service', { ports: [{ port: 'http' }] }),
      object('Sidecar', { egress: 'all' }),
    ];
    expect(refused(wrong)).toEqual([
      expect.stringContaining("Widget: Property 'Widget' does not exist"),
      expect.stringContaining('Rollout: Object literal may only specify known properties, and \'"stratgy"\' does not exist'),
      expect.stringContaining("Service: Type 'string' is not assignable to type 'number'"),
      expect.stringContaining("Sidecar: Type 'string' is not assignable to type"),
    ]);
  });
});
