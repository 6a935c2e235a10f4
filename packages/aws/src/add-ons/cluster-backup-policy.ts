import type { AwsRegion } from '@clinfra/core';
import type { PolicyDocument, Statement } from '../identity/policy-document';
import type { Tags } from '../site-facts';

/** What Velero keeps, and where. */
export interface ClusterBackupScope {
  readonly region: AwsRegion;
  readonly accountId: string;
  readonly bucketArn: string;
  /** What is written on the disks of the site's claims and on no others; nothing where Velero takes no snapshots of them. */
  readonly disks: Tags | undefined;
}

/**
 * What Velero may do: read, write and remove in its own bucket, and no version that was written over. Of disks it may take snapshots of those that bear the site's tags, which
 * it copies onto the snapshots, and make such disks again. What opens the keys is their own policies.
 */
export function clusterBackupPolicy({ region, accountId, bucketArn, disks }: ClusterBackupScope): PolicyDocument {
  const objects = ['GetObject', 'PutObject', 'DeleteObject', 'AbortMultipartUpload', 'ListMultipartUploadParts'];
  return {
    Version: '2012-10-17',
    Statement: [
      allow('KeepBackups', s3(objects), `${bucketArn}/*`),
      allow('FindBackups', s3(['ListBucket', 'GetBucketLocation', 'ListBucketMultipartUploads']), bucketArn),
      ...(disks ? snapshots({ region, accountId }, disks) : []),
    ],
  };
}

function snapshots({ region, accountId }: Pick<ClusterBackupScope, 'region' | 'accountId'>, tags: Tags): readonly Statement[] {
  const volume = `arn:aws:ec2:${region}:${accountId}:volume/*`;
  // Snapshots have no account in their names.
  const snapshot = `arn:aws:ec2:${region}::snapshot/*`;
  const own = { StringEquals: tagged('ResourceTag', tags) };
  const made = tagged('RequestTag', tags);
  return [
    allow('SeeDisks', ['ec2:DescribeSnapshots', 'ec2:DescribeVolumes'], '*', { StringEquals: { 'aws:RequestedRegion': region } }),
    allow('OfOwnDisks', ['ec2:CreateSnapshot'], volume, own),
    allow('MakeSnapshots', ['ec2:CreateSnapshot'], snapshot, { StringEquals: made }),
    allow('FromOwnSnapshots', ['ec2:CreateVolume'], snapshot, own),
    allow('MakeDisks', ['ec2:CreateVolume'], volume, { StringEquals: made }),
    allow('TagWhatIsMade', ['ec2:CreateTags'], [volume, snapshot], { StringEquals: { 'ec2:CreateAction': ['CreateSnapshot', 'CreateVolume'], ...made } }),
    allow('RemoveOwnSnapshots', ['ec2:DeleteSnapshot'], snapshot, own),
  ];
}

function tagged(kind: 'ResourceTag' | 'RequestTag', tags: Tags): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:${kind}/${key}`, value]));
}

function s3(actions: readonly string[]): readonly string[] {
  return actions.map(action => `s3:${action}`);
}

function allow(Sid: string, Action: readonly string[], Resource: string | readonly string[], Condition?: Statement['Condition']): Statement {
  return { Sid, Effect: 'Allow', Action, Resource, ...(Condition && { Condition }) };
}
