import { type Bucket, days, hours } from '@clinfra/core';
import { faultsOf } from '../../../test/cloud/resource-rules';
import { aDomain, aService } from '../../../test/fixtures/a-platform';
import { corsRules, lifecycleOf, lockOf } from '../src/stores/buckets/bucket-settings';
import { replicationPolicy, replicationRule } from '../src/stores/buckets/replication-settings';
import { aSite, type RecordedSite, recordSite } from './recorded';

const ACCOUNT = '${aws:ec2/vpc:Vpc::ward-dublin.ownerId}';
const ARN = `arn:aws:s3:::ward-production-dublin-scans-${ACCOUNT}`;

function aBucket(props: Partial<Parameters<ReturnType<typeof aSite>['stores']['bucket']>[1]> = {}): Bucket {
  return aSite('production').stores.bucket('scans', { holds: ['phi'], ...props });
}

async function recorded(use: (ehr: ReturnType<typeof aService>, scans: Bucket) => unknown, props: Parameters<typeof aBucket>[0] = {}): Promise<RecordedSite> {
  const { platform, stores } = aSite('production');
  use(aService(aDomain(platform, 'clinical'), 'ehr'), stores.bucket('scans', { holds: ['phi'], ...props }));
  return recordSite(platform, {}, site => ({ address: site.address(platform.node.findChild('stores').node.findChild('scans') as Bucket) ?? null }));
}

describe('the settings of a bucket', () => {
  it.each([
    ['nothing', {}, { transitions: [], removeOldVersionsAfter: 90 }],
    [
      'an age',
      { lifecycle: { transitions: [{ after: days(30), to: 'infrequent-access' }], expireAfter: days(365), oldVersionsFor: days(7) } },
      { transitions: [{ days: 30, storageClass: 'STANDARD_IA' }], expireAfter: 365, removeOldVersionsAfter: 7 },
    ],
    ['no versions', { versions: false }, { transitions: [] }],
  ] as const)('are those of %s', (_, props, lifecycle) => {
    expect(lifecycleOf(aBucket(props as object))).toEqual(lifecycle);
  });

  it.each([
    ['infrequent-access', 'STANDARD_IA'],
    ['intelligent-tiering', 'INTELLIGENT_TIERING'],
    ['glacier-instant', 'GLACIER_IR'],
    ['glacier', 'GLACIER'],
    ['deep-archive', 'DEEP_ARCHIVE'],
  ] as const)('call %s what S3 calls it', (to, storageClass) => {
    expect(lifecycleOf(aBucket({ lifecycle: { transitions: [{ after: days(90), to }] } })).transitions).toEqual([{ days: 90, storageClass }]);
  });

  it('lock for whole days, and admit no page that is not named', () => {
    expect(lockOf(aBucket())).toEqual({});
    expect(lockOf(aBucket({ lock: { mode: 'compliance', retention: days(2557) } }))).toEqual({ lock: { mode: 'compliance', days: 2557 } });
    expect(corsRules(aBucket())).toEqual([]);
    expect(corsRules(aBucket({ cors: { origins: ['https://viewer.example.ie'], methods: ['GET'], maxAge: hours(2) } }))).toEqual([
      { allowedOrigins: ['https://viewer.example.ie'], allowedMethods: ['GET'], allowedHeaders: [], exposeHeaders: ['ETag'], maxAgeSeconds: 7200 },
    ]);
  });
});

/** Where Velero keeps what stands in the cluster. */
const OF_THE_CLUSTER = 'ward-dublin-cluster.backup';

describe('a bucket of workloads', () => {
  it('[C5] is private, protected, noted and encrypted with a key of its site, and so is everything beside it', async () => {
    const site = await recorded((ehr, scans) => ehr.reads(scans).writes(scans), { cors: { origins: ['https://viewer.example.ie'], methods: ['GET'] } });
    expect(site.resources.flatMap(resource => faultsOf(resource, 'eu-west-1').map(fault => `${resource.name}: ${fault}`))).toEqual([]);
    expect(site.names('s3/bucket:Bucket').filter(name => name !== OF_THE_CLUSTER)).toEqual(['ward-dublin-scans', 'ward-dublin-access.logs']);
    expect(site.one('s3/bucket:Bucket', 'ward-dublin-scans').inputs.tags).toMatchObject({ purpose: 'data', store: 'scans', 'data-classes': 'phi' });
    expect(site.one('s3/bucketLogging:BucketLogging', 'ward-dublin-scans').inputs.targetBucket).toMatch(/^ward-production-dublin-access-logs-/);
    expect(site.names('s3/bucketCorsConfiguration:BucketCorsConfiguration')).toEqual(['ward-dublin-scans']);
  });

  it('keeps no versions where that was declared', async () => {
    const site = await recorded((ehr, scans) => ehr.reads(scans), { versions: false });
    const versioning = site.one('s3/bucketVersioning:BucketVersioning', 'ward-dublin-scans');
    expect(versioning.inputs.versioningConfiguration).toEqual({ status: 'Suspended' });
    expect(faultsOf(versioning, 'eu-west-1')).toEqual(['versioningConfiguration.status is not "Enabled"']);
  });

  it('is reached inside the network, by an endpoint that leads to nobody else’s buckets', async () => {
    const site = await recorded((ehr, scans) => ehr.reads(scans));
    const endpoint = site.one('ec2/vpcEndpoint:VpcEndpoint', 'ward-dublin-s3.endpoint');
    expect(endpoint.inputs).toMatchObject({ vpcEndpointType: 'Interface', serviceName: 'com.amazonaws.eu-west-1.s3', privateDnsEnabled: false });
    const own = { Condition: { StringEquals: { 'aws:PrincipalAccount': ACCOUNT, 'aws:ResourceAccount': ACCOUNT } } };
    expect(site.policy(endpoint).Statement).toEqual([expect.objectContaining(own)]);
    expect(site.outputs.address).toMatchObject({ resource: expect.stringContaining('ward-production-dublin-scans-') });
  });

  it('is not made, nor the endpoint, where it exists already', async () => {
    const existing = { host: 'objects.example.ie', cidr: '10.9.0.0/28', bucket: 'scans', evidence: 'audit', by: 'ward' };
    const site = await recorded((ehr, scans) => ehr.reads(scans), { existing });
    expect(site.names('s3/bucket:Bucket')).not.toContain('ward-dublin-scans');
    expect(site.names('ec2/vpcEndpoint:VpcEndpoint')).not.toContain('ward-dublin-s3.endpoint');
    expect(site.names('iam/rolePolicy:RolePolicy')).not.toContain('ward-dublin-clinical.ehr');
  });
});

