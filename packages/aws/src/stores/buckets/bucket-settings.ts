import { type Bucket, type Duration, days, hours, type ObjectStorageClass, type Site, type Stage } from '@clinfra/core';
import type { BucketLifecycle, StorageClass } from '../../buckets/bucket-lifecycle';
import type { BucketLock } from '../../buckets/private-bucket';

/** What S3 calls the cheaper places. */
const CLASSES = {
  'infrequent-access': 'STANDARD_IA',
  'intelligent-tiering': 'INTELLIGENT_TIERING',
  'glacier-instant': 'GLACIER_IR',
  glacier: 'GLACIER',
  'deep-archive': 'DEEP_ARCHIVE',
} as const satisfies Record<ObjectStorageClass, StorageClass>;

/** What becomes of the objects of a bucket with time, in days. */
export function lifecycleOf({ lifecycle: { transitions = [], expireAfter, oldVersionsFor }, versions }: Bucket): BucketLifecycle {
  return {
    transitions: transitions.map(({ after, to }) => ({ days: after.toDays(), storageClass: CLASSES[to] })),
    ...(expireAfter && { expireAfter: expireAfter.toDays() }),
    ...(versions && { removeOldVersionsAfter: oldVersionsFor.toDays() }),
  };
}

export function lockOf({ lock }: Bucket): { readonly lock?: BucketLock } {
  return lock ? { lock: { mode: lock.mode, days: lock.retention.toDays() } } : {};
}

/** After how long nobody looks at what is kept to be looked at once in years. */
const COOL_AFTER = days(90);

/**
 * Locked for as long as it is kept, and then removed. Outside production somebody with a special right may still remove it: nothing there is worth a bucket
 * that stands for seven years.
 */
export function lockedFor(retention: Duration, stage: Stage): { readonly lock: BucketLock; readonly lifecycle: BucketLifecycle } {
  const kept = retention.toDays();
  const lock = { mode: stage === 'production' ? 'compliance' : 'governance', days: kept } as const;
  const cools = retention.exceeds(COOL_AFTER.times(2));
  const transitions = cools ? [{ days: COOL_AFTER.toDays(), storageClass: 'GLACIER_IR' as const }] : [];
  return { lock, lifecycle: { transitions, expireAfter: kept, removeOldVersionsAfter: 1 } };
}

/** What the copy of a bucket is called at another site. */
export function copyCalled(bucket: string, from: Site): string {
  return `${bucket}.from-${from.name}`;
}

/** The pages that may use a bucket from a browser, as S3 takes them; none where none are declared. */
export function corsRules({ cors }: Bucket) {
  if (!cors) return [];
  const { origins, methods, headers = [], maxAge = hours(1) } = cors;
  return [
    { allowedOrigins: [...origins], allowedMethods: [...methods], allowedHeaders: [...headers], exposeHeaders: ['ETag'], maxAgeSeconds: maxAge.toSeconds() },
  ];
}
