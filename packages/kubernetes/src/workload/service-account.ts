import type { Workload } from '@clinfra/core';
import type { KubeServiceAccountProps } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Labels } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';

/** The workload's own identity, without a token for the Kubernetes API: nothing that treats patients calls it. */
export function serviceAccount({ name, domain }: Workload, labels: Labels): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: domain.name, labels },
    automountServiceAccountToken: false,
  } satisfies ObjectOf<KubeServiceAccountProps>;
}
