import type { RelationalStore } from '@clinfra/core';
import { Role, RolePolicyAttachment } from '@pulumi/aws/iam';
import type { ComponentResource } from '@pulumi/pulumi';
import type { ReadyRole } from '../../cluster/cluster-roles';
import { trust } from '../../identity/policy-document';
import type { SiteFacts } from '../../site-facts';

const POLICY = 'arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole';

/** The role with which RDS writes a machine's own figures to CloudWatch; nothing else may take it on. */
export function monitoringRole(store: RelationalStore, facts: SiteFacts, parent: ComponentResource): ReadyRole {
  const name = `${facts.prefix}-${store.name}-monitoring`;
  const settings = { name: facts.physicalName([store.name, 'monitoring'], 64), assumeRolePolicy: trust('monitoring.rds.amazonaws.com') };
  const role = new Role(name, { ...settings, tags: facts.ownedBy(store, name).tags }, { parent });
  const ready = new RolePolicyAttachment(name, { role: role.name, policyArn: POLICY }, { parent });
  return { arn: role.arn, name: role.name, ready: [ready] };
}
