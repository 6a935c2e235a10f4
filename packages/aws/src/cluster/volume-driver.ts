import type { AwsRegion } from '@clinfra/core';
import { RolePolicy } from '@pulumi/aws/iam';
import { type ComponentResource, type Input, output } from '@pulumi/pulumi';
import type { PolicyDocument } from '../identity/policy-document';
import type { SiteFacts } from '../site-facts';
import type { ReadyRole } from './cluster-roles';

/** What the driver for volumes needs of a key: to hand it to EC2 for the volumes that it makes, and nothing by itself. */
function volumeKeyPolicy(keyArn: string, region: AwsRegion): PolicyDocument {
  const Resource = [keyArn];
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'GrantToVolumes',
        Effect: 'Allow',
        Action: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
        Resource,
        Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      },
      {
        Sid: 'EncryptVolumes',
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
        Resource,
        Condition: { StringEquals: { 'kms:ViaService': `ec2.${region}.amazonaws.com` } },
      },
    ],
  };
}

/** Lets the driver encrypt volumes with the key of the disks that pods claim. */
export function volumeDriver(facts: SiteFacts, role: ReadyRole, keyArn: Input<string>, parent: ComponentResource): ReadyRole {
  const policy = output(keyArn).apply(arn => JSON.stringify(volumeKeyPolicy(arn, facts.region)));
  const allowed = new RolePolicy(`${facts.prefix}-volumes`, { role: role.name, policy }, { parent });
  return { ...role, ready: [...role.ready, allowed] };
}
