import type { Store } from '@clinfra/core';
import { SecurityGroup } from '@pulumi/aws/ec2';
import { SecurityGroupIngressRule } from '@pulumi/aws/vpc';
import type { ComponentResource, Output } from '@pulumi/pulumi';
import type { StoreContext } from './store-context';

/** The security group of a store: the cluster reaches its port when a workload has an edge to it, and nothing else does. */
export function storeSecurityGroup(store: Store, context: StoreContext, parent: ComponentResource): Output<string> {
  const { facts, network, cluster, uses } = context;
  const name = `${facts.prefix}-${store.name}`;
  const settings = { vpcId: network.vpcId, description: `who reaches ${store.name}` };
  const group = new SecurityGroup(name, { ...facts.ownedBy(store, name), ...settings }, { parent });
  if (uses.length > 0) {
    const rule = {
      securityGroupId: group.id,
      referencedSecurityGroupId: cluster.securityGroupId,
      ipProtocol: 'tcp',
      fromPort: store.port,
      toPort: store.port,
      description: 'nodes and pods of the cluster',
    };
    new SecurityGroupIngressRule(name, { ...facts.ownedBy(store, name), ...rule }, { parent });
  }
  return group.id;
}
