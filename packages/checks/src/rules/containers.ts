import { ClinicalService, type Container, containersOf, type Inventory, type PlacedContainer, Worker, type Workload } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';
import { isText } from '../text';
import { isWhole } from '../whole';

const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** The first minor version of Kubernetes that keeps an init container running beside the main one. */
const SIDECARS_SINCE = 29;

export const containers = rule(
  'containers',
  'every container of a pod has a name and ports of its own, because they share one network, and the cluster knows what a sidecar is',
  function* ({ inventory }) {
    for (const workload of inventory.workloads) {
      const beside = containersOf(workload).slice(1);
      yield* names(workload, beside);
      yield* ports(workload);
    }
    yield* tooOld(inventory);
  },
);

function* names(workload: Workload, beside: readonly PlacedContainer[]): Generator<Fault> {
  const owners = new Map([[workload.name, 'the main container']]);
  for (const { path, container } of beside) {
    const owner = owners.get(container.name);
    owners.set(container.name, owner ?? path);
    if (owner) yield error(path, 'have a name of its own in its pod', `${show(container.name)}, as ${owner} has`, 'rename it');
    else if (!isText(container.name, NAME)) {
      yield error(path, 'be named with at most 63 lowercase letters, digits and hyphens', show(container.name), 'rename it');
    }
  }
}

function* ports(workload: Workload): Generator<Fault> {
  const owners = new Map<unknown, string>(ownPorts(workload));
  for (const { name, ports: listened } of workload.sidecars) {
    for (const [index, port] of listened.entries()) {
      const path = `${workload.path}.sidecars.${name}.ports[${index}]`;
      const owner = owners.get(port);
      owners.set(port, owner ?? `sidecars.${name}.ports[${index}]`);
      if (!isWhole(port) || port < 1 || port > 65_535) yield error(path, 'be a whole number from 1 to 65535', show(port), 'write the port');
      else if (owner) yield error(path, 'be used once in a pod', `${port}, as ${owner} too`, 'give each container its own');
    }
  }
}

function ownPorts(workload: Workload): readonly (readonly [number, string])[] {
  if (!(workload instanceof ClinicalService || workload instanceof Worker)) return [];
  const metrics = workload.metrics?.port === undefined ? [] : [[workload.metrics.port, 'metrics.port'] as const];
  if (workload instanceof Worker) return metrics;
  const named = Object.entries(workload.ports).map(([name, { port }]) => [port, `ports.${name}.port`] as const);
  return [[workload.port, 'port'], ...named, ...metrics];
}

/** EKS no longer runs so old a version; a cluster that exists may. */
function* tooOld(inventory: Inventory): Generator<Fault> {
  const withSidecars = inventory.workloads.filter(({ sidecars }: { readonly sidecars: readonly Container[] }) => sidecars.length > 0);
  for (const site of inventory.sites) {
    if (site.hosting?.kind !== 'cluster') continue;
    const minor = Number(/^1\.(\d+)$/.exec(String(site.hosting.kubernetesVersion))?.[1] ?? SIDECARS_SINCE);
    const first = minor < SIDECARS_SINCE ? withSidecars.find(workload => sitesOf(inventory, workload).includes(site)) : undefined;
    if (!first) continue;
    const must = `be at least 1.${SIDECARS_SINCE}, by which ${first.path} can have sidecars`;
    yield error(`${site.path}.hosting.kubernetesVersion`, must, show(site.hosting.kubernetesVersion), 'raise it');
  }
}
