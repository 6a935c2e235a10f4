import type { PolicyDocument, Statement } from '../identity/policy-document';
import { type BucketPlace, type BucketPurpose, purposeOf } from './bucket-purpose';

export interface BucketPolicyProps extends BucketPlace {
  readonly purpose: BucketPurpose;
  /** The key by which objects are encrypted; absent where S3's own is. */
  readonly keyArn: string | undefined;
  /** What else is allowed or denied. */
  readonly more: readonly Statement[];
}

/**
 * Who may not do what with a bucket, whatever a role is allowed elsewhere: nobody without TLS 1.2, nobody of another account, and nobody who encrypts with
 * another key. It allows the services that deliver, and nobody else: what workloads may is in their own roles.
 */
export function bucketPolicy({ purpose, keyArn, more, ...place }: BucketPolicyProps): PolicyDocument {
  const { accountId, arn } = place;
  const all = [arn, `${arn}/*`];
  const deny = (Sid: string, Action: readonly string[], Resource: Statement['Resource'], Condition: NonNullable<Statement['Condition']>): Statement => ({
    Sid,
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action,
    ...(Resource && { Resource }),
    Condition,
  });
  const strangers = { StringNotEquals: { 'aws:PrincipalAccount': accountId }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } };
  const Statement = [
    deny('NoPlainText', ['s3:*'], all, { Bool: { 'aws:SecureTransport': 'false' } }),
    deny('NoOldTls', ['s3:*'], all, { NumericLessThan: { 's3:TlsVersion': '1.2' } }),
    deny('NoStrangers', ['s3:*'], all, strangers),
    ...(keyArn === undefined ? [] : otherKeys(keyArn).map(([sid, condition]) => deny(sid, ['s3:PutObject'], `${arn}/*`, condition))),
    ...(purposeOf(purpose).deliveries?.(place) ?? []),
    ...more,
  ];
  return { Version: '2012-10-17', Statement };
}

/** An upload that names no encryption gets the bucket's own; one that names another is refused. */
function otherKeys(keyArn: string): readonly (readonly [sid: string, condition: NonNullable<Statement['Condition']>])[] {
  const otherThan = (key: string, value: string) => ({ StringNotEquals: { [key]: value }, Null: { [key]: 'false' } });
  return [
    ['NoOtherEncryption', otherThan('s3:x-amz-server-side-encryption', 'aws:kms')],
    ['NoOtherKey', otherThan('s3:x-amz-server-side-encryption-aws-kms-key-id', keyArn)],
  ];
}
