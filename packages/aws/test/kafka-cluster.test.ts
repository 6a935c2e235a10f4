import { DataTier, days, gib, type Topic, type TopicProps } from '@clinfra/core';
import { anEmptyPlatform } from '../../../test/fixtures/a-platform';
import { brokerCount, brokerProperties, monitoringSettings, storageGrowth, topicSettings } from '../src/stores/kafka/kafka-settings';
import { aSite, recordSite } from './recorded';

const ZONES = ['a', 'b', 'c', 'd'];

function aTopic(props: Partial<TopicProps>, tieredStorage = false): Topic {
  const kafka = new DataTier(anEmptyPlatform(), 'stores').kafka('events', { holds: ['phi'], tieredStorage });
  return kafka.topic('clinical-events', { partitions: 3, key: 'facility_id', holds: ['phi'], ...props });
}

describe('the settings of a Kafka cluster', () => {
  it.each([
    [1, 1, 2],
    [2, 1, 2],
    [3, 1, 3],
    [3, 2, 6],
    [4, 1, 3],
  ])('make of %i zones with %i brokers each %i brokers, over two zones or three', (zones, brokersPerZone, brokers) => {
    expect(brokerCount({ brokersPerZone }, ZONES.slice(0, zones))).toBe(brokers);
  });

  it('create no topic by accident, and take a message as written when two of three brokers have it', () => {
    expect(brokerProperties({ givesPasswords: false }, 3).split('\n')).toEqual(
      expect.arrayContaining(['auto.create.topics.enable=false', 'min.insync.replicas=2', 'default.replication.factor=3']),
    );
    expect(brokerProperties({ givesPasswords: false }, 2)).toContain('min.insync.replicas=1');
  });

  it('make of a topic what was declared', () => {
    const topic = aTopic({ partitions: 16, retention: days(7) });
    expect(topicSettings(topic)).toEqual({
      name: 'clinical-events',
      partitionCount: 16,
      replicationFactor: 3,
      configs: '{"cleanup.policy":"delete","min.insync.replicas":"2","retention.ms":"604800000"}',
    });
  });

  it.each<[what: string, topic: Partial<TopicProps>, configs: object]>([
    ['the last message of each key', { cleanup: 'compact' }, { 'cleanup.policy': 'compact' }],
    [
      'the last message of each key for a time',
      { cleanup: 'compact-and-delete', retention: days(1) },
      { 'cleanup.policy': 'compact,delete', 'retention.ms': '86400000' },
    ],
    ['as many copies in sync as declared', { minInSyncReplicas: 3 }, { 'min.insync.replicas': '3' }],
    ['one copy in sync of two', { replicas: 2 }, { 'min.insync.replicas': '1' }],
  ])('[D8] keep in a topic %s', (_, topic, configs) => {
    expect(JSON.parse(topicSettings(aTopic(topic)).configs)).toMatchObject(configs);
  });

  it('[D8] move the older messages of a long topic to the cheaper storage, and never those of a compacted one', () => {
    const tiered = (topic: Partial<TopicProps>) => JSON.parse(topicSettings(aTopic({ retention: days(90), ...topic }, true)).configs);
    expect(tiered({})).toMatchObject({ 'remote.storage.enable': 'true', 'local.retention.ms': '259200000', 'retention.ms': '7776000000' });
    for (const plain of [tiered({ cleanup: 'compact' }), tiered({ retention: days(3) })]) {
      expect(plain).not.toHaveProperty('remote.storage.enable');
      expect(plain).not.toHaveProperty('local.retention.ms');
    }
  });

  it.each([
    [100, undefined, 400],
    [8192, undefined, 16_384],
    [100, 150, 150],
  ])('let disks of %i GiB with the limit %p grow to %i', (size, limit, most) => {
    const { target, policy } = storageGrowth({ storage: gib(size), storageLimit: limit === undefined ? undefined : gib(limit) });
    expect(target).toMatchObject({ serviceNamespace: 'kafka', scalableDimension: 'kafka:broker-storage:VolumeSize', minCapacity: 1, maxCapacity: most });
    expect(policy.targetTrackingScalingPolicyConfiguration).toMatchObject({ disableScaleIn: true, targetValue: 60 });
  });

  it('tell Prometheus about brokers only where there is one', () => {
    expect(monitoringSettings({ monitoring: 'partition' }, { prometheus: undefined })).toEqual({ enhancedMonitoring: 'PER_TOPIC_PER_PARTITION' });
    expect(monitoringSettings({ monitoring: 'topic' }, { prometheus: { namespace: 'monitoring', selects: {} } })).toEqual({
      enhancedMonitoring: 'PER_TOPIC_PER_BROKER',
      openMonitoring: { prometheus: { jmxExporter: { enabledInBroker: true }, nodeExporter: { enabledInBroker: true } } },
    });
  });
});

