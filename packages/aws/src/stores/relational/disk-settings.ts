import type { RelationalStore } from '@clinfra/core';

/** How much a disk may grow by itself, and the largest that there is, in GiB. */
const GROWTH = 4;
const LARGEST = 65_536;

type Disk = Pick<RelationalStore, 'storage' | 'iops' | 'throughput'>;

/** The disk of a server of its own; it grows by itself. */
export function serverDisk({ storage, iops, throughput }: Disk) {
  const allocatedStorage = storage.toAwsGibibytes();
  return {
    storageType: 'gp3',
    allocatedStorage,
    maxAllocatedStorage: Math.min(allocatedStorage * GROWTH, LARGEST),
    ...(iops !== undefined && { iops }),
    ...(throughput !== undefined && { storageThroughput: throughput }),
  };
}

/** The disks of a Multi-AZ cluster, each of that size. */
export function clusterDisk({ storage, iops }: Disk) {
  return { storageType: 'gp3', allocatedStorage: storage.toAwsGibibytes(), ...(iops !== undefined && { iops }) };
}
