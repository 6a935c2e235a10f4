import { type PlannedResource, record } from '@clinfra/plan';
import { faultsOf } from '../../../test/cloud/resource-rules';
import { lifecycleRules, usualLifecycle } from '../src/buckets/bucket-lifecycle';
import { bucketName } from '../src/buckets/bucket-name';
import { bucketPolicy } from '../src/buckets/bucket-policy';
import { type BucketPurpose, keyWriters, purposeOf } from '../src/buckets/bucket-purpose';
import { PrivateBucket, type PrivateBucketArgs } from '../src/buckets/private-bucket';
import { SiteFacts } from '../src/site-facts';
import { aSite } from './recorded';

const ACCOUNT = '123456789012';
const KEY = '${aws:kms/key:Key::ward-dublin-scans.arn}';
const PLACE = { accountId: ACCOUNT, region: 'eu-west-1', arn: 'arn:aws:s3:::scans' } as const;
const facts = new SiteFacts(aSite('production').site);

async function resourcesOf(args: PrivateBucketArgs): Promise<ReadonlyMap<string, PlannedResource>> {
  const { resources } = await record({ project: 'ward', stack: 'ward-production' }, () => {
    new PrivateBucket('ward-dublin-scans', args);
  });
  return new Map(resources.map(resource => [resource.type.replace(/^aws:s3\/\w+:/, ''), resource]));
}

/** The denials that strike a request, by what it brings along; a condition with several parts needs all of them. */
function denials(policy: ReturnType<typeof bucketPolicy>, request: Readonly<Record<string, string>>): readonly string[] {
  const holds = (operator: string, key: string, value: string): boolean => {
    const has = request[key];
    if (operator === 'Bool') return has === value;
    if (operator === 'BoolIfExists') return has === undefined || has === value;
    if (operator === 'Null') return String(has === undefined) === value;
    if (operator === 'StringNotEquals') return has !== value;
    if (operator === 'NumericLessThan') return has !== undefined && Number(has) < Number(value);
    throw new Error(`unknown operator ${operator}`);
  };
  const strikes = (condition: object) =>
    Object.entries(condition).every(([operator, keys]) => Object.entries(keys as object).every(([key, value]) => holds(operator, key, String(value))));
  return policy.Statement.filter(({ Effect, Condition }) => Effect === 'Deny' && strikes(Condition ?? {})).map(({ Sid }) => Sid);
}

