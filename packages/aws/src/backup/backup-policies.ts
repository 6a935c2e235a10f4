import type { AwsRegion, BackedUpResource } from '@clinfra/core';
import type { PolicyDocument } from '../identity/policy-document';

/** The service in which AWS Backup works for each kind of what it backs up. */
const BACKED_UP_SERVICES = { RDS: 'rds', Aurora: 'rds', DocumentDB: 'rds', EBS: 'ec2' } as const satisfies Record<BackedUpResource, 'rds' | 'ec2'>;

/**
 * Nobody deletes a backup, lets go of it or shortens its time, whatever else they may do; only its own time ends it. Whoever may change this policy can take that
 * back, which the lock of the vault cannot be.
 */
export const VAULT_POLICY: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'NobodyDeletes',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: ['backup:DeleteRecoveryPoint', 'backup:DisassociateRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'],
      Resource: '*',
    },
  ],
};

/** AWS Backup takes the role on, for this account and for no other. */
export function backupTrust(accountId: string): PolicyDocument {
  const Condition = { StringEquals: { 'aws:SourceAccount': accountId } };
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: 'Trust', Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' }, Action: ['sts:AssumeRole'], Condition }],
  };
}

/**
 * What a role of AWS Backup can do at the most. Its permissions are AWS's own policy, which follows what AWS Backup needs and covers every service; of those only the
 * services of the site's stores remain, in the regions where backups stand.
 */
export function backupBoundary(resources: readonly BackedUpResource[], regions: readonly AwsRegion[]): PolicyDocument {
  const services = [...new Set(resources.map(resource => `${BACKED_UP_SERVICES[resource]}:*`))].sort();
  const Action = ['backup-storage:*', 'backup:*', 'cloudwatch:GetMetricData', 'events:*', 'kms:*', 'tag:GetResources', ...services];
  const Condition = { StringEquals: { 'aws:RequestedRegion': regions } };
  return { Version: '2012-10-17', Statement: [{ Sid: 'WhereBackupsStand', Effect: 'Allow', Action, Resource: '*', Condition }] };
}
