import { MINUTES_OF_A_DAY, minuteOf, type Redis, type SnapshotExport } from '@clinfra/core';
import type { PolicyDocument, Statement } from '../../identity/policy-document';
import type { SiteFacts } from '../../site-facts';

const HOUR = 60;
/** How long a snapshot may take to be written as files before it counts as failed. */
const PATIENCE_SECONDS = 7200;

/** What the state machine of an export is called in its account and region. */
export function exportName(facts: SiteFacts, { name }: Pick<Redis, 'name'>): string {
  return facts.physicalName([name, 'export'], 80);
}

/** Once a day, in the platform's time zone. */
export function exportSchedule({ at }: Pick<Required<SnapshotExport>, 'at'>): string {
  const minute = (minuteOf(at) ?? 0) % MINUTES_OF_A_DAY;
  return `cron(${minute % HOUR} ${Math.floor(minute / HOUR)} * * ? *)`;
}

/** How a step of the state machine writes what is reckoned when it runs. */
const reckoned = (expression: string) => `{% ${expression} %}`;

/**
 * Finds the newest of the snapshots that ElastiCache takes each day, has it written to the bucket under its own name, and looks whether it came: ElastiCache only says
 * that it begins. What fails is a failed execution.
 */
export function exportSteps(replicationGroupId: string, bucket: string): string {
  const call = (api: string) => `arn:aws:states:::aws-sdk:${api}`;
  const newest = "$states.result.Snapshots[SnapshotStatus='available']^(>NodeSnapshots[0].SnapshotCreateTime)[0].SnapshotName";
  // An expression that comes to nothing is an error of its own, which says less.
  const named = `($name := ${newest}; $exists($name) ? $name : '')`;
  return JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Find',
    States: {
      Find: {
        Type: 'Task',
        Resource: call('elasticache:describeSnapshots'),
        Arguments: { ReplicationGroupId: replicationGroupId, SnapshotSource: 'system' },
        Output: { snapshot: reckoned(named) },
        Next: 'IsThere',
      },
      IsThere: {
        Type: 'Choice',
        Choices: [{ Condition: reckoned("$states.input.snapshot != ''"), Next: 'Export' }],
        Default: 'Nothing',
      },
      Export: {
        Type: 'Task',
        Resource: call('elasticache:copySnapshot'),
        Arguments: {
          SourceSnapshotName: reckoned('$states.input.snapshot'),
          TargetSnapshotName: reckoned("$replace($states.input.snapshot, 'automatic.', '')"),
          TargetBucket: bucket,
        },
        Output: { files: reckoned("$replace($states.input.snapshot, 'automatic.', '')") },
        Next: 'Wait',
      },
      Wait: { Type: 'Wait', Seconds: PATIENCE_SECONDS, Next: 'Look' },
      Look: {
        Type: 'Task',
        Resource: call('s3:listObjectsV2'),
        Arguments: { Bucket: bucket, Prefix: reckoned('$states.input.files'), MaxKeys: 1 },
        Output: { found: reckoned('$states.result.KeyCount') },
        Next: 'Came',
      },
      Came: { Type: 'Choice', Choices: [{ Condition: reckoned('$states.input.found > 0'), Next: 'Done' }], Default: 'Missing' },
      Done: { Type: 'Succeed' },
      Nothing: { Type: 'Fail', Error: 'NoSnapshot', Cause: 'there is no daily snapshot to export' },
      Missing: { Type: 'Fail', Error: 'NotWritten', Cause: 'the snapshot was not written to the bucket in time' },
    },
  });
}

export interface ExportPlace {
  readonly accountId: string;
  readonly region: string;
  readonly replicationGroupId: string;
  readonly bucketArn: string;
}

/** To copy the snapshots of the one cache, and nobody else's, into the one bucket. That ElastiCache looks for the bucket among all is its own way of checking. */
export function exportPolicy({ accountId, region, replicationGroupId, bucketArn }: ExportPlace): PolicyDocument {
  const arn = (kind: string, name: string) => `arn:aws:elasticache:${region}:${accountId}:${kind}:${name}`;
  const allowed = (Sid: string, Action: readonly string[], Resource: string | readonly string[]): Statement => ({ Sid, Effect: 'Allow', Action, Resource });
  const snapshots = [arn('snapshot', `automatic.${replicationGroupId}-*`), arn('snapshot', `${replicationGroupId}-*`)];
  return {
    Version: '2012-10-17',
    Statement: [
      allowed('FindSnapshots', ['elasticache:DescribeSnapshots'], [arn('replicationgroup', replicationGroupId), arn('snapshot', '*')]),
      allowed('CopySnapshots', ['elasticache:CopySnapshot'], snapshots),
      allowed('LookIntoBucket', ['s3:GetBucketLocation', 's3:ListBucket'], bucketArn),
      allowed('WriteFiles', ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'], `${bucketArn}/*`),
      allowed('FindBucket', ['s3:ListAllMyBuckets'], '*'),
    ],
  };
}

/** To start the one state machine. */
export function startPolicy(stateMachineArn: string): PolicyDocument {
  return { Version: '2012-10-17', Statement: [{ Sid: 'Start', Effect: 'Allow', Action: ['states:StartExecution'], Resource: stateMachineArn }] };
}
