import type { Workload } from '@clinfra/core';
import type { KubeConfigMapProps } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Labels } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';
import type { NamedFiles } from './pod-volumes';

/** The files that a workload's containers mount, each volume in an object of its own. */
export function fileConfigMaps({ domain }: Workload, files: readonly NamedFiles[], labels: Labels): readonly Manifest[] {
  return files.map(
    ({ configMap, files: data }) =>
      ({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: configMap, namespace: domain.name, labels },
        data,
      }) satisfies ObjectOf<KubeConfigMapProps>,
  );
}
