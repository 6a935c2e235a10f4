import { DataTier, minutes, type PostgresProps, percent, seconds } from '@clinfra/core';
import { aDomain, aService } from '../../../test/fixtures/a-platform';
import { aSite, recordSite } from './recorded';

const PROXY = '${aws:rds/proxy:Proxy::ward-dublin-records-proxy';
const READERS = '${aws:rds/proxyEndpoint:ProxyEndpoint::ward-dublin-records-proxy-readers.endpoint}';

/** A service that reads and writes a database with a proxy, and what was registered for them. */
function recorded(props: Partial<PostgresProps> = {}, edges = true) {
  const { platform, stores } = aSite('production');
  const records = stores.postgres('records', { holds: ['phi'], proxy: {}, ...props });
  const ehr = aService(aDomain(platform, 'clinical'), 'ehr');
  if (edges) ehr.reads(records).writes(records);
  return recordSite(platform);
}

describe('the administrator of a database behind a proxy', () => {
  it('[X3] comes to the servers themselves, and reads the one password by the one way', async () => {
    const { platform } = aSite('production');
    const tier = new DataTier(platform, 'administered', { administration: { domain: aDomain(platform, 'databases') } });
    const records = tier.postgres('records', { holds: ['phi'], proxy: {} });
    aService(aDomain(platform, 'clinical'), 'ehr').reads(records);
    const site = await recordSite(platform);
    const secret = '${aws:rds/instance:Instance::ward-dublin-records.masterUserSecrets[0].secretArn}';
    expect(site.outputs.addresses).toMatchObject({
      records: { host: `${PROXY}.endpoint}`, administration: { server: '${aws:rds/instance:Instance::ward-dublin-records.address}', secret } },
    });
    const name = 'ward-dublin-databases.records-users';
    expect(site.policy(site.one('iam/rolePolicy:RolePolicy', name)).Statement).toEqual([
      { Sid: 'Password', Effect: 'Allow', Action: ['secretsmanager:GetSecretValue'], Resource: [secret] },
      {
        Sid: 'PasswordKey',
        Effect: 'Allow',
        Action: ['kms:Decrypt'],
        Resource: ['${aws:kms/key:Key::ward-dublin-records.arn}'],
        Condition: { StringEquals: { 'kms:ViaService': 'secretsmanager.eu-west-1.amazonaws.com', 'kms:EncryptionContext:SecretARN': secret } },
      },
      {
        Sid: 'Administrator',
        Effect: 'Allow',
        Action: ['rds-db:connect'],
        Resource: [
          'arn:aws:rds-db:eu-west-1:${aws:ec2/vpc:Vpc::ward-dublin.ownerId}:dbuser:${aws:rds/instance:Instance::ward-dublin-records.resourceId}/clinfra',
        ],
      },
    ]);
    expect(site.one('eks/podIdentityAssociation:PodIdentityAssociation', name).inputs).toMatchObject({
      namespace: 'databases',
      serviceAccount: 'records-users',
    });
    // The proxy logs in as the users of workloads, and the administrator is none of them.
    const proxied = site.policy(site.one('iam/rolePolicy:RolePolicy', 'ward-dublin-records-proxy')).Statement[0]?.Resource as readonly string[];
    expect(proxied.map(arn => arn.slice(arn.lastIndexOf('/') + 1))).toEqual(['clinical.ehr']);
    const endpoint = site.one('ec2/vpcEndpoint:VpcEndpoint', 'ward-dublin-secretsmanager.endpoint').inputs;
    expect(endpoint).toMatchObject({ serviceName: 'com.amazonaws.eu-west-1.secretsmanager', privateDnsEnabled: false });
  });
});

