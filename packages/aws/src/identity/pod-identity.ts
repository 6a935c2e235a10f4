import { PodIdentityAssociation } from '@pulumi/aws/eks';
import { Role, RolePolicy } from '@pulumi/aws/iam';
import type { ComponentResource, CustomResourceOptions, Input } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';
import { TRUST_PODS } from './policy-document';

export interface PodIdentityArgs {
  readonly facts: SiteFacts;
  /** What the role is called in its account. */
  readonly roleName: string;
  /** What it may do, as JSON. */
  readonly policy: Input<string>;
  readonly clusterName: Input<string>;
  readonly namespace: string;
  /** The service account by which the pods are known. */
  readonly serviceAccount: string;
}

/** Who pods of a cluster are in AWS: a role that they take on by EKS Pod Identity, without any stored credential. */
export function podIdentity(
  name: string,
  { facts, roleName, policy, ...runs }: PodIdentityArgs,
  parent: ComponentResource,
  patches: Pick<CustomResourceOptions, 'transformations'> = {},
): Role {
  const role = new Role(name, { name: roleName, assumeRolePolicy: TRUST_PODS, tags: facts.tags }, { parent, ...patches });
  new RolePolicy(name, { role: role.name, policy }, { parent });
  new PodIdentityAssociation(name, { ...facts.owned(name), ...runs, roleArn: role.arn }, { parent });
  return role;
}
