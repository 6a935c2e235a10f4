import { PodIdentityAssociation } from '@pulumi/aws/eks';
import { Role, RolePolicy } from '@pulumi/aws/iam';
import { ComponentResource, type ComponentResourceOptions, type Input, output } from '@pulumi/pulumi';
import { clusterName } from '../cluster/cluster-name';
import { TRUST_PODS } from '../identity/policy-document';
import { resourcePatches } from '../resource-patches';
import type { SiteFacts } from '../site-facts';
import { LOAD_BALANCER_CONTROLLER } from './add-on-values';
import { loadBalancerPolicy } from './load-balancer-policy';

export interface LoadBalancerIdentityArgs {
  readonly facts: SiteFacts;
  readonly accountId: Input<string>;
  /** The cluster's name, known once it is there. */
  readonly clusterName: Input<string>;
}

/** Who the AWS Load Balancer Controller is in AWS, by the identity of its pods. */
export class LoadBalancerIdentity extends ComponentResource {
  constructor(name: string, args: LoadBalancerIdentityArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:LoadBalancerIdentity', name, {}, opts);
    const { facts, accountId } = args;
    const scope = { region: facts.region, clusterName: clusterName(facts) };
    const role = new Role(
      name,
      { name: facts.physicalName(['load-balancers'], 64), assumeRolePolicy: TRUST_PODS, tags: facts.tags },
      { parent: this, ...resourcePatches(facts.site) },
    );
    const policy = output(accountId).apply(account => JSON.stringify(loadBalancerPolicy({ ...scope, accountId: account })));
    new RolePolicy(name, { role: role.name, policy }, { parent: this });
    const association = { clusterName: args.clusterName, ...LOAD_BALANCER_CONTROLLER, roleArn: role.arn };
    new PodIdentityAssociation(name, { ...facts.owned(name), ...association }, { parent: this });
    this.registerOutputs({});
  }
}
