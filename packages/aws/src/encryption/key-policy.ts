import type { AwsRegion } from '@clinfra/core';
import type { PolicyDocument, Statement } from '../identity/policy-document';

/** The services on whose behalf keys are used. */
export type KeyUser = 'backup' | 'ec2' | 'ecr' | 'eks' | 'elasticache' | 'es' | 'firehose' | 'kafka' | 'mq' | 'rds' | 's3' | 'secretsmanager' | 'sqs';

export interface KeyPolicyProps {
  readonly accountId: string;
  readonly region: AwsRegion;
  /** The services through which the account may use the key. */
  readonly usedBy: readonly KeyUser[];
  /** Roles that use the key themselves. */
  readonly roles: readonly string[];
  /** The CloudWatch log groups that are encrypted with it. */
  readonly logGroups: readonly string[];
  /** Services that write with it on nobody's behalf, such as `events.amazonaws.com`. */
  readonly writers?: readonly string[];
  /** Services that publish with it and do not say for which account: a condition on that would refuse them. */
  readonly publishers?: readonly string[];
}

const ADMINISTER = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:CreateGrant',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListAliases',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];
const USE = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

/**
 * Who may do what with a key. The account may administer it, which reads nothing by itself; nobody may use it by hand: only services that were
 * named, for callers of the same account. To whoever else uses the account a grant goes by way of those services alone. Who administers it could
 * make one, or another policy: EKS makes its grants as whoever makes the cluster, and supports no condition on them.
 */
export function keyPolicy({ accountId, region, usedBy, roles, logGroups, writers = [], publishers = [] }: KeyPolicyProps): PolicyDocument {
  const through = {
    StringEquals: { 'kms:CallerAccount': accountId, 'kms:ViaService': usedBy.map(service => `${service}.${region}.amazonaws.com`) },
  };
  const anyone = { AWS: '*' };
  const statements: Statement[] = [
    { Sid: 'Administration', Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: ADMINISTER, Resource: '*' },
  ];
  if (usedBy.length > 0) {
    statements.push(
      // Any principal, because Auto Scaling's own role attaches encrypted disks; the condition is what narrows it.
      { Sid: 'UseThroughServices', Effect: 'Allow', Principal: anyone, Action: USE, Resource: '*', Condition: through },
      {
        Sid: 'GrantsToServices',
        Effect: 'Allow',
        Principal: anyone,
        Action: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
        Resource: '*',
        Condition: { ...through, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      },
    );
  }
  if (roles.length > 0) {
    statements.push({ Sid: 'UseByRoles', Effect: 'Allow', Principal: { AWS: roles }, Action: [...USE, 'kms:ListGrants'], Resource: '*' });
  }
  if (writers.length > 0) {
    const own = { StringEquals: { 'aws:SourceAccount': accountId } };
    const Action = ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey*'];
    statements.push({ Sid: 'WriteByServices', Effect: 'Allow', Principal: { Service: writers }, Action, Resource: '*', Condition: own });
  }
  if (publishers.length > 0) {
    const Action = ['kms:Decrypt', 'kms:GenerateDataKey*'];
    statements.push({ Sid: 'PublishByServices', Effect: 'Allow', Principal: { Service: publishers }, Action, Resource: '*' });
  }
  if (logGroups.length > 0) statements.push(logsStatement(accountId, region, logGroups));
  return { Version: '2012-10-17', Statement: statements };
}

function logsStatement(accountId: string, region: AwsRegion, logGroups: readonly string[]): Statement {
  const arns = logGroups.map(name => `arn:aws:logs:${region}:${accountId}:log-group:${name}`);
  return {
    Sid: 'Logs',
    Effect: 'Allow',
    Principal: { Service: `logs.${region}.amazonaws.com` },
    Action: USE,
    Resource: '*',
    Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': arns } },
  };
}
