import type { ApiNeed, Workload } from '@clinfra/core';
import type { KubeRoleProps, PolicyRule } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Labels } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf, Plain } from '../plain';
import { roleBinding } from './role-binding';

/** The role of a workload for what it needs of the Kubernetes API, in its namespace alone. Nothing where it needs nothing. */
export function apiRole({ name, domain, api }: Workload, labels: Labels): readonly Manifest[] {
  if (api.length === 0) return [];
  const metadata = { name, namespace: domain.name, labels };
  const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules: api.flatMap(rulesOf) } satisfies ObjectOf<KubeRoleProps>;
  return [role, roleBinding(metadata, { name, namespace: domain.name })];
}

/** A rule for each group of the API: one rule over several would grant every kind in every group. */
function rulesOf({ verbs, resources, names }: ApiNeed): readonly Plain<PolicyRule>[] {
  const groups = new Map<string, string[]>();
  for (const resource of resources) {
    const [, kind = resource, group = ''] = /^([^.]+)\.(.+)$/.exec(resource) ?? [];
    groups.set(group, [...(groups.get(group) ?? []), kind]);
  }
  return [...groups].map(([group, kinds]) => ({ apiGroups: [group], resources: kinds, verbs, ...(names ? { resourceNames: names } : undefined) }));
}
