import { Duration, type Inventory } from '@clinfra/core';
import { scaledOf } from '../declarations';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';

/** The first minor version of Kubernetes whose kubelets can wait by themselves before a container is told to stop. */
const WAITING_SINCE = 30;

export const gracePeriod = rule(
  'grace-period',
  'a pod has time left to end after it has drained, or it is killed in the middle of its last requests',
  function* ({ inventory }) {
    for (const { path, stop } of scaledOf(inventory)) {
      const { drain, grace } = stop;
      if (!isLength(drain) || !isLength(grace) || drain.isZero || grace.isZero || grace.exceeds(drain)) continue;
      yield error(`${path}.stop.grace`, `be longer than drain (${drain})`, show(grace), 'lengthen it, or drain for a shorter time');
    }
    yield* tooOld(inventory);
  },
);

function isLength(value: unknown): value is Duration {
  return value instanceof Duration && !value.problem;
}

/** EKS no longer runs so old a version; a cluster that exists may. */
function* tooOld(inventory: Inventory): Generator<Fault> {
  const draining = [...scaledOf(inventory)].filter(({ stop }) => isLength(stop.drain) && !stop.drain.isZero);
  for (const site of inventory.sites) {
    if (site.hosting?.kind !== 'cluster') continue;
    const minor = Number(/^1\.(\d+)$/.exec(String(site.hosting.kubernetesVersion))?.[1] ?? WAITING_SINCE);
    const [first] = minor < WAITING_SINCE ? draining.filter(workload => sitesOf(inventory, workload).includes(site)) : [];
    if (!first) continue;
    const must = `be at least 1.${WAITING_SINCE}, by which ${first.path} can drain before it stops`;
    yield error(`${site.path}.hosting.kubernetesVersion`, must, show(site.hosting.kubernetesVersion), 'raise it, or set stop.drain to seconds(0)');
  }
}