describe('what a workload may do with a bucket', () => {
  const statementsOf = async (...args: Parameters<typeof recorded>) => {
    const site = await recorded(...args);
    return site.policy(site.one('iam/rolePolicy:RolePolicy', 'ward-dublin-clinical.ehr')).Statement;
  };

  it('[X2] is to read what it reads', async () => {
    expect(await statementsOf((ehr, scans) => ehr.reads(scans))).toEqual([
      { Sid: 'ReadObjects0', Effect: 'Allow', Action: ['s3:GetObject'], Resource: [`${ARN}/*`] },
      { Sid: 'ListObjects0', Effect: 'Allow', Action: ['s3:ListBucket'], Resource: [ARN] },
    ]);
  });

  it('[X2] is to write what it writes, without reading and without removing a version', async () => {
    expect(await statementsOf((ehr, scans) => ehr.writes(scans))).toEqual([
      {
        Sid: 'WriteObjects0',
        Effect: 'Allow',
        Action: ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject', 's3:DeleteObject'],
        Resource: [`${ARN}/*`],
      },
    ]);
  });

  it('[X6] is not even to mark as removed what is locked', async () => {
    const [write] = await statementsOf((ehr, scans) => ehr.writes(scans), { lock: { mode: 'compliance', retention: days(7) } });
    expect(write?.Action).toEqual(['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject']);
  });

  it('[X2] ends at the objects that were named', async () => {
    const statements = await statementsOf((ehr, scans) =>
      ehr.reads(scans, { prefix: 'released/' }).reads(scans, { prefix: 'drafts/' }).writes(scans, { prefix: 'incoming/' }),
    );
    expect(statements.map(({ Resource, Condition }) => [Resource, Condition])).toEqual([
      [[`${ARN}/released/*`, `${ARN}/drafts/*`], undefined],
      [[ARN], { StringLike: { 's3:prefix': ['released/*', 'drafts/*'] } }],
      [[`${ARN}/incoming/*`], undefined],
    ]);
  });

  it('[X2] is all of it once the whole is named, before or after a part', async () => {
    for (const use of [
      (ehr: ReturnType<typeof aService>, scans: Bucket) => ehr.reads(scans).reads(scans, { prefix: 'drafts/' }),
      (ehr: ReturnType<typeof aService>, scans: Bucket) => ehr.reads(scans, { prefix: 'drafts/' }).reads(scans),
    ]) {
      const [read, list] = await statementsOf(use);
      expect(read?.Resource).toEqual([`${ARN}/*`]);
      expect(list?.Condition).toBeUndefined();
    }
  });
});

describe('the copy of a bucket at another site', () => {
  const policy = replicationPolicy({
    origin: 'arn:aws:s3:::here',
    target: 'arn:aws:s3:::there',
    originKey: 'key-here',
    targetKey: 'key-there',
    regions: ['me-south-1', 'af-south-1'],
  });
  const statement = (sid: string) => policy.Statement.find(({ Sid }) => Sid === sid);

  it('[R2] is written by a role that reads here, writes there, and does neither the other way', () => {
    const writing = policy.Statement.filter(({ Action }) => Action.some(action => /Replicate|Put|Delete|Encrypt/.test(action) && !/^kms:Decrypt/.test(action)));
    expect(writing.flatMap(({ Resource }) => Resource)).toEqual(['arn:aws:s3:::there/*', 'key-there']);
    expect(statement('ReadVersions')?.Resource).toBe('arn:aws:s3:::here/*');
    expect(statement('Decrypt')).toMatchObject({ Resource: 'key-here', Condition: { StringEquals: { 'kms:ViaService': 's3.me-south-1.amazonaws.com' } } });
    expect(statement('Encrypt')).toMatchObject({ Resource: 'key-there', Condition: { StringEquals: { 'kms:ViaService': 's3.af-south-1.amazonaws.com' } } });
  });

  it('[R2] has everything within a quarter of an hour, encrypted with the key that stands there, and is measured', () => {
    expect(replicationRule('arn:aws:s3:::there', 'key-there')).toMatchObject({
      filter: { prefix: '' },
      sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } },
      destination: {
        bucket: 'arn:aws:s3:::there',
        encryptionConfiguration: { replicaKmsKeyId: 'key-there' },
        replicationTime: { status: 'Enabled', time: { minutes: 15 } },
        metrics: { status: 'Enabled' },
      },
    });
  });
});
