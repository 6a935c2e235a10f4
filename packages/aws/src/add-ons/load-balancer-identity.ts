import { ComponentResource, type ComponentResourceOptions, type Input, output } from '@pulumi/pulumi';
import { clusterName } from '../cluster/cluster-name';
import { podIdentity } from '../identity/pod-identity';
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
    const policy = output(accountId).apply(account => JSON.stringify(loadBalancerPolicy({ ...scope, accountId: account })));
    const runs = { clusterName: args.clusterName, ...LOAD_BALANCER_CONTROLLER };
    podIdentity(name, { facts, roleName: facts.physicalName(['load-balancers'], 64), policy, ...runs }, this, resourcePatches(facts.site));
    this.registerOutputs({});
  }
}
