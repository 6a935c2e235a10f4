import { type BackedUpResource, percent, type ResolvedAlarms } from '@clinfra/core';
import type { Input } from '@pulumi/pulumi';
import { type AlarmFact, type AlarmSubject, combined, forEach, metric, plain, type Statistic, share } from './alarm-fact';
import { AT_ALL, filling } from './figure-facts';

const GIB = 1024 ** 3;
/** What the database of a control plane holds before it takes nothing more. */
const CONTROL_PLANE_STORAGE = 8 * GIB;
/** The share of failed calls at which a control plane is in trouble. */
const FAILED_CALLS = 5;
const HOUR = 3600;

/** What rings of the gateways to the internet: that they have no port left for a connection. */
export function networkSubject(gatewayIds: readonly Input<string>[]): AlarmSubject {
  const refused = gatewayIds.map(NatGatewayId => metric('AWS/NATGateway', 'ErrorPortAllocation', 'Sum', { NatGatewayId }));
  const facts = forEach(combined('SUM', refused), {
    ...AT_ALL,
    name: 'ports',
    why: 'A gateway has no port left: connections to third parties fail. Look for a workload that opens too many to one address.',
  });
  return { name: '_network', facts };
}

/** What EKS tells of a control plane by itself. How many nodes failed, only an agent in the cluster would tell: pods that find no node show it. */
export function clusterSubject(ClusterName: string): AlarmSubject {
  const figure = (name: string, statistic: Statistic) => metric('AWS/EKS', name, statistic, { ClusterName });
  const size = {
    name: 'storage',
    measure: plain(figure('apiserver_storage_size_bytes', 'Maximum')),
    rings: 'above',
    period: 300,
    points: 1,
    silence: 'missing',
  } as const;
  return {
    name: '_cluster',
    facts: [
      {
        name: 'pending-pods',
        severity: 'high',
        measure: plain(figure('scheduler_pending_pods_UNSCHEDULABLE', 'Minimum')),
        rings: 'above',
        threshold: 0,
        period: 60,
        points: 6,
        silence: 'missing',
        why: 'Pods have found no node for more than five minutes. Look for nodes that failed, for a group that is at its most, and for what the pods ask for.',
      },
      {
        name: 'api-errors',
        severity: 'high',
        measure: share(figure('apiserver_request_total_5XX', 'Sum'), figure('apiserver_request_total', 'Sum')),
        rings: 'above',
        threshold: FAILED_CALLS,
        period: 60,
        points: 10,
        silence: 'missing',
        why: 'The control plane fails many calls. Look for a webhook that does not answer, and at the health of EKS in the region.',
      },
      ...filling(size, percent(80), {
        threshold: used => (CONTROL_PLANE_STORAGE * used) / 100,
        why: 'Of what the control plane can keep; when it is full it takes no change. Look for kinds of objects that pile up.',
      }),
    ],
  };
}

export interface WatchedBackups {
  readonly vaultName: string;
  /** What is backed up each day. */
  readonly daily: readonly BackedUpResource[];
  /** What is restored each week to see whether it can be. */
  readonly rehearsed: readonly BackedUpResource[];
}

/**
 * What rings of backups: that none was finished for too long, in the vault or of a kind, and that none could be restored. AWS Backup counts by kind for the whole account,
 * so that the vault has an alarm of its own.
 */
