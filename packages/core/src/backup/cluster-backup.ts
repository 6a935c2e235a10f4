import type { Platform } from '../platform/platform';
import { type Duration, days } from '../units';

/** What stands in the clusters of sites on AWS, kept by Velero each day in a bucket of the platform: all objects but Secrets, whose values come again from their source. */
export interface ClusterBackup {
  /**
   * When it begins in the platform's time zone.
   * @default '03:00'
   */
  readonly at?: string;
  /**
   * How long each is kept.
   * @default days(30) in production, else days(7)
   */
  readonly keep?: Duration;
  /**
   * Namespaces that are left out.
   * @default none
   */
  readonly except?: readonly string[];
  /**
   * Whether Velero takes snapshots of the disks of claims as well.
   * @default false: AWS Backup backs them up
   */
  readonly volumes?: boolean;
}

/** When the clusters of a platform are backed up; undefined where they are not. */
export function clusterBackupOf(platform: Platform): Required<ClusterBackup> | undefined {
  const production = platform.stage === 'production';
  const said = platform.backup?.cluster ?? (production ? {} : false);
  return said === false ? undefined : { at: '03:00', keep: days(production ? 30 : 7), except: [], volumes: false, ...said };
}

/** As whom Velero runs, and what its bucket is called within its site. */
export const VELERO = { namespace: 'velero', serviceAccount: 'velero', bucket: 'cluster.backup' } as const;
