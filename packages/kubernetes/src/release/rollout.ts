import type { Manifest } from '../manifest';
import type { SiteView } from '../site-view';
import { runningPods } from '../workload/running-pods';
import type { Shared } from '../workload/shared';
import type { RolledOut } from '../workload/target';
import { strategyOf } from './strategy';

/** The model is a module that could not be loaded here; only its type is used, and none of it is published. */
type IRollout = import('@kubernetes-models/argo-rollouts/argoproj.io/v1alpha1', { with: { 'resolution-mode': 'import' }}).IRollout;

/** How many versions back one can go without every stage again: what has proven itself already is wanted at once. */
const WAYS_BACK = 3;

/**
 * The pods of a service whose release Argo Rollouts looks after. A new version that makes no progress in time is given up, and the old one
 * goes on.
 */
export function rollout(view: SiteView, service: RolledOut, shared: Shared, annotations?: Readonly<Record<string, string>>): Manifest {
  const { selector, template, ...pods } = runningPods(view, service, shared);
  const spec = {
    ...pods,
    progressDeadlineAbort: true,
    rollbackWindow: { revisions: WAYS_BACK },
    strategy: strategyOf(view, service),
  } satisfies Omit<IRollout['spec'], 'selector' | 'template'>;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: service.name, namespace: service.domain.name, labels: shared.running, ...(annotations ? { annotations } : undefined) },
    spec: { ...spec, selector, template },
  } satisfies Pick<IRollout, 'apiVersion' | 'kind'> & Manifest;
}
