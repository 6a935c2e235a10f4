import { aDomain, aService } from '../../../test/fixtures/a-platform';
import { aSite, recordSite } from './recorded';

const KEY = '${aws:kms/key:Key::ward-dublin-records.arn}';
const CLUSTER = 'rds/cluster:Cluster';

function aCluster(kind: 'postgres' | 'mysql' = 'postgres') {
  const { platform, stores } = aSite('production');
  const records = stores[kind]('records', { holds: ['phi'], managed: 'rds-cluster' });
  aService(aDomain(platform, 'clinical'), 'ehr').reads(records);
  return recordSite(platform);
}

describe('a Multi-AZ cluster', () => {
  it('[D1] [X4] is one cluster of three servers that is encrypted, backed up, watched and hard to lose', async () => {
    const site = await aCluster();
    const { inputs, protect } = site.one(CLUSTER, 'ward-dublin-records');
    expect(inputs).toMatchObject({
      clusterIdentifier: 'ward-production-dublin-records',
      engine: 'postgres',
      engineVersion: '17',
      dbClusterInstanceClass: 'db.r6gd.large',
      storageType: 'gp3',
      allocatedStorage: 100,
      storageEncrypted: true,
      kmsKeyId: KEY,
      performanceInsightsKmsKeyId: KEY,
      databaseInsightsMode: 'standard',
      monitoringInterval: 60,
      monitoringRoleArn: '${aws:iam/role:Role::ward-dublin-records-monitoring.arn}',
      caCertificateIdentifier: 'rds-ca-rsa2048-g1',
      backupRetentionPeriod: 30,
      preferredBackupWindow: '01:00-02:00',
      preferredMaintenanceWindow: 'sun:03:00-sun:04:00',
      iamDatabaseAuthenticationEnabled: true,
      deletionProtection: true,
      skipFinalSnapshot: false,
    });
    expect(protect).toBe(true);
    expect([...site.all('rds/instance:Instance'), ...site.all('rds/clusterInstance:ClusterInstance')]).toEqual([]);
  });

  it('stands in three zones, reached by the cluster of the site alone', async () => {
    const site = await aCluster();
    expect(site.one('rds/subnetGroup:SubnetGroup').inputs.subnetIds).toHaveLength(3);
    expect(site.one(CLUSTER).inputs.vpcSecurityGroupIds).toEqual(['${aws:ec2/securityGroup:SecurityGroup::ward-dublin-records.id}']);
  });

  it('[D3] has one address for writes and one for reads', async () => {
    const cluster = 'aws:rds/cluster:Cluster::ward-dublin-records';
    expect((await aCluster()).outputs.addresses).toMatchObject({ records: { host: `\${${cluster}.endpoint}`, readerHost: `\${${cluster}.readerEndpoint}` } });
  });

  it('is of MySQL as well, with its own parameters and logs', async () => {
    const site = await aCluster('mysql');
    expect(site.one(CLUSTER).inputs).toMatchObject({ engine: 'mysql', engineVersion: '8.4', port: 3306, enabledCloudwatchLogsExports: ['error'] });
    const { inputs } = site.one('rds/clusterParameterGroup:ClusterParameterGroup');
    expect(inputs).toMatchObject({ family: 'mysql8.4', parameters: [{ name: 'require_secure_transport', value: '1' }] });
    expect(site.one('vpc/securityGroupIngressRule:SecurityGroupIngressRule', 'ward-dublin-records').inputs).toMatchObject({ fromPort: 3306, toPort: 3306 });
  });
});

describe('the administrator of a database', () => {
  it.each(['rds', 'rds-cluster', 'aurora'] as const)(
    '[X3] managed by %s has a password that AWS renews every week, and that no program knows',
    async managed => {
      const { platform, stores } = aSite('production');
      stores.mysql('records', { holds: ['phi'], managed });
      const site = await recordSite(platform);
      expect(site.one('secretsmanager/secretRotation:SecretRotation').inputs).toMatchObject({
        rotationRules: { automaticallyAfterDays: 7 },
        rotateImmediately: false,
      });
      expect(JSON.stringify(site.resources)).not.toMatch(/"(master)?password"/i);
    },
  );

  it('is watched over by a role that RDS alone may take on, for each database', async () => {
    const role = (await aCluster()).one('iam/role:Role', 'ward-dublin-records-monitoring');
    expect(JSON.parse(String(role.inputs.assumeRolePolicy)).Statement).toMatchObject([{ Principal: { Service: 'monitoring.rds.amazonaws.com' } }]);
  });
});
