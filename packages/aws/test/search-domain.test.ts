import { days, gib, type OpenSearchProps } from '@clinfra/core';
import { aDomain, aService } from '../../../test/fixtures/a-platform';
import type { PolicyDocument } from '../src/identity/policy-document';
import { accessPolicy, clusterConfig, searchDisk, searchSubnets, searchUpkeep } from '../src/stores/search/search-settings';
import { aSite, recordSite } from './recorded';

const DOMAIN = 'opensearch/domain:Domain';
const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] as const;
const ACCOUNT = '${aws:ec2/vpc:Vpc::ward-dublin.ownerId}';
const KEY = '${aws:kms/key:Key::ward-dublin-logs.arn}';
const NODES = { instanceType: 'r6g.large.search', nodes: 3, masters: 3, masterType: 'm6g.large.search', warm: undefined, lifecycle: undefined } as const;

function recordSearch(props: Partial<OpenSearchProps> = {}) {
  const { platform, stores } = aSite('production', { region: 'eu-west-1' }, ZONES);
  const infrastructure = aDomain(platform, 'infrastructure');
  const setUp = { domain: infrastructure, image: 'registry.example/curl:8.16.0' };
  const logs = stores.opensearch('logs', { holds: ['operational'], setUp, ...props });
  aService(aDomain(platform, 'clinical'), 'ehr').writes(logs, { prefix: 'ehr-' });
  return recordSite(platform);
}

