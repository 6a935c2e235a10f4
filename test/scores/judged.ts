import type { Manifest } from '@clinfra/kubernetes';
import { at } from '../fixtures/at';
import type { Disagreement, Judged } from './disagreements';

/** Something that a linter finds wrong or warns of. */
export interface Remark extends Judged {
  readonly check: string;
}

/** What has pods under a kind that linters do not know is shown to them as a Deployment, and so is what scales it. */
export function asKnown(manifest: Manifest): Manifest {
  if (manifest.kind === 'Rollout') return { ...manifest, apiVersion: 'apps/v1', kind: 'Deployment' };
  if (manifest.kind !== 'HorizontalPodAutoscaler' || at(manifest, 'spec', 'scaleTargetRef', 'kind') !== 'Rollout') return manifest;
  const spec = { ...(manifest.spec as object), scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: manifest.metadata.name } };
  return { ...manifest, spec };
}

/** Whether it was decided otherwise, for that very object. */
export function isAgreed(known: Readonly<Record<string, Disagreement>>, { check, kind, namespace, name }: Remark): boolean {
  const { [check]: disagreement } = known;
  return disagreement !== undefined && (disagreement.of === undefined || disagreement.of.includes(`${kind}/${namespace}/${name}`));
}

/** A Deployment with which nothing is right. */
export const CARELESS: Manifest = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'it' },
  spec: {
    selector: { matchLabels: { app: 'it' } },
    template: { metadata: { labels: { app: 'it' } }, spec: { containers: [{ name: 'it', image: 'it:latest' }] } },
  },
};
