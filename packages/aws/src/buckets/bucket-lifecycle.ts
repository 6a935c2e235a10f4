import type { Stage } from '@clinfra/core';
import { LOG_DAYS } from '../log-group';
import { type BucketPurpose, purposeOf } from './bucket-purpose';

/** The cheaper places of S3, from the quickest to read to the slowest. */
export type StorageClass = 'STANDARD_IA' | 'INTELLIGENT_TIERING' | 'GLACIER_IR' | 'GLACIER' | 'DEEP_ARCHIVE';

export interface Transition {
  readonly days: number;
  readonly storageClass: StorageClass;
}

/** What becomes of objects with time, in days. */
export interface BucketLifecycle {
  /** Where objects move after so many days, the soonest first. */
  readonly transitions?: readonly Transition[];
  /** After how many days objects are removed. */
  readonly expireAfter?: number;
  /** After how many days a version is removed that is no longer the current one. */
  readonly removeOldVersionsAfter?: number;
}

/** The parts of an upload that was never finished, which nobody sees and everybody pays. */
const ABANDONED_UPLOAD = 7;
const OLD_LOGS = 7;

/** What becomes of the objects of a purpose where nothing else is declared: logs are forgotten in time, everything else stays. */
export function usualLifecycle(purpose: BucketPurpose, stage: Stage): BucketLifecycle {
  return purposeOf(purpose).logs ? { expireAfter: LOG_DAYS[stage], removeOldVersionsAfter: OLD_LOGS } : {};
}

/** The rules as S3 takes them: what becomes of current objects, and what is swept behind them. */
export function lifecycleRules({ transitions = [], expireAfter, removeOldVersionsAfter }: BucketLifecycle) {
  const whole = { status: 'Enabled', filter: { prefix: '' } };
  const aging = {
    ...(transitions.length > 0 && { transitions: [...transitions] }),
    ...(expireAfter !== undefined && { expiration: { days: expireAfter } }),
  };
  const sweep = {
    abortIncompleteMultipartUpload: { daysAfterInitiation: ABANDONED_UPLOAD },
    ...(removeOldVersionsAfter !== undefined && { noncurrentVersionExpiration: { noncurrentDays: removeOldVersionsAfter } }),
    // S3 removes the marks of deletion itself where objects expire, and refuses to be told twice.
    ...(expireAfter === undefined && removeOldVersionsAfter !== undefined && { expiration: { expiredObjectDeleteMarker: true } }),
  };
  return [...(Object.keys(aging).length > 0 ? [{ id: 'aging', ...whole, ...aging }] : []), { id: 'sweep', ...whole, ...sweep }];
}
