import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Manifest, toYaml } from '@clinfra/kubernetes';
import { onPath } from '../engine/harness/programs-on-path';
import { at } from '../fixtures/at';
import { declaredCalls, SITES } from './platforms';

const NETPOLICY = onPath('netpolicy');
const LINE = /^(?<from>\S+)\[\w+\] => (?<to>\S+)\[\w+\] : (?<ways>.+)$/;

/** Only kinds of Kubernetes itself are known to the analyser. What has pods under another kind is shown to it as a Deployment. */
function asKnown(manifest: Manifest): Manifest {
  const hasPods = at(manifest, 'spec', 'template', 'spec', 'containers') !== undefined;
  return hasPods && !manifest.apiVersion.startsWith('apps/') && !manifest.apiVersion.startsWith('batch/')
    ? { ...manifest, apiVersion: 'apps/v1', kind: 'Deployment' }
    : manifest;
}

/** The calls between pods that np-guard reads out of manifests. */
function analysed(manifests: readonly Manifest[]): readonly string[] {
  const names = new Map(
    manifests.map(({ metadata }) => [
      `${metadata.namespace}/${metadata.name}`,
      `${metadata.namespace}/${metadata.labels?.['app.kubernetes.io/name'] ?? metadata.name}`,
    ]),
  );
  const folder = mkdtempSync(path.join(os.tmpdir(), 'clinfra-graph-'));
  try {
    // Of an Ingress without paths, which NGINX's master is, the analyser loses its pointer; calls between pods know no Ingress.
    const read = manifests.filter(({ kind }) => kind !== 'Ingress');
    writeFileSync(path.join(folder, 'all.yaml'), read.map(manifest => toYaml(asKnown(manifest))).join('---\n'));
    const text = execFileSync(NETPOLICY ?? '', ['list', '--dirpath', folder, '-q'], { encoding: 'utf8', env: { PATH: process.env.PATH, HOME: folder } });
    const ways = text.split('\n').flatMap(line => {
      const { from = '', to = '', ways: ports = '' } = LINE.exec(line)?.groups ?? {};
      if (!names.has(from) || !names.has(to)) return [];
      return ports
        .replace('TCP ', '')
        .split(',')
        .map(port => `${names.get(from)} -> ${names.get(to)}:${port}`);
    });
    return [...new Set(ways)].sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const suite = NETPOLICY ? describe : describe.skip;
if (!NETPOLICY) process.stderr.write('skipped: np-guard on every platform: not on PATH: netpolicy\n');

suite('np-guard', () => {
  it.each(SITES.map(one => [one.title, one] as const))('[M1] reads exactly the declared calls out of %s', (_title, rendered) => {
    expect(analysed(rendered.manifests)).toEqual(declaredCalls(rendered));
  });

  it('finds what is open where a namespace denies nothing', () => {
    const [rendered] = SITES;
    if (!rendered) throw new Error('there is no platform');
    const spec = { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] };
    const open = rendered.manifests.map(manifest =>
      manifest.kind === 'NetworkPolicy' && manifest.metadata.name === 'default-deny' ? { ...manifest, spec } : manifest,
    );
    expect(analysed(open)).not.toEqual(declaredCalls(rendered));
  });
});
