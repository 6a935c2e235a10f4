import type { Site } from '../sites/site';
import type { Duration } from '../units';
import type { Weekday } from '../workloads/scale-hours';
import type { ClusterBackup } from './cluster-backup';

/** A whole backup each day. */
export interface DailyBackup {
  /**
   * When it begins in the platform's time zone, winter and summer. Where a database is being patched then, which AWS does not interrupt, that day's
   * begins when it is over.
   * @default '02:00'
   */
  readonly at?: string;
  /**
   * How long each is kept.
   * @default days(30) in production, else days(7)
   */
  readonly keep?: Duration;
}

/** Backups between the daily ones, each of what has changed since. */
export interface FrequentBackup {
  /**
   * The time from one to the next, a whole number of hours that divides the day; they are counted from the daily one.
   * @default hours(4)
   */
  readonly every?: Duration;
  /**
   * How long each is kept.
   * @default days(30)
   */
  readonly keep?: Duration;
}

/** A whole backup each month, for the years that the law asks for. */
export interface MonthlyBackup {
  /**
   * The day of the month, 1 to 28. It begins at the time of the daily one.
   * @default 1
   */
  readonly day?: number;
  /**
   * How long each is kept.
   * @default days(2557), seven years
   */
  readonly keep?: Duration;
  /**
   * After how long it moves to cold storage, where it must stay for 90 days at least. Volumes can; AWS has no cold storage for databases, whose snapshots stay
   * where they are.
   * @default days(30)
   */
  readonly coldAfter?: Duration;
}

/** When a store is backed up and how long that is kept; what is left out follows the tier, then the platform, then what is in it. */
export interface BackupProps {
  /**
   * Whether any moment can be restored from the vault, as far back as the database keeps its log (`backupRetention`). AWS Backup then decides on the hours of the
   * database's own backup.
   * @default true in production for data of people, money or audits, where AWS Backup can
   */
  readonly continuous?: boolean;
  /**
   * A whole backup each day, or none.
   * @default each day at 02:00; none in development
   */
  readonly daily?: DailyBackup | false;
  /**
   * Backups between the daily ones, or none.
   * @default every four hours in production for data of people, money or audits, else none
   */
  readonly frequent?: FrequentBackup | false;
  /**
   * A backup each month for years, or none.
   * @default seven years in production for data of people, money or audits, else none
   */
  readonly monthly?: MonthlyBackup | false;
  /**
   * The site at which copies of the daily and the monthly backups are kept, or none. It must be on AWS in another region, where all that is in the store may
   * stand; it need not be built.
   * @default the standby site of the failover, where it is on AWS in another region; else none
   */
  readonly copies?: Site | false;
}

/** What is said of a store: what differs, or that nobody backs it up, which is a weakened default (`backup`) where it holds data of people, money or audits. */
export type Backup = BackupProps | 'none';

/**
 * What keeps backups from being deleted before their time: nobody can, and after `grace` nobody can take the lock away either, AWS included; only those can who may
 * take the lock away first; or whoever may delete them.
 */
export type VaultLock = 'compliance' | 'governance' | 'none';

/** A weekly rehearsal: AWS restores the newest backup of each store, says whether it could, and deletes what it restored. */
export interface RestoreTest {
  /**
   * The day on which it begins.
   * @default 'wednesday'
   */
  readonly day?: Weekday;
  /**
   * When it begins in the platform's time zone.
   * @default '06:00'
   */
  readonly at?: string;
  /**
   * How long what was restored stands, for people to look into it.
   * @default hours(4)
   */
  readonly keep?: Duration;
}

/** Backups of a platform, and the vaults in which they are. */
export interface PlatformBackupProps extends BackupProps {
  /**
   * A backup each day of what stands in the clusters of sites on AWS, or none.
   * @default each day at 03:00 in production, else none
   */
  readonly cluster?: ClusterBackup | false;
  /**
   * What keeps backups from being deleted. In production `none` is a weakened default (`backup-lock`). `compliance` cannot be undone once its `grace` is over: what
   * is in the vault is paid for to the end.
   * @default 'governance' in production, else 'none'
   */
  readonly lock?: VaultLock;
  /**
   * For how long a lock of compliance can still be taken away, three days at least.
   * @default days(7)
   */
  readonly grace?: Duration;
  /**
   * A weekly rehearsal of restoring, or none.
   * @default on Wednesdays at 06:00 in production, else none
   */
  readonly restoreTest?: RestoreTest | false;
}