export function backupSubject({ vaultName, daily, rehearsed }: WatchedBackups, { backupGap }: Pick<ResolvedAlarms, 'backupGap'>): AlarmSubject {
  const count = (name: string, dimensions: Readonly<Record<string, string>>) => metric('AWS/Backup', name, 'Sum', dimensions);
  const finished = 'NumberOfBackupJobsCompleted';
  const missing = (name: string, what: string, dimensions: Readonly<Record<string, string>>): AlarmFact => ({
    name,
    severity: 'high',
    measure: plain(count(finished, dimensions)),
    rings: 'below',
    threshold: 1,
    period: HOUR,
    points: Math.ceil(backupGap.toSeconds() / HOUR),
    silence: 'breaching',
    why: `No backup ${what} was finished for ${backupGap}. Look whether AWS Backup is switched on for it in the region, and at its jobs.`,
  });
  const restores = (name: string) =>
    combined(
      'SUM',
      rehearsed.map(ResourceType => count(name, { ResourceType })),
    );
  const failed = forEach(restores('NumberOfRestoreJobsFailed'), {
    ...AT_ALL,
    name: 'restore',
    period: HOUR,
    why: 'A backup could not be restored in the rehearsal. Look at the restore jobs of AWS Backup, and do not trust the backup until one was.',
  });
  return {
    name: '_backups',
    facts: [
      ...(daily.length > 0 ? [missing('none', 'in the vault', { BackupVaultName: vaultName })] : []),
      ...daily.map(kind => missing(`none-${kind.toLowerCase()}`, `of ${kind}`, { ResourceType: kind })),
      ...failed,
    ],
    seen: restores('NumberOfRestoreJobsCompleted').map(measure => ({ name: 'restored', measure, period: HOUR })),
  };
}

/** That somebody is not told: it is told to the others. */
export function tellingSubject(topicNames: readonly string[]): AlarmSubject {
  const lost = topicNames.map(TopicName => metric('AWS/SNS', 'NumberOfNotificationsFailed', 'Sum', { TopicName }));
  const facts = forEach(combined('SUM', lost), {
    ...AT_ALL,
    name: 'untold',
    why: 'Somebody could not be told what rings. Look at the subscriptions of the topics, and at what answers there.',
  });
  return { name: '_alarms', facts };
}

/** A bucket and its copy in another region. */
export interface WatchedCopy {
  readonly store: string;
  readonly bucket: Input<string>;
  readonly copy: Input<string>;
  readonly rule: string;
}

/** What rings of a copy: objects that arrive late, and such that never will. */
export function copySubject({ store, bucket, copy, rule }: WatchedCopy, withinSeconds: number): AlarmSubject {
  const dimensions = { SourceBucket: bucket, DestinationBucket: copy, RuleId: rule };
  const common = { severity: 'high', rings: 'above', period: 300, silence: 'notBreaching' } as const;
  return {
    name: store,
    facts: [
      {
        ...common,
        name: 'lag',
        measure: plain(metric('AWS/S3', 'ReplicationLatency', 'Maximum', dimensions)),
        threshold: withinSeconds,
        points: 2,
        why: 'Objects reach the copy later than S3 promises; what was not copied is lost with the site. Look at the role and the keys of the copy.',
      },
      {
        ...common,
        name: 'failed-copies',
        measure: plain(metric('AWS/S3', 'OperationsFailedReplication', 'Sum', dimensions)),
        threshold: 0,
        points: 1,
        why: 'Objects were not copied and will not be tried again by themselves. Look at the role and the keys of the copy, and copy them by a batch.',
      },
    ],
  };
}

/** The bucket of a store's snapshots, by which requests to it are counted. */
export interface WatchedSnapshots {
  readonly store: string;
  readonly bucket: Input<string>;
  readonly filter: string;
}

/** What rings of snapshots that a store writes to a bucket by itself, of which nothing else tells: that nothing was written for too long. */
export function snapshotSubject({ store, bucket, filter }: WatchedSnapshots, { backupGap }: Pick<ResolvedAlarms, 'backupGap'>): AlarmSubject {
  return {
    name: `${store}.snapshots`,
    facts: [
      {
        name: 'none',
        severity: 'high',
        measure: plain(metric('AWS/S3', 'PutRequests', 'Sum', { BucketName: bucket, FilterId: filter })),
        rings: 'below',
        threshold: 1,
        period: HOUR,
        points: Math.ceil(backupGap.toSeconds() / HOUR),
        silence: 'breaching',
        why: `No snapshot was written to the bucket for ${backupGap}. Ask the store: GET _plugins/_sm/policies/clinfra/_explain.`,
      },
    ],
  };
}
