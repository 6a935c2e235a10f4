import { DataTier, type RabbitMqProps } from '@clinfra/core';
import { aDomain, aService } from '../../../test/fixtures/a-platform';
import { aSite, recordSite } from './recorded';

const BROKER = 'mq/broker:Broker';
const CONFIGURATION = 'mq/configuration:Configuration';
const ISSUER = 'https://0f1e2d3c.tokens.sts.global.api.aws';

function recordBroker(props: Partial<RabbitMqProps> = {}, administered = false) {
  const { platform, stores } = aSite('production', { region: 'eu-west-1' }, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']);
  const tier = administered ? new DataTier(platform, 'messages', { administration: { domain: aDomain(platform, 'queues') } }) : stores;
  const broker = tier.rabbitmq('dispatch', { holds: ['phi'], tokenIssuer: ISSUER, ...props });
  const orders = broker.exchange('orders', { holds: ['phi'] });
  const laboratory = broker.queue('laboratory', { holds: ['phi'] }).bind(orders, 'laboratory.*');
  const archive = broker.queue('archive', { holds: ['phi'] }).bind(orders, '#');
  const clinical = aDomain(platform, 'clinical');
  aService(clinical, 'ordering').publishes(orders);
  aService(clinical, 'bench').consumes(laboratory, archive);
  aService(clinical, 'bystander');
  return recordSite(platform);
}

describe('a broker of RabbitMQ on Amazon MQ', () => {
  it('[D1][X4] stands in three zones, in private, encrypted with a key of its own, and is renewed at night', async () => {
    const { inputs, protect } = (await recordBroker()).one(BROKER, 'ward-dublin-dispatch');
    expect(inputs).toMatchObject({
      brokerName: 'ward-production-dublin-dispatch',
      engineType: 'RabbitMQ',
      engineVersion: '4.2',
      hostInstanceType: 'mq.m7g.large',
      deploymentMode: 'CLUSTER_MULTI_AZ',
      publiclyAccessible: false,
      autoMinorVersionUpgrade: true,
      encryptionOptions: { kmsKeyId: '${aws:kms/key:Key::ward-dublin-dispatch.arn}', useAwsOwnedKey: false },
      logs: { general: true },
      maintenanceWindowStartTime: { dayOfWeek: 'SUNDAY', timeOfDay: '03:00', timeZone: 'Europe/Dublin' },
      region: 'eu-west-1',
    });
    expect(inputs.subnetIds).toHaveLength(3);
    expect(protect).toBe(true);
  });

  it('stands in one zone where it is one broker, of the size that was declared', async () => {
    const { inputs } = (await recordBroker({ highAvailability: false, size: 'small', version: '3.13', deletionProtection: false })).one(BROKER);
    expect(inputs).toMatchObject({ deploymentMode: 'SINGLE_INSTANCE', hostInstanceType: 'mq.m7g.medium', engineVersion: '3.13' });
    expect(inputs.subnetIds).toHaveLength(1);
  });

  it('[X3] has no user, and nothing of it is a password', async () => {
    const site = await recordBroker();
    expect(site.one(BROKER).inputs).not.toHaveProperty('users');
    expect(site.one(CONFIGURATION).inputs.data).not.toMatch(/internal|password/);
  });

  it('[D9][X2] knows each workload by its role, and lets it do what its edges say and no more', async () => {
    const site = await recordBroker();
    const role = (name: string) =>
      `arn:aws:iam::\${aws:ec2/vpc:Vpc::ward-dublin.ownerId}:role/${site.one('iam/role:Role', `ward-dublin-clinical.${name}`).inputs.name}`;
    expect(String(site.one(CONFIGURATION, 'ward-dublin-dispatch').inputs.data).split('\n')).toEqual([
      'auth_backends.1 = oauth2',
      `auth_oauth2.jwks_url = ${ISSUER}/.well-known/jwks.json`,
      'auth_oauth2.resource_server_id = ward-production-dublin-dispatch',
      'auth_oauth2.additional_scopes_key = sub',
      'auth_oauth2.https.hostname_verification = wildcard',
      `auth_oauth2.scope_aliases.1.alias = ${role('ordering')}`,
      'auth_oauth2.scope_aliases.1.scope = ward-production-dublin-dispatch.write:dispatch/orders/*',
      `auth_oauth2.scope_aliases.2.alias = ${role('bench')}`,
      'auth_oauth2.scope_aliases.2.scope = ward-production-dublin-dispatch.read:dispatch/archive ward-production-dublin-dispatch.read:dispatch/laboratory',
      'management.oauth_enabled = true',
      '',
    ]);
  });

  it('[D9][X2] lets the one Job that makes exchanges and queues in by the management API, as an administrator of its virtual host', async () => {
    const site = await recordBroker({}, true);
    const { inputs } = site.one(CONFIGURATION);
    const [audience, role] = ['ward-production-dublin-dispatch', site.one('iam/role:Role', 'ward-dublin-queues.dispatch-topology').inputs.name];
    const rights = ['configure:dispatch/*', 'read:dispatch/*/*', 'tag:administrator', 'write:dispatch/*/*'].map(right => `${audience}.${right}`);
    expect(inputs.data).toContain(`role/${role}\nauth_oauth2.scope_aliases.1.scope = ${rights.join(' ')}\n`);
    const opened = (broker: typeof site) => broker.names('vpc/securityGroupIngressRule:SecurityGroupIngressRule').filter(name => name.includes('dispatch'));
    expect(opened(site)).toEqual(['ward-dublin-dispatch', 'ward-dublin-dispatch-management']);
    expect(opened(await recordBroker())).toEqual(['ward-dublin-dispatch']);
  });

  it('[X2] gives its clients tokens for itself alone, by an endpoint that gives nothing else', async () => {
    const site = await recordBroker();
    const granted = site.policy(site.one('iam/rolePolicy:RolePolicy', 'ward-dublin-clinical.bench')).Statement;
    expect(granted).toEqual([
      {
        Sid: 'Brokers',
        Effect: 'Allow',
        Action: ['sts:GetWebIdentityToken'],
        Resource: '*',
        Condition: {
          'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': ['ward-production-dublin-dispatch'] },
          Null: { 'sts:IdentityTokenAudience': 'false' },
        },
      },
    ]);
    expect(site.names('iam/role:Role')).not.toContain('ward-dublin-clinical.bystander');
    const endpoint = site.one('ec2/vpcEndpoint:VpcEndpoint', 'ward-dublin-sts.endpoint');
    expect(endpoint.inputs).toMatchObject({ serviceName: 'com.amazonaws.eu-west-1.sts', privateDnsEnabled: false });
    expect(site.policy(endpoint).Statement).toMatchObject([{ Action: ['sts:GetWebIdentityToken'] }]);
  });

  it('answers at one address, which is known after apply, as is where tokens are signed', async () => {
    const { outputs } = await recordBroker();
    expect(outputs.addresses).toMatchObject({
      dispatch: { host: expect.stringContaining('mq/broker:Broker::ward-dublin-dispatch'), tokens: expect.stringContaining('ward-dublin-sts.endpoint') },
    });
  });
});
