import { type MongoDbProps, seconds } from '@clinfra/core';
import { aDomain, aService } from '../../../test/fixtures/a-platform';
import { documentMachine } from '../src/stores/documents/document-settings';
import { aSite, recordSite } from './recorded';

const KEY = '${aws:kms/key:Key::ward-dublin-notes.arn}';
const CLUSTER = 'docdb/cluster:Cluster';
const INSTANCE = 'docdb/clusterInstance:ClusterInstance';
const PARAMETERS = 'docdb/clusterParameterGroup:ClusterParameterGroup';

function recordDocuments(props: Partial<MongoDbProps> = {}) {
  const { platform, stores } = aSite('production', { region: 'eu-west-1' }, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']);
  const notes = stores.mongodb('notes', { holds: ['phi'], ...props });
  aService(aDomain(platform, 'clinical'), 'writing').reads(notes).writes(notes);
  return recordSite(platform);
}

describe('a database on DocumentDB', () => {
  it('[D1][X4] is encrypted with a key of its own, backed up and hard to lose', async () => {
    const { inputs, protect } = (await recordDocuments()).one(CLUSTER, 'ward-dublin-notes');
    expect(inputs).toMatchObject({
      clusterIdentifier: 'ward-production-dublin-notes',
      engine: 'docdb',
      engineVersion: '5.0.0',
      port: 27_017,
      storageEncrypted: true,
      kmsKeyId: KEY,
      backupRetentionPeriod: 30,
      deletionProtection: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: 'ward-production-dublin-notes-final',
    });
    expect(protect).toBe(true);
  });

  it('[X3] has a password that AWS makes, keeps and renews, and none that the program knows', async () => {
    const site = await recordDocuments();
    const { inputs } = site.one(CLUSTER);
    expect(inputs).toMatchObject({ masterUsername: 'clinfra', manageMasterUserPassword: true });
    for (const property of ['masterPassword', 'masterPasswordWo']) expect(inputs).not.toHaveProperty(property);
    expect(site.one('secretsmanager/secretRotation:SecretRotation', 'ward-dublin-notes').inputs).toMatchObject({
      rotationRules: { automaticallyAfterDays: 7 },
    });
  });

  it('[X4] refuses connections without TLS, and notes who came and what was changed, with no value of a patient', async () => {
    const site = await recordDocuments();
    expect(site.one(PARAMETERS).inputs).toMatchObject({
      family: 'docdb5.0',
      parameters: [
        { name: 'tls', value: 'tls1.2+', applyMethod: 'pending-reboot' },
        { name: 'audit_logs', value: 'ddl', applyMethod: 'immediate' },
        { name: 'profiler', value: 'disabled', applyMethod: 'immediate' },
      ],
    });
    expect(site.one(CLUSTER).inputs.enabledCloudwatchLogsExports).toEqual(['audit']);
    expect(site.one('cloudwatch/logGroup:LogGroup', 'ward-dublin-notes-audit').inputs).toMatchObject({
      name: '/aws/docdb/ward-production-dublin-notes/audit',
      kmsKeyId: KEY,
    });
  });

  it('[D1] notes slow operations where it is told from when on they are', async () => {
    const site = await recordDocuments({ version: '8.0', slowOperations: seconds(0.25) });
    expect(site.one(PARAMETERS).inputs).toMatchObject({ family: 'docdb8.0' });
    expect(site.one(PARAMETERS).inputs.parameters).toContainEqual({ name: 'profiler_threshold_ms', value: '250', applyMethod: 'immediate' });
    expect(site.one(CLUSTER).inputs.enabledCloudwatchLogsExports).toEqual(['audit', 'profiler']);
    expect(site.names('cloudwatch/logGroup:LogGroup')).toContain('ward-dublin-notes-profiler');
  });

  it('[D3] has a writer and its readers in different zones', async () => {
    const site = await recordDocuments({ replicas: 3 });
    expect(site.all(INSTANCE).map(({ name, inputs }) => [name, inputs.availabilityZone])).toEqual([
      ['ward-dublin-notes-1', 'eu-west-1a'],
      ['ward-dublin-notes-2', 'eu-west-1b'],
      ['ward-dublin-notes-3', 'eu-west-1c'],
      ['ward-dublin-notes-4', 'eu-west-1a'],
    ]);
    expect(site.one(INSTANCE, 'ward-dublin-notes-1').inputs).toMatchObject({ instanceClass: 'db.r6g.large', performanceInsightsKmsKeyId: KEY });
  });

  it('[D3] tells where writes and where reads go', async () => {
    const { outputs } = await recordDocuments();
    expect(outputs.addresses).toMatchObject({
      notes: { host: '${aws:docdb/cluster:Cluster::ward-dublin-notes.endpoint}', readerHost: '${aws:docdb/cluster:Cluster::ward-dublin-notes.readerEndpoint}' },
    });
  });

  it('[B1] is backed up and patched in the night of the platform, in UTC all year', async () => {
    const { inputs } = (await recordDocuments({ backupHours: { from: '23:30', to: '02:00' } })).one(CLUSTER);
    expect(inputs).toMatchObject({ preferredBackupWindow: '23:30-01:00', preferredMaintenanceWindow: 'sun:03:00-sun:04:00' });
  });

  it('lets in the cluster alone, on its port', async () => {
    const site = await recordDocuments();
    const rules = site.all('vpc/securityGroupIngressRule:SecurityGroupIngressRule').filter(({ name }) => name === 'ward-dublin-notes');
    expect(rules.map(({ inputs }) => [inputs.fromPort, inputs.toPort, inputs.cidrIpv4])).toEqual([[27_017, 27_017, undefined]]);
  });

  it.each([
    ['db.t4g.medium', undefined],
    ['db.r8g.large', true],
  ])('[O8] looks into %s where DocumentDB can: %s', (instanceClass, watched) => {
    expect(documentMachine({ instanceClass }, 'key')).toMatchObject(watched ? { enablePerformanceInsights: true } : {});
    expect('enablePerformanceInsights' in documentMachine({ instanceClass }, 'key')).toBe(watched === true);
  });
});
