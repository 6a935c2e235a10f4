import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Manifest, toYaml } from '@clinfra/kubernetes';
import { onPath } from '../engine/harness/programs-on-path';
import { SITES } from '../graph/platforms';
import { KUBE_LINTER } from './disagreements';
import { asKnown, CARELESS, isAgreed, type Remark } from './judged';
import { remarksIn } from './kube-linter-report';

const PROGRAM = onPath('kube-linter');
const DECISIONS = readFileSync(path.join(__dirname, '../../docs/decisions.md'), 'utf8');

/** A file is all that it reads; it ends with 1 where it has something to say. */
function remarksOn(manifests: readonly Manifest[]): readonly Remark[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'kube-linter-'));
  try {
    const file = path.join(folder, 'manifests.yaml');
    writeFileSync(file, manifests.map(manifest => toYaml(asKnown(manifest))).join('---\n'));
    const { stdout, stderr } = spawnSync(PROGRAM ?? '', ['lint', '--format', 'json', file], { encoding: 'utf8', env: {}, maxBuffer: 2 ** 28 });
    return remarksIn(stdout || stderr);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const REFERENCE = SITES.filter(({ title }) => title.startsWith('reference-'));
const describeWithProgram = PROGRAM ? describe : describe.skip;

describeWithProgram(`kube-linter${PROGRAM ? '' : ' (skipped: not on PATH)'}`, () => {
  it.each(REFERENCE)('[W1] has nothing to say against $title but what is decided otherwise', ({ manifests }) => {
    expect(remarksOn(manifests).filter(remark => !isAgreed(KUBE_LINTER, remark))).toEqual([]);
  });

  it('would say of a Deployment that nothing is right with it', () => {
    const checks = remarksOn([CARELESS]).map(({ check }) => check);
    expect(checks).toEqual(expect.arrayContaining(['latest-tag', 'no-read-only-root-fs', 'run-as-non-root']));
  });
});

describe('a report of kube-linter', () => {
  /** In the form in which it reports, with one thing that is agreed and one that is not. */
  const said = (Check: string, Name: string) => ({
    Diagnostic: { Message: 'container "it" does not have a read-only root file system' },
    Check,
    Remediation: 'Set readOnlyRootFilesystem to true in the container securityContext.',
    Object: {
      Metadata: { FilePath: 'manifests.yaml' },
      K8sObject: { Namespace: 'clinical', Name, GroupVersionKind: { Group: 'apps', Version: 'v1', Kind: 'Deployment' } },
    },
  });
  const reported = (...all: readonly object[]) => JSON.stringify({ Checks: [], Reports: all.length > 0 ? all : null, Summary: { ChecksStatus: 'Failed' } });

  it('is read by check and object, and judged by name', () => {
    const remarks = remarksIn(reported(said('no-read-only-root-fs', 'viewer'), said('no-read-only-root-fs', 'ehr'), said('latest-tag', 'viewer')));
    expect(remarks.filter(remark => !isAgreed(KUBE_LINTER, remark))).toEqual([
      { check: 'no-read-only-root-fs', kind: 'Deployment', namespace: 'clinical', name: 'ehr' },
      { check: 'latest-tag', kind: 'Deployment', namespace: 'clinical', name: 'viewer' },
    ]);
  });

  it('may be empty, and is nothing else than a report', () => {
    expect(remarksIn(reported())).toEqual([]);
    expect(() => remarksIn('{"Diagnostics":[]}')).toThrow('kube-linter reports in another form');
    expect(() => remarksIn('Error: no valid objects found.')).toThrow('kube-linter says Error: no valid objects found.');
  });
});

it.each(Object.entries(KUBE_LINTER))('the disagreement about %s is a decision with its reason', (_, { reason }) => {
  expect(DECISIONS).toContain(`\n- **${reason}.** `);
});