describe('a Kafka cluster', () => {
  it('lets clients in by IAM over TLS only, and is encrypted and private', async () => {
    const { platform, stores } = aSite('production');
    stores.kafka('events', { holds: ['phi'], size: 'xlarge' }).topic('clinical-events', { partitions: 16, key: 'facility_id', holds: ['phi'] });
    const site = await recordSite(platform);
    const { inputs, protect } = site.one('msk/cluster:Cluster');
    expect(inputs).toMatchObject({
      clusterName: 'ward-production-dublin-events',
      numberOfBrokerNodes: 3,
      brokerNodeGroupInfo: {
        instanceType: 'kafka.m7g.2xlarge',
        connectivityInfo: { publicAccess: { type: 'DISABLED' } },
        storageInfo: { ebsStorageInfo: { volumeSize: 100 } },
      },
      clientAuthentication: { sasl: { iam: true, scram: false }, unauthenticated: false },
      encryptionInfo: {
        encryptionAtRestKmsKeyArn: '${aws:kms/key:Key::ward-dublin-events.arn}',
        encryptionInTransit: { clientBroker: 'TLS', inCluster: true },
      },
      loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: true } } },
    });
    expect(protect).toBe(true);
    expect(site.one('msk/topic:Topic').inputs).toMatchObject({ name: 'clinical-events', partitionCount: 16, replicationFactor: 3 });
  });

  it('is found by its list of brokers, for readers as for writers', async () => {
    const { platform, stores } = aSite('production');
    stores.kafka('events', { holds: ['phi'] });
    const host = '${aws:msk/cluster:Cluster::ward-dublin-events.bootstrapBrokersSaslIam}';
    expect((await recordSite(platform)).outputs.addresses).toEqual({ events: { host, readerHost: host } });
  });

  it('stands in two zones on a site that declares one, because MSK knows no less', async () => {
    const { platform, stores } = aSite('development', {}, ['eu-west-1a']);
    stores.kafka('events', { holds: ['operational'] });
    const { inputs } = (await recordSite(platform)).one('msk/cluster:Cluster');
    expect(inputs.numberOfBrokerNodes).toBe(2);
    expect(inputs.brokerNodeGroupInfo).toMatchObject({
      clientSubnets: ['a', 'c'].map(letter => `\${aws:ec2/subnet:Subnet::ward-dublin-data-eu-west-1${letter}.id}`),
    });
  });

  it('[D1] runs the version that was chosen, and lets its disks grow without taking the growth for a difference', async () => {
    const { platform, stores } = aSite('production');
    stores.kafka('events', { holds: ['phi'], version: '4.1', tieredStorage: true });
    const site = await recordSite(platform);
    const cluster = site.one('msk/cluster:Cluster');
    expect(cluster.inputs).toMatchObject({ kafkaVersion: '4.1.x.kraft', storageMode: 'TIERED' });
    expect(site.one('msk/configuration:Configuration').inputs.kafkaVersions).toEqual(['4.1.x.kraft']);
    const arn = '${aws:msk/cluster:Cluster::ward-dublin-events.arn}';
    expect(site.one('appautoscaling/target:Target').inputs).toMatchObject({ resourceId: arn, maxCapacity: 400 });
    expect(site.one('appautoscaling/policy:Policy').inputs).toMatchObject({ resourceId: arn });
  });

  it('opens the exporters of its brokers to the cluster where the site has a Prometheus, and not otherwise', async () => {
    const exporters = 'ward-dublin-events-exporters';
    const { platform, stores } = aSite('production');
    stores.kafka('events', { holds: ['phi'] });
    expect((await recordSite(platform)).names('vpc/securityGroupIngressRule:SecurityGroupIngressRule')).not.toContain(exporters);
    const watched = aSite('production', {}, undefined, { prometheus: { namespace: 'monitoring', selects: {} } });
    watched.stores.kafka('events', { holds: ['phi'] });
    const { inputs } = (await recordSite(watched.platform)).one('vpc/securityGroupIngressRule:SecurityGroupIngressRule', exporters);
    expect(inputs).toMatchObject({ fromPort: 11_001, toPort: 11_002 });
    expect(inputs).toHaveProperty('referencedSecurityGroupId');
  });
});
