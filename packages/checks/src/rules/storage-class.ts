import type { AwsStorage, ClusterStorage, Site, StorageClassName } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { isText } from '../text';
import { isWhole } from '../whole';

const NAMES = Object.keys({ 'fast-ssd': true, standard: true, backup: true, scratch: true } satisfies Record<StorageClassName, true>);
const PROVISIONER = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(\/[A-Za-z0-9._-]+)?$/;
/** An SSD moves a MiB with every four operations at most. */
const OPERATIONS_PER_MIB = 4;

export const storageClass = rule(
  'storage-class',
  'the storage of a site is what its disks can be: AWS refuses other figures when the first disk is made',
  function* ({ inventory }) {
    for (const site of inventory.sites) yield* storageOf(site);
  },
);

function* storageOf({ path, hosting }: Site): Generator<Fault> {
  const place = `${path}.hosting.storage`;
  for (const name of Object.keys(hosting?.storage ?? {})) {
    if (!NAMES.includes(name)) yield error(`${place}.${name}`, `be one of ${NAMES.join(', ')}`, show(name), 'correct the name');
    else if (hosting.kind === 'cluster') yield* provisioned(`${place}.${name}`, hosting.storage, name as StorageClassName);
    else if (name === 'backup') yield error(`${place}.${name}`, 'be left out, because cold disks have nothing to choose', 'figures', 'leave it out');
    else yield* performance(`${place}.${name}`, hosting.storage, name as keyof AwsStorage);
  }
}

function* performance(path: string, storage: AwsStorage, name: keyof AwsStorage): Generator<Fault> {
  const { iops = 3000, throughput = 125 } = storage[name] ?? {};
  if (!isWhole(iops) || iops < 3000 || iops > 16_000) yield error(`${path}.iops`, 'be a whole number from 3000 to 16000', show(iops), 'choose what gp3 offers');
  if (!isWhole(throughput) || throughput < 125 || throughput > 1000) {
    yield error(`${path}.throughput`, 'be a whole number from 125 to 1000', show(throughput), 'choose what gp3 offers');
  } else if (isWhole(iops) && throughput * OPERATIONS_PER_MIB > iops) {
    yield error(`${path}.throughput`, `be at most a quarter of iops (${iops})`, show(throughput), 'raise iops or lower it');
  }
}

function* provisioned(path: string, storage: ClusterStorage, name: StorageClassName): Generator<Fault> {
  const { provisioner, parameters = {} } = storage[name] ?? {};
  if (!isText(provisioner, PROVISIONER)) {
    yield error(`${path}.provisioner`, 'be the name of a driver in the cluster', show(provisioner), 'write it as rook-ceph.rbd.csi.ceph.com');
  }
  for (const [parameter, value] of Object.entries(parameters)) {
    if (typeof value !== 'string') yield error(`${path}.parameters.${parameter}`, 'be text', show(value), 'write it in quotes');
  }
}
