import type { Workload } from '@clinfra/core';
import { PodIdentityAssociation } from '@pulumi/aws/eks';
import { Role, RolePolicy } from '@pulumi/aws/iam';
import { ComponentResource, type ComponentResourceOptions, type Input, output } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';
import { permissionsOf, type StoreNames } from './permissions';
import { TRUST_PODS } from './policy-document';

export interface WorkloadIdentityArgs {
  readonly facts: SiteFacts;
  readonly workload: Workload;
  readonly accountId: Input<string>;
  readonly clusterName: Input<string>;
  /** What the names of the site's stores are made of. */
  readonly names: StoreNames;
}

/** Who a workload is in AWS: a role that its pods, known by their service account, take on without any stored credential. */
export class WorkloadIdentity extends ComponentResource {
  constructor(name: string, args: WorkloadIdentityArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:WorkloadIdentity', name, {}, opts);
    const { facts, workload, accountId, clusterName, names } = args;
    const namespace = workload.domain.name;
    const roleName = facts.physicalName([`${namespace}.${workload.name}`], 64);
    const role = new Role(name, { name: roleName, assumeRolePolicy: TRUST_PODS, tags: facts.tags }, { parent: this });
    const policy = output(accountId).apply(account =>
      JSON.stringify({ Version: '2012-10-17', Statement: permissionsOf(workload, { ...names, accountId: account }) }),
    );
    new RolePolicy(name, { role: role.name, policy }, { parent: this });
    const association = { clusterName, namespace, serviceAccount: workload.name, roleArn: role.arn };
    new PodIdentityAssociation(name, { ...facts.owned(name), ...association }, { parent: this });
    this.registerOutputs({});
  }
}
