import type { Workload } from '@clinfra/core';
import type { KubeConfigMapProps } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Labels } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';

export function hasVariables({ variables }: Workload): boolean {
  for (const _ in variables) return true;
  return false;
}

/** The workload's own plain values. */
export function variablesConfigMap(workload: Workload, labels: Labels): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: workload.name, namespace: workload.domain.name, labels },
    data: workload.variables,
  } satisfies ObjectOf<KubeConfigMapProps>;
}
