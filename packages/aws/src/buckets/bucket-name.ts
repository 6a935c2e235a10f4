import type { SiteFacts } from '../site-facts';
import { type BucketPurpose, purposeOf } from './bucket-purpose';

const LONGEST = 63;
/** A hyphen and the number of an account. */
const ACCOUNT = 13;

/**
 * How a bucket is called. Names of buckets are one space for all customers of AWS: the number of the account keeps the platform's apart, and nobody else can
 * have taken one before. It is the same before and after the bucket exists, so that policies at another site may name it.
 */
export function bucketName(facts: SiteFacts, parts: readonly string[], purpose: BucketPurpose, accountId: string): string {
  const { nameBegins = '' } = purposeOf(purpose);
  return `${nameBegins}${facts.physicalName(parts, LONGEST - ACCOUNT - nameBegins.length)}-${accountId}`;
}

export function bucketArn(name: string): string {
  return `arn:aws:s3:::${name}`;
}