describe('a domain of OpenSearch', () => {
  it('[O5][X4] is encrypted with a key of its own, on disk and between nodes, answers by TLS alone, and is hard to lose', async () => {
    const { inputs, protect } = (await recordSearch()).one(DOMAIN, 'ward-dublin-logs');
    expect(inputs).toMatchObject({
      engineVersion: 'OpenSearch_2.19',
      encryptAtRest: { enabled: true, kmsKeyId: KEY },
      nodeToNodeEncryption: { enabled: true },
      domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: 'Policy-Min-TLS-1-2-PFS-2023-10' },
    });
    expect(protect).toBe(true);
  });

  it('[X3] knows its clients by their roles, has no user with a password, and is administered by the task that sets it up', async () => {
    const { inputs } = (await recordSearch()).one(DOMAIN);
    expect(inputs.advancedSecurityOptions).toEqual({
      enabled: true,
      anonymousAuthEnabled: false,
      internalUserDatabaseEnabled: false,
      masterUserOptions: { masterUserArn: '${aws:iam/role:Role::ward-dublin-infrastructure.logs-set-up.arn}' },
    });
  });

  it('[O5] stands in the subnets of stores, one in each zone, and lets in the cluster alone', async () => {
    const site = await recordSearch();
    expect(site.one(DOMAIN).inputs.vpcOptions).toEqual({
      subnetIds: ZONES.map(zone => `\${aws:ec2/subnet:Subnet::ward-dublin-data-${zone}.id}`),
      securityGroupIds: ['${aws:ec2/securityGroup:SecurityGroup::ward-dublin-logs.id}'],
    });
    const rules = site.all('vpc/securityGroupIngressRule:SecurityGroupIngressRule').filter(({ name }) => name === 'ward-dublin-logs');
    expect(rules.map(({ inputs }) => [inputs.fromPort, inputs.toPort, inputs.cidrIpv4])).toEqual([[443, 443, undefined]]);
  });

  it('[O5] writes what went wrong, what was slow and who asked for what to encrypted logs, which stand before it', async () => {
    const site = await recordSearch();
    const { inputs, dependsOn } = site.one(DOMAIN);
    const written = inputs.logPublishingOptions as readonly { readonly logType: string; readonly cloudwatchLogGroupArn: string }[];
    expect(written.map(({ logType }) => logType)).toEqual(['ES_APPLICATION_LOGS', 'INDEX_SLOW_LOGS', 'SEARCH_SLOW_LOGS', 'AUDIT_LOGS']);
    const group = site.one('cloudwatch/logGroup:LogGroup', 'ward-dublin-logs-audit');
    expect(group.inputs).toMatchObject({ kmsKeyId: KEY, retentionInDays: 365 });
    expect(dependsOn.some(urn => urn.includes('LogResourcePolicy::ward-dublin-logs'))).toBe(true);
  });

  it('[O5][B3][X4] keeps snapshots in a private bucket of the same region, with the key and the classes of the domain', async () => {
    const site = await recordSearch({ holds: ['phi', 'operational'] });
    const bucket = site.one('s3/bucket:Bucket', 'ward-dublin-logs-snapshots');
    expect(bucket.inputs).toMatchObject({ region: 'eu-west-1', tags: { 'data-classes': 'phi operational', purpose: 'search-snapshots' } });
    expect(bucket.protect).toBe(true);
    const [rule] = site.one('s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration', 'ward-dublin-logs-snapshots').inputs
      .rules as readonly { readonly applyServerSideEncryptionByDefault: object }[];
    expect(rule?.applyServerSideEncryptionByDefault).toEqual({ sseAlgorithm: 'aws:kms', kmsMasterKeyId: KEY });
    // A file stays for as long as a snapshot needs it, which S3 cannot know.
    const { rules } = site.one('s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration', 'ward-dublin-logs-snapshots').inputs as {
      readonly rules: readonly { readonly id: string }[];
    };
    expect(rules.map(({ id }) => id)).toEqual(['sweep']);
  });

  it('[O5][X2] writes them by a role that the one domain alone takes on, and that reaches the one bucket and key', async () => {
    const site = await recordSearch();
    const trust = JSON.parse(String(site.one('iam/role:Role', 'ward-dublin-logs-snapshots').inputs.assumeRolePolicy)) as PolicyDocument;
    expect(trust.Statement).toEqual([
      {
        Sid: 'Trust',
        Effect: 'Allow',
        Principal: { Service: 'es.amazonaws.com' },
        Action: ['sts:AssumeRole'],
        Condition: {
          StringEquals: { 'aws:SourceAccount': ACCOUNT },
          ArnLike: { 'aws:SourceArn': `arn:aws:es:eu-west-1:${ACCOUNT}:domain/ward-production-dublin-logs` },
        },
      },
    ]);
    const { Statement } = JSON.parse(String(site.one('iam/rolePolicy:RolePolicy', 'ward-dublin-logs-snapshots').inputs.policy)) as PolicyDocument;
    const arn = '${aws:s3/bucket:Bucket::ward-dublin-logs-snapshots.arn}';
    expect(Statement.map(({ Resource }) => Resource)).toEqual([arn, `${arn}/*`, KEY]);
  });

  it('[O5] lets the task that sets it up hand over that role, and no other', async () => {
    const policies = (await recordSearch()).all('iam/rolePolicy:RolePolicy').map(({ name, inputs }) => [name, String(inputs.policy)] as const);
    const handing = policies.filter(([, policy]) => policy.includes('iam:PassRole'));
    expect(handing.map(([name]) => name)).toEqual(['ward-dublin-infrastructure.logs-set-up']);
    const { Statement } = JSON.parse(handing[0]?.[1] ?? '') as PolicyDocument;
    expect(Statement.find(({ Action }) => Action.includes('iam:PassRole'))?.Resource).toEqual([
      `arn:aws:iam::${ACCOUNT}:role/ward-production-dublin-logs-snapshots`,
    ]);
  });

  it('[O5] has no such bucket and no such role where snapshots are not asked for', async () => {
    const site = await recordSearch({ snapshots: 'none' });
    expect([...site.all('s3/bucket:Bucket'), ...site.all('iam/role:Role')].map(({ name }) => name)).not.toContain('ward-dublin-logs-snapshots');
  });

  it('tells where it answers, its ARN, and who its clients are', async () => {
    const { outputs } = await recordSearch();
    expect(outputs.addresses).toMatchObject({
      logs: { host: '${aws:opensearch/domain:Domain::ward-dublin-logs.endpoint}', resource: '${aws:opensearch/domain:Domain::ward-dublin-logs.arn}' },
    });
  });
});

