import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Manifest, toYaml } from '@clinfra/kubernetes';
import { onPath } from '../engine/harness/programs-on-path';
import { SITES } from '../graph/platforms';
import { KUBE_SCORE } from './disagreements';
import { asKnown, CARELESS, isAgreed, type Remark } from './judged';

const PROGRAM = onPath('kube-score');
const DECISIONS = readFileSync(path.join(__dirname, '../../docs/decisions.md'), 'utf8');

interface Scored {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string; readonly namespace?: string };
  readonly checks: readonly { readonly check: { readonly id: string }; readonly grade: number; readonly skipped: boolean }[];
}

const ALL_WELL = 10;

/** A way in has pods that others make, which the policy of its gateway is for. */
function isOfPods({ kind, metadata }: Manifest): boolean {
  return !(kind === 'NetworkPolicy' && metadata.labels?.['app.kubernetes.io/component'] === 'edge');
}

function remarksOn(manifests: readonly Manifest[]): readonly Remark[] {
  const input = manifests
    .filter(isOfPods)
    .map(manifest => toYaml(asKnown(manifest)))
    .join('---\n');
  const { stdout, stderr } = spawnSync(PROGRAM ?? '', ['score', '--output-format', 'json', '-'], { input, encoding: 'utf8', env: {}, maxBuffer: 2 ** 28 });
  if (!stdout.startsWith('[')) throw new Error(`kube-score says ${stdout}${stderr}`);
  return (JSON.parse(stdout) as readonly Scored[]).flatMap(({ type_meta: { kind }, object_meta: { name, namespace = '' }, checks }) =>
    checks.filter(({ grade, skipped }) => !skipped && grade < ALL_WELL).map(({ check }) => ({ check: check.id, kind, namespace, name })),
  );
}

const REFERENCE = SITES.filter(({ title }) => title.startsWith('reference-'));
const describeWithProgram = PROGRAM ? describe : describe.skip;

describeWithProgram(`kube-score${PROGRAM ? '' : ' (skipped: not on PATH)'}`, () => {
  it.each(REFERENCE)('[W1] has nothing to say against $title but what is decided otherwise', ({ manifests }) => {
    const remarks = remarksOn(manifests);
    expect(remarks.length).toBeGreaterThan(0);
    expect(remarks.filter(remark => !isAgreed(KUBE_SCORE, remark))).toEqual([]);
  });

  it('still says each of that of the reference platform', () => {
    const said = new Set(REFERENCE.flatMap(({ manifests }) => remarksOn(manifests)).map(({ check }) => check));
    expect(Object.keys(KUBE_SCORE).filter(check => !said.has(check))).toEqual([]);
  });

  it('would say of a Deployment that nothing is right with it', () => {
    const remarks = remarksOn([CARELESS]).filter(remark => !isAgreed(KUBE_SCORE, remark));
    expect(remarks.map(({ check }) => check)).toEqual(
      expect.arrayContaining(['container-resources', 'container-image-tag', 'pod-networkpolicy', 'container-security-context-readonlyrootfilesystem']),
    );
  });
});

it.each(Object.entries(KUBE_SCORE))('the disagreement about %s is a decision with its reason', (_, { reason }) => {
  expect(DECISIONS).toContain(`\n- **${reason}.** `);
});
