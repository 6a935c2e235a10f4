import { aws, days, Inventory, Secret, Site, secretsManager, vault } from '@clinfra/core';
import { aDomain, anEmptyPlatform, aService } from '../../../test/fixtures/a-platform';
import { recordSite } from './recorded';

const HOSTING = aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 } });
const ZONES = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] as const;

function aPlatformWithSecrets(secrets: Site['secrets'] = secretsManager(), protect = true) {
  const platform = anEmptyPlatform();
  new Site(platform, 'dublin', { hosting: HOSTING, zones: ZONES, ...(secrets && { secrets }) });
  const sms = new Secret(platform, 'sms', { keys: ['api-key', 'sender'], deletionProtection: protect });
  const signing = new Secret(platform, 'signing', { keys: ['private-key'], deletionProtection: protect });
  aService(aDomain(platform, 'clinical'), 'ehr').uses(sms, { SMS_API_KEY: 'api-key' }).uses(signing, { SIGNING_KEY: 'private-key' });
  return platform;
}

describe('the secrets of a site', () => {
  it('[X3] have a place each in Secrets Manager, without a value, encrypted with a key of the platform, and a month to come back', async () => {
    const site = await recordSite(aPlatformWithSecrets());
    expect(site.names('secretsmanager/secret:Secret')).toEqual(['ward-dublin-secrets.signing', 'ward-dublin-secrets.sms']);
    const { inputs, protect } = site.one('secretsmanager/secret:Secret', 'ward-dublin-secrets.sms');
    expect(protect).toBe(true);
    expect(inputs).toEqual({
      region: 'eu-west-1',
      name: 'ward/production/dublin/sms',
      description: 'a JSON object with api-key, sender',
      kmsKeyId: '${aws:kms/key:Key::ward-dublin-secrets.key.arn}',
      recoveryWindowInDays: 30,
      tags: expect.objectContaining({ Name: 'ward-dublin-secrets.sms', platform: 'ward', environment: 'production', site: 'dublin' }),
    });
    expect(site.resources.filter(({ type }) => type.includes('secretsmanager/') && !type.endsWith(':Secret'))).toEqual([]);
  });

  it('are called there as the manifests ask for them', async () => {
    const platform = aPlatformWithSecrets();
    const { sites, secrets } = new Inventory(platform);
    const names = (await recordSite(platform)).all('secretsmanager/secret:Secret').map(({ inputs }) => inputs.name);
    expect(names).toEqual(secrets.map(secret => secret.nameAt(sites[0] as Site)).sort());
  });

  it('can be read by External Secrets, exactly these and nothing but their values', async () => {
    const site = await recordSite(aPlatformWithSecrets());
    const role = site.one('iam/role:Role', 'ward-dublin-external-secrets');
    expect(role.inputs.name).toBe('ward-production-dublin-external-secrets');
    expect(site.policy(role, 'assumeRolePolicy').Statement).toEqual([
      { Sid: 'Trust', Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] },
    ]);
    expect(site.policy(site.one('iam/rolePolicy:RolePolicy', 'ward-dublin-external-secrets')).Statement).toEqual([
      {
        Sid: 'ReadValues',
        Effect: 'Allow',
        Action: ['secretsmanager:GetSecretValue'],
        Resource: ['sms', 'signing'].map(name => `\${aws:secretsmanager/secret:Secret::ward-dublin-secrets.${name}.arn}`),
      },
    ]);
    expect(site.one('eks/podIdentityAssociation:PodIdentityAssociation', 'ward-dublin-external-secrets').inputs).toMatchObject({
      clusterName: 'ward-production-dublin',
      namespace: 'external-secrets',
      serviceAccount: 'external-secrets',
      roleArn: '${aws:iam/role:Role::ward-dublin-external-secrets.arn}',
    });
  });

  it('are encrypted with a key that opens through Secrets Manager alone', async () => {
    const site = await recordSite(aPlatformWithSecrets());
    const { Statement } = site.policy(site.one('kms/key:Key', 'ward-dublin-secrets.key'));
    expect(Statement.find(({ Sid }) => Sid === 'UseThroughServices')).toMatchObject({
      Condition: { StringEquals: { 'kms:ViaService': ['secretsmanager.eu-west-1.amazonaws.com'] } },
    });
    expect(Statement.map(({ Sid }) => Sid)).toEqual(['Administration', 'UseThroughServices', 'GrantsToServices']);
  });

  it('[X3] are renewed by the function of their owner, which Secrets Manager may call for that secret alone', async () => {
    const platform = anEmptyPlatform();
    new Site(platform, 'dublin', { hosting: HOSTING, zones: ZONES, secrets: secretsManager() });
    const sms = new Secret(platform, 'sms', { keys: ['api-key'], rotation: { function: 'renew-sms', every: days(30) } });
    aService(aDomain(platform, 'clinical'), 'ehr').uses(sms, { SMS_API_KEY: 'api-key' });
    const site = await recordSite(platform);
    const { inputs, dependsOn } = site.one('secretsmanager/secretRotation:SecretRotation');
    expect(inputs).toMatchObject({
      secretId: '${aws:secretsmanager/secret:Secret::ward-dublin-secrets.sms.id}',
      rotationLambdaArn: 'arn:aws:lambda:eu-west-1:${aws:ec2/vpc:Vpc::ward-dublin.ownerId}:function:renew-sms',
      rotationRules: { automaticallyAfterDays: 30 },
      rotateImmediately: false,
    });
    const allowed = site.one('lambda/permission:Permission');
    expect(allowed.inputs).toMatchObject({
      action: 'lambda:InvokeFunction',
      function: 'renew-sms',
      principal: 'secretsmanager.amazonaws.com',
      sourceArn: '${aws:secretsmanager/secret:Secret::ward-dublin-secrets.sms.arn}',
    });
    expect(dependsOn).toContain(allowed.urn);
  });

  it('may be thrown away, the key with the last of them, where the declaration says so', async () => {
    const site = await recordSite(aPlatformWithSecrets(secretsManager(), false));
    for (const { protect } of site.all('secretsmanager/secret:Secret')) expect(protect).toBeFalsy();
    expect(site.one('kms/key:Key', 'ward-dublin-secrets.key').protect).toBeFalsy();
  });

  it('have no place on AWS where they come from a Vault, where the site names no source, or where there are none', async () => {
    const withoutSecrets = anEmptyPlatform();
    new Site(withoutSecrets, 'dublin', { hosting: HOSTING, zones: ZONES, secrets: secretsManager() });
    const inVault = aPlatformWithSecrets(vault({ server: 'https://vault.example.ie', role: 'reader' }));
    for (const platform of [inVault, withoutSecrets]) {
      const site = await recordSite(platform);
      const resources = site.resources.filter(({ type }) => type !== 'aws:ec2/vpcEndpoint:VpcEndpoint');
      expect(resources.filter(({ type, name }) => type.includes('secretsmanager') || name.includes('secrets'))).toEqual([]);
    }
  });
});