describe('the policy of a bucket', () => {
  const policy = bucketPolicy({ ...PLACE, purpose: 'data', keyArn: KEY, more: [] });
  const own = { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.3', 'aws:PrincipalAccount': ACCOUNT };

  it.each([
    ['a caller of the account by TLS', {}, []],
    ['a caller without TLS', { 'aws:SecureTransport': 'false' }, ['NoPlainText']],
    ['a caller with an old TLS', { 's3:TlsVersion': '1.1' }, ['NoOldTls']],
    ['a caller of another account', { 'aws:PrincipalAccount': '210987654321' }, ['NoStrangers']],
    ['a service of AWS', { 'aws:PrincipalAccount': '210987654321', 'aws:PrincipalIsAWSService': 'true' }, []],
    ['an upload with S3’s own key', { 's3:x-amz-server-side-encryption': 'AES256' }, ['NoOtherEncryption']],
    ['an upload with another key', { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:eu-west-1:1:key/two' }, ['NoOtherKey']],
    ['an upload that names the bucket’s key', { 's3:x-amz-server-side-encryption-aws-kms-key-id': KEY }, []],
  ] as const)('[X4] treats %s as it should', (_, request, struck) => {
    expect(denials(policy, { ...own, ...request })).toEqual(struck);
  });

  it('[X4] denies who is not known at all', () => {
    expect(denials(policy, { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.3' })).toEqual(['NoStrangers']);
  });

  it('allows nobody but the service that delivers, for this account alone', () => {
    const allowed = (purpose: BucketPurpose) =>
      bucketPolicy({ ...PLACE, purpose, keyArn: undefined, more: [] }).Statement.filter(({ Effect }) => Effect === 'Allow');
    expect(allowed('data')).toEqual([]);
    expect(allowed('audit')).toEqual([]);
    expect(allowed('access-logs')).toEqual([
      {
        Sid: 'Deliver',
        Effect: 'Allow',
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Action: ['s3:PutObject'],
        Resource: 'arn:aws:s3:::scans/*',
        Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT }, ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } },
      },
    ]);
    expect(allowed('load-balancer-logs').map(({ Resource }) => Resource)).toEqual([`arn:aws:s3:::scans/AWSLogs/${ACCOUNT}/*`]);
    expect(allowed('firewall-logs').map(({ Condition }) => Condition?.StringEquals?.['aws:SourceAccount'])).toEqual([ACCOUNT, ACCOUNT]);
    expect(allowed('cache-snapshots').map(({ Principal }) => Principal?.Service)).toEqual(Array(2).fill('eu-west-1.elasticache-snapshot.amazonaws.com'));
  });
});

describe('the purpose of a bucket', () => {
  it('[X4] decides that logs which AWS delivers to no other bucket have S3’s own key, and nothing else has', () => {
    const purposes = [
      'data',
      'audit',
      'backups',
      'cache-snapshots',
      'search-snapshots',
      'cdn-logs',
      'firewall-logs',
      'network-logs',
      'load-balancer-logs',
      'access-logs',
    ] as const;
    const all: readonly BucketPurpose[] = purposes satisfies readonly BucketPurpose[];
    expect(all.filter(purpose => purposeOf(purpose).encryption === 's3')).toEqual(['load-balancer-logs', 'access-logs']);
  });

  it('decides which service its key is opened to', () => {
    expect(keyWriters('data', 'eu-west-1')).toEqual([]);
    expect(keyWriters('cdn-logs', 'eu-west-1')).toEqual(['delivery.logs.amazonaws.com']);
    expect(keyWriters('cache-snapshots', 'eu-west-1')).toEqual(['eu-west-1.elasticache-snapshot.amazonaws.com']);
  });

  it('decides how long its objects are kept where nothing is declared', () => {
    expect(usualLifecycle('access-logs', 'production')).toEqual({ expireAfter: 365, removeOldVersionsAfter: 7 });
    expect(usualLifecycle('access-logs', 'staging')).toMatchObject({ expireAfter: 90 });
    expect(usualLifecycle('data', 'production')).toEqual({});
  });
});

describe('the name of a bucket', () => {
  it.each([
    ['data', ['scans'], `ward-production-dublin-scans-${ACCOUNT}`],
    ['firewall-logs', ['edge'], `aws-waf-logs-ward-production-dublin-edge-${ACCOUNT}`],
  ] as const)('for %s ends with the account', (purpose, parts, name) => {
    expect(bucketName(facts, parts, purpose, ACCOUNT)).toBe(name);
  });

  it('is never longer than S3 takes, and tells long names apart', () => {
    const names = ['one', 'two'].map(end => bucketName(facts, [`${'a'.repeat(60)}-${end}`], 'firewall-logs', ACCOUNT));
    for (const name of names) expect(name.length).toBeLessThanOrEqual(63);
    expect(new Set(names).size).toBe(2);
  });
});

describe('what becomes of objects with time', () => {
  it('is nothing but the sweeping of abandoned uploads where nothing is declared', () => {
    const swept = { id: 'sweep', status: 'Enabled', filter: { prefix: '' }, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };
    expect(lifecycleRules({})).toEqual([swept]);
  });

  it('moves, removes and sweeps as declared', () => {
    const transitions = [{ days: 30, storageClass: 'STANDARD_IA' as const }];
    expect(lifecycleRules({ transitions, expireAfter: 400, removeOldVersionsAfter: 30 })).toEqual([
      { id: 'aging', status: 'Enabled', filter: { prefix: '' }, transitions, expiration: { days: 400 } },
      {
        id: 'sweep',
        status: 'Enabled',
        filter: { prefix: '' },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        noncurrentVersionExpiration: { noncurrentDays: 30 },
      },
    ]);
  });

  it('sweeps the marks of deletion once the versions behind them are gone', () => {
    expect(lifecycleRules({ removeOldVersionsAfter: 30 })[0]).toMatchObject({ id: 'sweep', expiration: { expiredObjectDeleteMarker: true } });
  });
});

describe('a private bucket', () => {
  const args = { facts, accountId: ACCOUNT, called: 'scans' } as const;

  it('[C5] is private, versioned, encrypted with the key of the platform, owned by the account and never emptied', async () => {
    const resources = await resourcesOf({ ...args, purpose: 'data', keyArn: KEY, accessLogs: 'the-logs' });
    expect([...resources.keys()].filter(type => !type.startsWith('clinfra')).sort()).toEqual([
      'Bucket',
      'BucketLifecycleConfiguration',
      'BucketLogging',
      'BucketOwnershipControls',
      'BucketPolicy',
      'BucketPublicAccessBlock',
      'BucketServerSideEncryptionConfiguration',
      'BucketVersioning',
    ]);
    expect([...resources.values()].flatMap(resource => faultsOf(resource, 'eu-west-1'))).toEqual([]);
    expect(resources.get('BucketServerSideEncryptionConfiguration')?.inputs.rules).toEqual([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: KEY },
        bucketKeyEnabled: true,
        blockedEncryptionTypes: ['SSE-C'],
      },
    ]);
    expect(resources.get('BucketLogging')?.inputs).toMatchObject({ targetBucket: 'the-logs', targetPrefix: 'ward-dublin-scans/' });
  });

  it('[X6] locks what is put into it, for as long as was declared', async () => {
    const resources = await resourcesOf({ ...args, purpose: 'audit', keyArn: KEY, lock: { mode: 'compliance', days: 2557 } });
    expect(resources.get('Bucket')?.inputs).toMatchObject({ objectLockEnabled: true, tags: { purpose: 'audit' } });
    expect(resources.get('BucketObjectLockConfiguration')?.inputs.rule).toEqual({ defaultRetention: { mode: 'COMPLIANCE', days: 2557 } });
  });

  it('changes who may reach it one step after the other, because S3 refuses two at a time', async () => {
    const resources = await resourcesOf({ ...args, purpose: 'data', keyArn: KEY });
    expect(resources.get('BucketPublicAccessBlock')?.dependsOn).toContain(resources.get('BucketOwnershipControls')?.urn);
    expect(resources.get('BucketPolicy')?.dependsOn).toContain(resources.get('BucketPublicAccessBlock')?.urn);
  });

  it('has S3’s own key where logs are delivered to no other', async () => {
    const resources = await resourcesOf({ ...args, purpose: 'access-logs', called: 'access-logs' });
    expect(resources.get('BucketServerSideEncryptionConfiguration')?.inputs.rules).toMatchObject([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' }, bucketKeyEnabled: false },
    ]);
  });
});
