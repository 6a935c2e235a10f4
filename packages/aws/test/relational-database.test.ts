import { aSite, recordSite } from './recorded';

const KEY = '${aws:kms/key:Key::ward-dublin-records.arn}';

describe('a database', () => {
  it('is encrypted, private, backed up, watched and hard to lose by default', async () => {
    const { platform, stores } = aSite('production');
    stores.postgres('records', { holds: ['phi'] });
    const site = await recordSite(platform);
    const { inputs, protect } = site.one('rds/instance:Instance', 'ward-dublin-records');
    expect(inputs).toMatchObject({
      identifier: 'ward-production-dublin-records',
      engine: 'postgres',
      engineVersion: '17',
      instanceClass: 'db.r6g.large',
      multiAz: true,
      storageType: 'gp3',
      storageEncrypted: true,
      kmsKeyId: KEY,
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: KEY,
      publiclyAccessible: false,
      iamDatabaseAuthenticationEnabled: true,
      backupRetentionPeriod: 30,
      copyTagsToSnapshot: true,
      autoMinorVersionUpgrade: true,
      deletionProtection: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: 'ward-production-dublin-records-final',
      enabledCloudwatchLogsExports: ['postgresql', 'upgrade'],
    });
    expect(protect).toBe(true);
  });

  it('has a password that AWS makes and keeps, encrypted with its key, and none that the program knows', async () => {
    const { platform, stores } = aSite('production');
    stores.postgres('records', { holds: ['phi'] });
    const { inputs } = (await recordSite(platform)).one('rds/instance:Instance');
    expect(inputs).toMatchObject({ manageMasterUserPassword: true, masterUserSecretKmsKeyId: KEY });
    expect(inputs).not.toHaveProperty('password');
  });

  it('refuses connections without TLS', async () => {
    const { platform, stores } = aSite('production');
    stores.postgres('records', { holds: ['phi'] });
    const { inputs } = (await recordSite(platform)).one('rds/parameterGroup:ParameterGroup');
    expect(inputs).toMatchObject({ family: 'postgres17', parameters: [{ name: 'rds.force_ssl', value: '1' }] });
  });

  it('writes to log groups that stand before it, each encrypted with its key', async () => {
    const { platform, stores } = aSite('staging');
    stores.postgres('records', { holds: ['phi'] });
    const site = await recordSite(platform);
    const groups = site.all('cloudwatch/logGroup:LogGroup').filter(({ inputs }) => String(inputs.name).startsWith('/aws/rds/'));
    expect(groups.map(({ inputs }) => inputs.name)).toEqual(['postgresql', 'upgrade'].map(log => `/aws/rds/instance/ward-staging-dublin-records/${log}`));
    for (const { inputs, urn } of groups) {
      expect(inputs).toMatchObject({ kmsKeyId: KEY, retentionInDays: 90 });
      expect(site.one('rds/instance:Instance').dependsOn).toContain(urn);
    }
  });

  it('stands with the nodes where it has no standby, in subnets that cover a second zone', async () => {
    const { platform, stores } = aSite('development', {}, ['eu-west-1b']);
    stores.postgres('records', { holds: ['operational'], highAvailability: false, deletionProtection: false });
    const site = await recordSite(platform);
    const { inputs, protect } = site.one('rds/instance:Instance');
    expect(inputs).toMatchObject({ multiAz: false, availabilityZone: 'eu-west-1b', deletionProtection: false });
    expect(protect).toBeUndefined();
    expect(site.one('rds/subnetGroup:SubnetGroup').inputs.subnetIds).toHaveLength(2);
  });
});

describe('reads of a database', () => {
  it('[D3] go to the server that takes the writes, because a standby answers nothing', async () => {
    const { platform, stores } = aSite('production');
    stores.postgres('records', { holds: ['phi'] });
    const host = '${aws:rds/instance:Instance::ward-dublin-records.address}';
    expect((await recordSite(platform)).outputs.addresses).toMatchObject({ records: { host, readerHost: host } });
  });
});
