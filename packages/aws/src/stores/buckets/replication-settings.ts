import type { AwsRegion } from '@clinfra/core';
import type { Input } from '@pulumi/pulumi';
import type { PolicyDocument } from '../../identity/policy-document';

/** By when S3 promises nearly every object to be copied, the only figure that it promises. */
const WITHIN_MINUTES = 15;
export const COPY_SECONDS = WITHIN_MINUTES * 60;

/** What the one rule of a copy is called, by which its figures go. */
export const COPY_RULE = 'all';

export interface ReplicationPolicyProps {
  /** The ARN of the bucket that is copied, and of its copy. */
  readonly origin: string;
  readonly target: string;
  /** The keys of both. */
  readonly originKey: string;
  readonly targetKey: string;
  /** The regions of both. */
  readonly regions: readonly [AwsRegion, AwsRegion];
}

/** To read versions here and write the same versions there; nothing can be read there, and nothing written here. */
export function replicationPolicy({ origin, target, originKey, targetKey, regions }: ReplicationPolicyProps): PolicyDocument {
  const [here, there] = regions;
  const through = (region: AwsRegion) => ({ StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } });
  const versions = ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'];
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'SeeBucket', Effect: 'Allow', Action: ['s3:GetReplicationConfiguration', 's3:ListBucket'], Resource: origin },
      { Sid: 'ReadVersions', Effect: 'Allow', Action: [...versions, 's3:GetObjectLegalHold', 's3:GetObjectRetention'], Resource: `${origin}/*` },
      { Sid: 'WriteCopies', Effect: 'Allow', Action: ['s3:ReplicateDelete', 's3:ReplicateObject', 's3:ReplicateTags'], Resource: `${target}/*` },
      { Sid: 'Decrypt', Effect: 'Allow', Action: ['kms:Decrypt'], Resource: originKey, Condition: through(here) },
      { Sid: 'Encrypt', Effect: 'Allow', Action: ['kms:Encrypt', 'kms:GenerateDataKey'], Resource: targetKey, Condition: through(there) },
    ],
  };
}

/** What is copied: everything, within minutes, and what is removed as a mark of its removal, so that the versions behind it stay on both sides. */
export function replicationRule(targetArn: Input<string>, keyArn: Input<string>) {
  const on = { status: 'Enabled' };
  const minutes = { minutes: WITHIN_MINUTES };
  return {
    id: COPY_RULE,
    priority: 1,
    ...on,
    filter: { prefix: '' },
    deleteMarkerReplication: on,
    sourceSelectionCriteria: { sseKmsEncryptedObjects: on },
    destination: {
      bucket: targetArn,
      encryptionConfiguration: { replicaKmsKeyId: keyArn },
      replicationTime: { ...on, time: minutes },
      metrics: { ...on, eventThreshold: minutes },
    },
  };
}
