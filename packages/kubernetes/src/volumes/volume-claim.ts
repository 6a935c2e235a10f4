import type { VolumeClaim } from '@clinfra/core';
import type { KubePersistentVolumeClaimProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { labelsOf } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';
import type { SiteView } from '../site-view';
import { storageClassName } from './storage-class-name';

/** A volume that outlives its pods. */
export function volumeClaim(view: SiteView, claim: VolumeClaim): Manifest {
  const { name, domain, size, storage, access } = claim;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace: domain.name, labels: labelsOf(view, name, claim.kind, claim.holds) },
    spec: { accessModes: [access], storageClassName: storageClassName(view, storage), resources: { requests: { storage: size.toKubernetes() } } },
  } satisfies ObjectOf<KubePersistentVolumeClaimProps>;
}
