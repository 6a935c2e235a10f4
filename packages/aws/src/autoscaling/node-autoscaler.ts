import { NODES_TAG, nodeProfileName, siteName } from '@clinfra/core';
import { Tag } from '@pulumi/aws/ec2';
import { InstanceProfile } from '@pulumi/aws/iam';
import { all, ComponentResource, type ComponentResourceOptions, type Input, type Output } from '@pulumi/pulumi';
import { clusterName } from '../cluster/cluster-name';
import type { ReadyRole } from '../cluster/cluster-roles';
import type { EncryptionKey } from '../encryption/encryption-key';
import { podIdentity } from '../identity/pod-identity';
import { resourcePatches } from '../resource-patches';
import type { SiteFacts } from '../site-facts';
import { CLUSTER_AUTOSCALER, clusterAutoscalerPolicy } from './cluster-autoscaler';
import { createInterruptions } from './interruptions';
import { KARPENTER, queueName } from './karpenter';
import { karpenterPolicy } from './karpenter-policy';

export interface NodeAutoscalerArgs {
  readonly facts: SiteFacts;
  readonly accountId: Input<string>;
  /** The cluster's name, known once it is there. */
  readonly clusterName: Output<string>;
  /** The role of the nodes, and their security group. */
  readonly nodes: ReadyRole;
  readonly securityGroupId: Input<string>;
  /** The key of the queue; its policy must let EventBridge use it. */
  readonly key: EncryptionKey;
}

/** Who may make and remove the nodes of a site: the identity of the autoscaler that is declared, and what it needs beside it. */
export class NodeAutoscaler extends ComponentResource {
  constructor(name: string, args: NodeAutoscalerArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:NodeAutoscaler', name, {}, opts);
    const { facts } = args;
    if (facts.hosting.autoscaling.kind === 'karpenter') {
      createInterruptions(facts, args.accountId, args.key.arn, this);
      this.#letNodesStart(args);
      this.#identity(facts, args, KARPENTER, this.#karpenterPolicy(args));
    } else {
      this.#identity(facts, args, CLUSTER_AUTOSCALER, JSON.stringify(clusterAutoscalerPolicy(clusterName(facts))));
    }
    this.registerOutputs({});
  }

  /** Karpenter's nodes start with a profile of a known name, in the security group of all nodes. */
  #letNodesStart({ facts, nodes, securityGroupId }: NodeAutoscalerArgs): void {
    const name = `${facts.prefix}-nodes`;
    new InstanceProfile(name, { name: nodeProfileName(facts.site), role: nodes.name, tags: facts.tags }, { parent: this });
    new Tag(name, { region: facts.region, resourceId: securityGroupId, key: NODES_TAG, value: siteName(facts.site) }, { parent: this });
  }

  #karpenterPolicy({ facts, accountId, nodes, key }: NodeAutoscalerArgs): Output<string> {
    return all([accountId, nodes.arn, key.arn]).apply(([account, nodeRoleArn, keyArn]) =>
      JSON.stringify(karpenterPolicy({ region: facts.region, accountId: account, cluster: clusterName(facts), queue: queueName(facts), nodeRoleArn, keyArn })),
    );
  }

  #identity(facts: SiteFacts, args: NodeAutoscalerArgs, runs: { readonly namespace: string; readonly serviceAccount: string }, policy: Input<string>): void {
    const name = `${facts.prefix}-${runs.serviceAccount}`;
    const { namespace, serviceAccount } = runs;
    const roleName = facts.physicalName([serviceAccount], 64);
    podIdentity(name, { facts, roleName, policy, clusterName: args.clusterName, namespace, serviceAccount }, this, resourcePatches(facts.site));
  }
}
