import type { AwsRegion, BackedUpResource } from '@clinfra/core';
import { Policy, Role, RolePolicyAttachment } from '@pulumi/aws/iam';
import { type ComponentResource, type Input, output } from '@pulumi/pulumi';
import type { ReadyRole } from '../cluster/cluster-roles';
import { resourcePatches } from '../resource-patches';
import type { SiteFacts } from '../site-facts';
import { backupBoundary, backupTrust } from './backup-policies';

/** What AWS Backup does with a role. */
export type BackupDuty = 'backups' | 'restores';

const POLICIES = { backups: 'AWSBackupServiceRolePolicyForBackup', restores: 'AWSBackupServiceRolePolicyForRestores' } as const satisfies Record<
  BackupDuty,
  string
>;

export interface BackupRoleArgs {
  readonly facts: SiteFacts;
  readonly accountId: Input<string>;
  readonly resources: readonly BackedUpResource[];
  /** The region of the site and those to which it copies. */
  readonly regions: readonly AwsRegion[];
}

/** The role with which AWS Backup backs up or restores, within a boundary of its own. */
export function backupRole(duty: BackupDuty, { facts, accountId, resources, regions }: BackupRoleArgs, parent: ComponentResource): ReadyRole {
  const name = `${facts.prefix}-${duty}`;
  const { tags } = facts;
  const boundary = JSON.stringify(backupBoundary(resources, regions));
  const limit = new Policy(name, { name: facts.physicalName([duty, 'boundary'], 128), policy: boundary, tags }, { parent });
  const assumeRolePolicy = output(accountId).apply(account => JSON.stringify(backupTrust(account)));
  const role = new Role(
    name,
    { name: facts.physicalName([duty], 64), assumeRolePolicy, permissionsBoundary: limit.arn, tags },
    { parent, ...resourcePatches(facts.site) },
  );
  const policyArn = `arn:aws:iam::aws:policy/service-role/${POLICIES[duty]}`;
  const ready = new RolePolicyAttachment(name, { role: role.name, policyArn }, { parent });
  return { arn: role.arn, name: role.name, ready: [ready] };
}
