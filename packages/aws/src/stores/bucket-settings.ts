import { type Bucket, hours, type ObjectStorageClass } from '@clinfra/core';
import type { BucketLifecycle, StorageClass } from '../buckets/bucket-lifecycle';
import type { BucketLock } from '../buckets/private-bucket';

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

/** The pages that may use a bucket from a browser, as S3 takes them; none where none are declared. */
export function corsRules({ cors }: Bucket) {
  if (!cors) return [];
  const { origins, methods, headers = [], maxAge = hours(1) } = cors;
  return [
    { allowedOrigins: [...origins], allowedMethods: [...methods], allowedHeaders: [...headers], exposeHeaders: ['ETag'], maxAgeSeconds: maxAge.toSeconds() },
  ];
}
