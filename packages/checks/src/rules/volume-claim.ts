import {
  ClinicalService,
  gib,
  type Inventory,
  podsDuringRelease,
  type Site,
  Size,
  type StorageClassName,
  type VolumeClaim,
  volumesOf,
  Worker,
  type Workload,
} from '@clinfra/core';
import { error, type Fault, warning } from '../finding';
import { rule } from '../rule';
import { count, show } from '../show';
import { sitesOf } from '../standing';
import { isWhole } from '../whole';

/** Cold magnetic disks of AWS begin here. */
const SMALLEST_COLD = gib(125);

export const volumeClaim = rule(
  'volume-claim',
  'every claim can be met where it is mounted, and no more pods want a volume at a time than may have it: the next one would wait for ever',
  function* ({ inventory }) {
    const mounting = mountedBy(inventory);
    for (const claim of inventory.claims) {
      const workloads = mounting.get(claim) ?? [];
      if (workloads.length === 0) yield warning(claim.path, 'be mounted by a workload', 'no mount of it', 'mount it, or remove it; what is on it is kept');
      for (const site of sitesOf(inventory, claim)) yield* madeAt(claim, site);
      yield* had(claim, workloads);
    }
    for (const workload of inventory.workloads) yield* scratchDisks(workload, inventory);
  },
);

function mountedBy({ workloads }: Inventory): ReadonlyMap<VolumeClaim, readonly Workload[]> {
  const found = new Map<VolumeClaim, Workload[]>();
  for (const workload of workloads) {
    for (const volume of volumesOf(workload)) {
      if (volume?.kind === 'volume-claim') found.set(volume, [...(found.get(volume) ?? []), workload]);
    }
  }
  return found;
}

function* madeAt({ path, storage, access, size }: VolumeClaim, site: Site): Generator<Fault> {
  yield* known(`${path}.storage`, storage, site);
  const shared = access === 'ReadWriteMany' || access === 'ReadOnlyMany';
  const { hosting } = site;
  if (hosting?.kind === 'aws') {
    if (shared)
      yield error(`${path}.access`, `be ReadWriteOnce or ReadWriteOncePod on the disks of ${site.path}`, show(access), 'give each workload its own claim');
    if (storage === 'backup' && size instanceof Size && !size.problem && !size.isZero && SMALLEST_COLD.exceeds(size)) {
      yield error(`${path}.size`, `be at least ${SMALLEST_COLD} on the cold disks of ${site.path}`, show(size), "raise it, or use storage 'standard'");
    }
  } else if (shared && hosting?.storage?.[storage] && !hosting.storage[storage].shared) {
    yield error(`${path}.access`, `be met by the storage of ${site.path}`, show(access), `declare hosting.storage.${storage} as shared there, if it is`);
  }
}

function* known(path: string, storage: StorageClassName, { path: site, hosting }: Site): Generator<Fault> {
  if (hosting?.kind !== 'cluster' || hosting.storage?.[storage]) return;
  yield error(path, `be a storage that ${site} has`, show(storage), `declare how it is made there, in hosting.storage['${storage}']`);
}

/** A disk that one node or one pod may have needs workloads of one pod, also during an update. */
function* had({ path, access }: VolumeClaim, workloads: readonly Workload[]): Generator<Fault> {
  if (access !== 'ReadWriteOnce' && access !== 'ReadWriteOncePod') return;
  if (workloads.length > 1) {
    yield error(path, `be mounted by one workload, being ${access}`, workloads.map(show).join(', '), 'give each its own claim');
    return;
  }
  for (const workload of workloads) {
    if (!(workload instanceof ClinicalService || workload instanceof Worker)) continue;
    const { max } = workload.scale;
    if (isWhole(max) && max > 1) {
      yield error(
        path,
        `be mounted by one pod, being ${access}`,
        `${show(workload)} with up to ${count(max, 'pod')}`,
        'set its scale.max to 1, or use another store',
      );
    } else if (podsDuringRelease(workload, 1) > 1) {
      const remedy = 'set its availability.rolling to { surge: 0, unavailable: 1 }';
      yield error(path, `be mounted by one pod, being ${access}`, `${show(workload)}, whose update adds a pod before it takes one`, remedy);
    }
  }
}

function* scratchDisks(workload: Workload, inventory: Inventory): Generator<Fault> {
  if (!volumesOf(workload).some(volume => volume?.kind === 'scratch' && volume.medium === 'disk')) return;
  for (const site of sitesOf(inventory, workload)) yield* known(`${workload.path}.mounts`, 'scratch', site);
}
