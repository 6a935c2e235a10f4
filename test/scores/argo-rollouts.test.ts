import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Manifest, toYaml } from '@clinfra/kubernetes';
import { onPath } from '../engine/harness/programs-on-path';
import { SITES } from '../graph/platforms';

const PROGRAM = onPath('kubectl-argo-rollouts');
const ROLLED_OUT = SITES.filter(({ manifests }) => manifests.some(({ kind }) => kind === 'Rollout'));
const describeWithProgram = PROGRAM ? describe : describe.skip;

/** What its own validation says of the Rollouts of a site, and of what they name. */
function faultsIn(manifests: readonly Manifest[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'argo-rollouts-'));
  try {
    const file = path.join(folder, 'manifests.yaml');
    writeFileSync(file, manifests.map(toYaml).join('---\n'));
    const { status, stdout, stderr } = spawnSync(PROGRAM ?? '', ['lint', '-f', file], { encoding: 'utf8', env: {} });
    return status === 0 ? '' : `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A Rollout, with its steps changed. */
function withSteps(manifest: Manifest, steps: readonly object[]): Manifest {
  const spec = manifest.spec as { readonly strategy?: { readonly canary?: object } };
  return { ...manifest, spec: { ...spec, strategy: { canary: { ...spec.strategy?.canary, steps } } } };
}

describeWithProgram(`the validation of Argo Rollouts${PROGRAM ? '' : ' (skipped: kubectl-argo-rollouts is not on PATH)'}`, () => {
  it.each(ROLLED_OUT)('[Y1] takes every Rollout of $title with what it names', ({ manifests }) => {
    expect(faultsIn(manifests)).toBe('');
  });

  it('refuses a weight that is none', () => {
    const [site] = ROLLED_OUT;
    const wrong = site?.manifests.map(one => (one.kind === 'Rollout' ? withSteps(one, [{ setWeight: 110 }]) : one));
    expect(faultsIn(wrong ?? [])).toContain('SetWeight needs to be between 0 and 100');
  });
});