describe('a proxy', () => {
  it('[D5] takes TLS and the tokens of workloads alone, writes no statements, and keeps no password', async () => {
    const site = await recorded();
    const { inputs } = site.one('rds/proxy:Proxy');
    expect(inputs).toMatchObject({
      name: 'ward-production-dublin-records-proxy',
      engineFamily: 'POSTGRESQL',
      defaultAuthScheme: 'IAM_AUTH',
      requireTls: true,
      debugLogging: false,
      idleClientTimeout: 1800,
    });
    expect(inputs).not.toHaveProperty('auths');
  });

  it('opens as many connections as it is told, and lets a client wait as long as it is told', async () => {
    const figures = { connections: percent(80), idle: percent(20), borrowTimeout: seconds(5), idleTimeout: minutes(10) };
    const site = await recorded({ proxy: figures });
    expect(site.one('rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup').inputs.connectionPoolConfig).toEqual({
      maxConnectionsPercent: 80,
      maxIdleConnectionsPercent: 20,
      connectionBorrowTimeout: 5,
    });
    expect(site.one('rds/proxy:Proxy').inputs.idleClientTimeout).toBe(600);
  });

  it('keeps half of the connections open, and never more than it may open', async () => {
    const kept = async (share: number) =>
      (await recorded({ proxy: { connections: percent(share) } })).one('rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup').inputs.connectionPoolConfig;
    expect(await kept(70)).toMatchObject({ maxConnectionsPercent: 70, maxIdleConnectionsPercent: 50 });
    expect(await kept(30)).toMatchObject({ maxConnectionsPercent: 30, maxIdleConnectionsPercent: 30 });
  });

  it.each([
    ['rds', 'dbInstanceIdentifier', '${aws:rds/instance:Instance::ward-dublin-records.identifier}'],
    ['rds-cluster', 'dbClusterIdentifier', '${aws:rds/cluster:Cluster::ward-dublin-records.id}'],
    ['aurora', 'dbClusterIdentifier', '${aws:rds/cluster:Cluster::ward-dublin-records.id}'],
  ] as const)('[D1] stands before a database that is managed as %s', async (managed, property, id) => {
    const site = await recorded({ managed });
    const target = site.one('rds/proxyTarget:ProxyTarget');
    const known = property === 'dbInstanceIdentifier' ? 'ward-production-dublin-records' : id;
    expect(target.inputs).toMatchObject({ targetGroupName: expect.anything(), [property]: known });
    expect(site.all('rds/clusterInstance:ClusterInstance').filter(({ urn }) => !target.dependsOn.includes(urn))).toEqual([]);
  });

  it('[D3] leads reads to the readers where there are some, and to the one server where there are none', async () => {
    expect((await recorded({ managed: 'aurora' })).outputs.addresses).toMatchObject({ records: { host: `${PROXY}.endpoint}`, readerHost: READERS } });
    expect((await recorded({ managed: 'rds-cluster' })).outputs.addresses).toMatchObject({ records: { host: `${PROXY}.endpoint}`, readerHost: READERS } });
    const alone = { records: { host: `${PROXY}.endpoint}`, readerHost: `${PROXY}.endpoint}` } };
    expect((await recorded()).outputs.addresses).toMatchObject(alone);
    expect((await recorded({ managed: 'aurora', highAvailability: false })).outputs.addresses).toMatchObject(alone);
  });

  it('is reached by the cluster and reaches the servers, each on their port, and nothing else', async () => {
    const site = await recorded();
    const [group, servers] = ['ward-dublin-records-proxy', 'ward-dublin-records'].map(name => `\${aws:ec2/securityGroup:SecurityGroup::${name}.id}`);
    expect(site.one('vpc/securityGroupEgressRule:SecurityGroupEgressRule').inputs).toMatchObject({
      securityGroupId: group,
      referencedSecurityGroupId: servers,
      fromPort: 5432,
      toPort: 5432,
    });
    const rules = site.all('vpc/securityGroupIngressRule:SecurityGroupIngressRule').filter(({ name }) => name.startsWith('ward-dublin-records-proxy'));
    expect(rules.map(({ inputs }) => [inputs.securityGroupId, inputs.referencedSecurityGroupId])).toEqual([
      [group, '${aws:eks/cluster:Cluster::ward-dublin.vpcConfig.clusterSecurityGroupId}'],
      [servers, group],
    ]);
  });

  it('[X3] logs in to the servers as the users of workloads and as nobody else; workloads log in to it and not to the servers', async () => {
    const site = await recorded();
    const connect = (resource: string) => [{ Sid: 'Databases', Effect: 'Allow', Action: ['rds-db:connect'], Resource: [resource] }];
    const account = '${aws:ec2/vpc:Vpc::ward-dublin.ownerId}';
    const server = `arn:aws:rds-db:eu-west-1:${account}:dbuser:\${aws:rds/instance:Instance::ward-dublin-records.resourceId}`;
    expect(site.policy(site.one('iam/rolePolicy:RolePolicy', 'ward-dublin-records-proxy')).Statement).toEqual(connect(`${server}/clinical.ehr`));
    expect(site.policy(site.one('iam/rolePolicy:RolePolicy', 'ward-dublin-clinical.ehr')).Statement).toEqual(
      connect(`arn:aws:rds-db:eu-west-1:${account}:dbuser:${PROXY}.arn}/clinical.ehr`),
    );
    expect(site.policy(site.one('iam/role:Role', 'ward-dublin-records-proxy'), 'assumeRolePolicy').Statement).toEqual([
      expect.objectContaining({ Principal: { Service: 'rds.amazonaws.com' } }),
    ]);
  });

  it('[X4] writes its log to a group that stands before it, encrypted with the key of the database', async () => {
    const site = await recorded();
    const log = site.one('cloudwatch/logGroup:LogGroup', 'ward-dublin-records-proxy');
    expect(log.inputs).toMatchObject({
      name: '/aws/rds/proxy/ward-production-dublin-records-proxy',
      kmsKeyId: '${aws:kms/key:Key::ward-dublin-records.arn}',
    });
    expect(site.one('rds/proxy:Proxy').dependsOn).toContain(log.urn);
    expect(String(site.one('kms/key:Key', 'ward-dublin-records').inputs.policy)).toContain('log-group:/aws/rds/proxy/ward-production-dublin-records-proxy');
  });

  it('is not made while nobody may use the database', async () => {
    expect((await recorded({}, false)).names('rds/proxy:Proxy')).toEqual([]);
  });
});
