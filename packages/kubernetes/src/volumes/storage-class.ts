import { type AwsStorage, type ClusterStorage, type StorageClassName, volumeKeyAlias } from '@clinfra/core';
import type { KubeStorageClassProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { labelsOf } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';
import type { SiteView } from '../site-view';
import { storageClassName } from './storage-class-name';

/** Whether what is on a disk outlives the claim for it. What held data is deleted by a person. */
const RECLAIM = { 'fast-ssd': 'Retain', standard: 'Retain', backup: 'Retain', scratch: 'Delete' } as const satisfies Record<StorageClassName, string>;
const NAMES = Object.keys(RECLAIM) as readonly StorageClassName[];

interface Made {
  readonly provisioner: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly expandable: boolean;
}

/** The kinds of storage that a site has: on AWS all of them, on a cluster those that it declares. */
export function storageClasses(view: SiteView): readonly Manifest[] {
  return NAMES.flatMap(name => {
    const made = howMade(view, name);
    return made ? [storageClass(view, name, made)] : [];
  });
}

/** A disk is made in the zone in which its pod is to stand, and not before. */
function storageClass(view: SiteView, name: StorageClassName, { provisioner, parameters, expandable }: Made): Manifest {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: storageClassName(view, name), labels: labelsOf(view, name, 'storage', []) },
    provisioner,
    ...(Object.keys(parameters).length > 0 ? { parameters } : undefined),
    reclaimPolicy: RECLAIM[name],
    allowVolumeExpansion: expandable,
    volumeBindingMode: 'WaitForFirstConsumer',
  } satisfies ObjectOf<KubeStorageClassProps>;
}

function howMade({ site }: SiteView, name: StorageClassName): Made | undefined {
  const { hosting } = site;
  if (hosting.kind === 'cluster') return declared(hosting.storage, name);
  // EC2 takes a key by its alias, which is known before the key is made.
  const encryption = { encrypted: 'true', kmsKeyId: volumeKeyAlias(site) };
  return { provisioner: 'ebs.csi.aws.com', parameters: { ...disk(hosting.storage, name), ...encryption }, expandable: true };
}

function declared(storage: ClusterStorage, name: StorageClassName): Made | undefined {
  const made = storage[name];
  return made && { provisioner: made.provisioner, parameters: made.parameters ?? {}, expandable: made.expandable ?? true };
}

function disk(storage: AwsStorage, name: StorageClassName): Readonly<Record<string, string>> {
  if (name === 'backup') return { type: 'sc1' };
  const { iops = 3000, throughput = 125 } = storage[name] ?? {};
  return { type: 'gp3', iops: String(iops), throughput: String(throughput) };
}
