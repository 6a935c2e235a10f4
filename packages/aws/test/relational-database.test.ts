import { days, gib } from '@clinfra/core';
import { familyOf, writerSettings } from '../src/stores/relational-settings';
import { aSite, recordSite } from './recorded';

const KEY = '${aws:kms/key:Key::ward-dublin-records.arn}';

describe('the settings of a database', () => {
  it.each([
    ['17', 'postgres17'],
    ['16.4', 'postgres16'],
  ])('take for version %s the parameters of %s', (version, family) => {
    expect(familyOf(version)).toBe(family);
  });

  it('let the disk grow to four times the declared size', () => {
    const settings = { version: '17', storage: gib(500), highAvailability: true, backupRetention: days(30), finalSnapshot: true };
    expect(writerSettings(settings, 'last')).toMatchObject({ allocatedStorage: 500, maxAllocatedStorage: 2000, finalSnapshotIdentifier: 'last' });
  });

  it('keep no last snapshot where that was turned off', () => {
    const settings = { version: '17', storage: gib(500), highAvailability: true, backupRetention: days(7), finalSnapshot: false };
    const made = writerSettings(settings, 'last');
    expect(made.skipFinalSnapshot).toBe(true);
    expect(made).not.toHaveProperty('finalSnapshotIdentifier');
  });
});

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
    stores.postgres('records', { holds: ['phi'], replicas: 1 });
    const site = await recordSite(platform);
    const groups = site.all('cloudwatch/logGroup:LogGroup').filter(({ inputs }) => String(inputs.name).startsWith('/aws/rds/'));
    expect(groups.map(({ inputs }) => inputs.name).sort()).toEqual(
      ['-replica-1', ''].flatMap(part => ['postgresql', 'upgrade'].map(log => `/aws/rds/instance/ward-staging-dublin-records${part}/${log}`)),
    );
    for (const { inputs, urn } of groups) {
      expect(inputs).toMatchObject({ kmsKeyId: KEY, retentionInDays: 90 });
      const name = String(inputs.name).includes('replica') ? 'ward-dublin-records-replica-1' : 'ward-dublin-records';
      expect(site.one('rds/instance:Instance', name).dependsOn).toContain(urn);
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
  const readerHost = async (replicas: number) => {
    const { platform, stores } = aSite('production');
    stores.postgres('records', { holds: ['phi'], replicas });
    const site = await recordSite(platform);
    return { site, addresses: (site.outputs.addresses as Record<string, unknown>).records };
  };

  it('[D3] go to the writer where there is no replica, and to the replica where there is one', async () => {
    const host = '${aws:rds/instance:Instance::ward-dublin-records.address}';
    expect((await readerHost(0)).addresses).toEqual({ host, readerHost: host });
    expect((await readerHost(1)).addresses).toEqual({ host, readerHost: '${aws:rds/instance:Instance::ward-dublin-records-replica-1.address}' });
  });

  it('[D3] are spread evenly over several replicas by a name that only the network knows', async () => {
    const { site, addresses } = await readerHost(3);
    expect(addresses).toMatchObject({ readerHost: '${aws:route53/record:Record::ward-dublin-records-reader-1.fqdn}' });
    expect(site.one('route53/zone:Zone').inputs).toMatchObject({
      name: 'records.dublin.ward.internal',
      vpcs: [{ vpcId: '${aws:ec2/vpc:Vpc::ward-dublin.id}', vpcRegion: 'eu-west-1' }],
    });
    const records = site.all('route53/record:Record').map(({ inputs }) => inputs);
    expect(records.map(({ records: to }) => to)).toEqual([1, 2, 3].map(n => [`\${aws:rds/instance:Instance::ward-dublin-records-replica-${n}.address}`]));
    expect(new Set(records.map(({ setIdentifier }) => setIdentifier)).size).toBe(3);
    for (const record of records)
      expect(record).toMatchObject({ name: 'reader.records.dublin.ward.internal', type: 'CNAME', weightedRoutingPolicies: [{ weight: 1 }] });
  });

  it('come from replicas in different zones, with settings of the writer and without its password and backups', async () => {
    const { site } = await readerHost(3);
    const writer = site.one('rds/instance:Instance', 'ward-dublin-records');
    const replicas = [1, 2, 3].map(n => site.one('rds/instance:Instance', `ward-dublin-records-replica-${n}`));
    expect(replicas.map(({ inputs: { availabilityZone } }) => availabilityZone)).toEqual(['eu-west-1a', 'eu-west-1b', 'eu-west-1c']);
    for (const { inputs, dependsOn } of replicas) {
      expect(dependsOn).toContain(writer.urn);
      expect(inputs).toMatchObject({
        replicateSourceDb: 'ward-production-dublin-records',
        storageEncrypted: true,
        publiclyAccessible: false,
        skipFinalSnapshot: true,
      });
      expect(inputs).not.toHaveProperty('manageMasterUserPassword');
      expect(inputs.backupRetentionPeriod).toBe(0);
    }
  });
});