describe('the nodes of a domain', () => {
  it('[O5] are three with data, one in each zone, led by three others', () => {
    expect(clusterConfig(NODES, { zones: ZONES })).toEqual({
      instanceType: 'r6g.large.search',
      instanceCount: 3,
      zoneAwarenessEnabled: true,
      zoneAwarenessConfig: { availabilityZoneCount: 3 },
      dedicatedMasterEnabled: true,
      dedicatedMasterCount: 3,
      dedicatedMasterType: 'm6g.large.search',
      multiAzWithStandbyEnabled: false,
      warmEnabled: false,
    });
  });

  it('[O5] have a warm tier and cold storage where they are declared', () => {
    const tiers = { warm: { nodes: 2, size: 'large' }, lifecycle: { hot: days(30), warm: days(90), cold: days(365) } } as const;
    expect(clusterConfig({ ...NODES, ...tiers }, { zones: ZONES })).toMatchObject({
      warmEnabled: true,
      warmCount: 2,
      warmType: 'ultrawarm1.large.search',
      coldStorageOptions: { enabled: true },
    });
    expect(clusterConfig({ ...NODES, ...tiers, lifecycle: { hot: days(30), warm: days(90) } }, { zones: ZONES })).toMatchObject({
      coldStorageOptions: { enabled: false },
    });
  });

  it.each([
    [3, 3, 3],
    [2, 4, 2],
    [4, 3, 3],
    [3, 1, 1],
  ])('in %i zones with %i nodes stand in %i of them', (zones, nodes, used) => {
    const names = ['a', 'b', 'c', 'd'].slice(0, zones) as [string, ...string[]];
    const { zoneAwarenessEnabled, ...more } = clusterConfig({ ...NODES, nodes }, { zones: names });
    expect([zoneAwarenessEnabled, 'zoneAwarenessConfig' in more ? more.zoneAwarenessConfig?.availabilityZoneCount : 1]).toEqual([used > 1, used]);
    expect(searchSubnets(names, { nodes })).toHaveLength(used);
  });

  it('have a gp3 disk, or their own', () => {
    expect(searchDisk({ storage: gib(100) })).toEqual({ ebsEnabled: true, volumeType: 'gp3', volumeSize: 100 });
    expect(searchDisk({ storage: undefined })).toEqual({ ebsEnabled: false });
  });

  it.each([
    ['20:00', 'Africa/Khartoum', 18, 0],
    ['21:30', 'Europe/Dublin', 21, 30],
    ['01:00', 'Asia/Kolkata', 19, 30],
  ] as const)('are changed from %s in %s, %i:%i in UTC all year', (quietFrom, timeZone, hours, minutes) => {
    const { offPeakWindowOptions, softwareUpdateOptions, autoTuneOptions } = searchUpkeep({ quietFrom }, timeZone);
    expect(offPeakWindowOptions).toEqual({ enabled: true, offPeakWindow: { windowStartTime: { hours, minutes } } });
    expect([softwareUpdateOptions.autoSoftwareUpdateEnabled, autoTuneOptions.useOffPeakWindow]).toEqual([true, true]);
  });

  it('[X2] answer nobody but the declared workloads, whose own policies say what they may ask', () => {
    const { Statement } = accessPolicy('arn:aws:es:eu-west-1:1:domain/d', '1', ['ehr']);
    expect(Statement.map(({ Effect, Principal, Condition }) => [Effect, Principal, Condition])).toEqual([
      ['Allow', { AWS: 'arn:aws:iam::1:root' }, undefined],
      ['Deny', { AWS: '*' }, { ArnNotEquals: { 'aws:PrincipalArn': ['arn:aws:iam::1:role/ehr'] } }],
    ]);
  });
});
