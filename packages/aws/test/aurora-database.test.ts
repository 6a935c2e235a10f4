import type { AwsRegion, PostgresProps } from '@clinfra/core';
import { aDomain, aService } from '../../../test/fixtures/a-platform';
import { aSite, type RecordedSite, recordSite } from './recorded';

const KEY = '${aws:kms/key:Key::ward-dublin-records.arn}';
const CLUSTER = 'rds/cluster:Cluster';
const INSTANCE = 'rds/clusterInstance:ClusterInstance';

function recordCluster(props: Partial<PostgresProps> = {}, letters = 'abc', region: AwsRegion = 'eu-west-1') {
  const [first, ...others] = [...letters].map(letter => `${region}${letter}`) as [string, ...string[]];
  const { platform, stores } = aSite('production', { region }, [first, ...others]);
  stores.postgres('records', { holds: ['phi'], managed: 'aurora', ...props });
  return recordSite(platform);
}

describe('a database on Aurora', () => {
  it('[X4] is encrypted, backed up and hard to lose by default', async () => {
    const { inputs, protect } = (await recordCluster()).one(CLUSTER, 'ward-dublin-records');
    expect(inputs).toMatchObject({
      clusterIdentifier: 'ward-production-dublin-records',
      engine: 'aurora-postgresql',
      engineVersion: '17',
      port: 5432,
      storageEncrypted: true,
      kmsKeyId: KEY,
      iamDatabaseAuthenticationEnabled: true,
      backupRetentionPeriod: 30,
      copyTagsToSnapshot: true,
      deletionProtection: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: 'ward-production-dublin-records-final',
      enabledCloudwatchLogsExports: ['postgresql'],
    });
    expect(protect).toBe(true);
  });

  it('has storage without a size: what was declared for it goes nowhere', async () => {
    const { inputs } = (await recordCluster()).one(CLUSTER);
    for (const property of ['allocatedStorage', 'storageType', 'availabilityZones']) expect(inputs).not.toHaveProperty(property);
  });

  it('has a password that AWS makes and keeps, encrypted with its key, and none that the program knows', async () => {
    const { inputs } = (await recordCluster()).one(CLUSTER);
    expect(inputs).toMatchObject({ masterUsername: 'clinfra', manageMasterUserPassword: true, masterUserSecretKmsKeyId: KEY });
    expect(inputs).not.toHaveProperty('masterPassword');
  });

  it('refuses connections without TLS on every instance', async () => {
    const site = await recordCluster({ version: '16' });
    expect(site.one('rds/clusterParameterGroup:ClusterParameterGroup').inputs).toMatchObject({
      family: 'aurora-postgresql16',
      parameters: [{ name: 'rds.force_ssl', value: '1' }],
    });
    expect(site.one(CLUSTER).inputs.dbClusterParameterGroupName).toBe('${aws:rds/clusterParameterGroup:ClusterParameterGroup::ward-dublin-records.name}');
  });

  it('has instances in different zones that are private, watched and of the declared size', async () => {
    const site = await recordCluster({ replicas: 3, size: 'xlarge' });
    expect(site.names(INSTANCE)).toEqual([1, 2, 3, 4].map(number => `ward-dublin-records-${number}`));
    expect(site.all(INSTANCE).map(({ inputs }) => inputs.availabilityZone)).toEqual(['a', 'b', 'c', 'a'].map(letter => `eu-west-1${letter}`));
    for (const { inputs, dependsOn } of site.all(INSTANCE)) {
      expect(dependsOn).toContain(site.one(CLUSTER).urn);
      expect(inputs).toMatchObject({
        engine: 'aurora-postgresql',
        instanceClass: 'db.r6g.2xlarge',
        dbSubnetGroupName: '${aws:rds/subnetGroup:SubnetGroup::ward-dublin-records.name}',
        publiclyAccessible: false,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: KEY,
        autoMinorVersionUpgrade: true,
      });
      // Version is the cluster's: a minor upgrade of AWS's would be a difference on every instance.
      expect(inputs).not.toHaveProperty('engineVersion');
    }
    expect(site.one(INSTANCE, 'ward-dublin-records-2').inputs.identifier).toBe('ward-production-dublin-records-2');
  });

  it('[D3] has one address for writes and one for reads, which the cluster keeps right when a replica takes over', async () => {
    const cluster = 'aws:rds/cluster:Cluster::ward-dublin-records';
    const addresses = { records: { host: `\${${cluster}.endpoint}`, readerHost: `\${${cluster}.readerEndpoint}` } };
    expect((await recordCluster({ replicas: 2 })).outputs.addresses).toMatchObject(addresses);
    expect((await recordCluster({ replicas: 0, highAvailability: false })).outputs.addresses).toMatchObject(addresses);
  });

  it('writes to a log group that stands before it, encrypted with its key', async () => {
    const site = await recordCluster();
    const groups = site.all('cloudwatch/logGroup:LogGroup').filter(({ inputs }) => String(inputs.name).startsWith('/aws/rds/'));
    expect(groups.map(({ inputs }) => inputs)).toMatchObject([{ name: '/aws/rds/cluster/ward-production-dublin-records/postgresql', kmsKeyId: KEY }]);
    expect(site.one(CLUSTER).dependsOn).toContain(groups[0]?.urn);
  });

  it('stands in the subnets of three zones at most, and of two on a site with one', async () => {
    const subnets = (site: RecordedSite) => site.one('rds/subnetGroup:SubnetGroup').inputs.subnetIds;
    const four = await recordCluster({}, 'abcd', 'us-east-1');
    expect(subnets(four)).toEqual(['a', 'b', 'c'].map(letter => `\${aws:ec2/subnet:Subnet::ward-dublin-data-us-east-1${letter}.id}`));
    expect(subnets(await recordCluster({}, 'a'))).toHaveLength(2);
  });

  it('admits the cluster of the site on its port when a workload has an edge to it, and nobody otherwise', async () => {
    const { platform, stores } = aSite('production');
    const records = stores.postgres('records', { holds: ['phi'], managed: 'aurora' });
    const ehr = aService(aDomain(platform, 'clinical'), 'ehr');
    const rule = 'vpc/securityGroupIngressRule:SecurityGroupIngressRule';
    const admitted = (site: RecordedSite) => site.all(rule).filter(({ name }) => name === 'ward-dublin-records');
    expect(admitted(await recordSite(platform))).toEqual([]);
    ehr.reads(records);
    const site = await recordSite(platform);
    expect(site.one(rule, 'ward-dublin-records').inputs).toMatchObject({
      fromPort: 5432,
      toPort: 5432,
      securityGroupId: '${aws:ec2/securityGroup:SecurityGroup::ward-dublin-records.id}',
    });
    expect(site.one(CLUSTER).inputs.vpcSecurityGroupIds).toEqual(['${aws:ec2/securityGroup:SecurityGroup::ward-dublin-records.id}']);
  });

  it('may be thrown away where that was declared', async () => {
    const { inputs, protect } = (await recordCluster({ deletionProtection: false, finalSnapshot: false })).one(CLUSTER);
    expect(inputs).toMatchObject({ deletionProtection: false, skipFinalSnapshot: true });
    expect(protect).toBeUndefined();
  });

  it('is no server of its own, and a server of its own is no cluster', async () => {
    const aurora = await recordCluster();
    expect([...aurora.all('rds/instance:Instance'), ...aurora.all('rds/parameterGroup:ParameterGroup')]).toEqual([]);
    const rds = await recordCluster({ managed: 'rds' });
    expect([...rds.all(CLUSTER), ...rds.all(INSTANCE)]).toEqual([]);
    expect(rds.all('rds/instance:Instance')).toHaveLength(1);
  });
});
