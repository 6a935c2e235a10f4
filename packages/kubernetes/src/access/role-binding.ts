import type { KubeRoleBindingProps } from 'cdk8s-plus-27/lib/imports/k8s';
import type { Metadata } from '../manifest';
import type { ObjectOf } from '../plain';

/** Gives the role of the same name to a service account, which may be of another namespace. */
export function roleBinding(metadata: Metadata, account: { readonly name: string; readonly namespace: string }): ObjectOf<KubeRoleBindingProps> {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
    subjects: [{ kind: 'ServiceAccount', ...account }],
  };
}
