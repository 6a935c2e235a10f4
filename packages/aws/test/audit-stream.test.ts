import { type AuditTrailProps, days } from '@clinfra/core';
import { faultsOf } from '../../../test/cloud/resource-rules';
import { aDomain, aService } from '../../../test/fixtures/a-platform';
import { auditDeliveryPolicy } from '../src/stores/audit/audit-settings';
import { lockedFor } from '../src/stores/buckets/bucket-settings';
import { aSite, type RecordedSite, recordSite } from './recorded';

async function recorded(props: Partial<AuditTrailProps> = {}): Promise<RecordedSite> {
  const { platform, stores } = aSite('production');
  aService(aDomain(platform, 'clinical'), 'ehr').writes(stores.auditTrail('access', { holds: ['audit', 'phi'], ...props }));
  return recordSite(platform);
}

describe('an audit trail', () => {
  let site: RecordedSite;
  beforeAll(async () => {
    site = await recorded();
  });

  it('[X6] keeps what is written in a bucket that nobody can empty for seven years, encrypted and protected', () => {
    expect(site.resources.flatMap(resource => faultsOf(resource, 'eu-west-1').map(fault => `${resource.name}: ${fault}`))).toEqual([]);
    const lock = site.one('s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration', 'ward-dublin-access');
    expect(lock.inputs.rule).toEqual({ defaultRetention: { mode: 'COMPLIANCE', days: 2557 } });
    const stream = site.one('kinesis/firehoseDeliveryStream:FirehoseDeliveryStream', 'ward-dublin-access');
    expect(stream.protect).toBe(true);
    expect(stream.inputs).toMatchObject({
      name: 'ward-production-dublin-access',
      destination: 'extended_s3',
      serverSideEncryption: { keyType: 'CUSTOMER_MANAGED_CMK' },
      extendedS3Configuration: { compressionFormat: 'GZIP', cloudwatchLoggingOptions: { enabled: true } },
    });
    expect(stream.inputs.tags).toMatchObject({ 'data-classes': 'audit phi' });
  });

  it('[X6] is written by workloads that cannot read it', () => {
    const policy = site.policy(site.one('iam/rolePolicy:RolePolicy', 'ward-dublin-clinical.ehr'));
    const stream = 'arn:aws:firehose:eu-west-1:${aws:ec2/vpc:Vpc::ward-dublin.ownerId}:deliverystream/ward-production-dublin-access';
    expect(policy.Statement).toEqual([{ Sid: 'Audit', Effect: 'Allow', Action: ['firehose:PutRecord', 'firehose:PutRecordBatch'], Resource: [stream] }]);
  });

  it('[X6] is filled by a stream that cannot read it either', () => {
    const actions = auditDeliveryPolicy('arn:bucket', 'arn:group').Statement.flatMap(({ Action }) => Action);
    expect(actions.filter(action => /GetObject|Delete|Retention|Bypass/.test(action))).toEqual([]);
    expect(actions).toContain('s3:PutObject');
  });

  it('is reached inside the network, for streams of the account', () => {
    const { inputs } = site.one('ec2/vpcEndpoint:VpcEndpoint', 'ward-dublin-firehose.endpoint');
    expect(inputs).toMatchObject({ serviceName: 'com.amazonaws.eu-west-1.kinesis-firehose', privateDnsEnabled: true });
    expect(String(inputs.policy)).toContain('"Action":["firehose:*"]');
    expect(String(inputs.policy)).toContain('aws:ResourceAccount');
  });
});

describe('what is kept for years', () => {
  it('[X6] is locked as long as it is kept, moves where it is cheap after three months, and goes when it may', () => {
    expect(lockedFor(days(2557), 'production')).toEqual({
      lock: { mode: 'compliance', days: 2557 },
      lifecycle: { transitions: [{ days: 90, storageClass: 'GLACIER_IR' }], expireAfter: 2557, removeOldVersionsAfter: 1 },
    });
  });

  it('stays where it is when it is kept for less than that pays', () => {
    expect(lockedFor(days(180), 'staging')).toEqual({
      lock: { mode: 'governance', days: 180 },
      lifecycle: { transitions: [], expireAfter: 180, removeOldVersionsAfter: 1 },
    });
  });
});
