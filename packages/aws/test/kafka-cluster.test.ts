import { days } from '@clinfra/core';
import { brokerCount, brokerProperties, topicSettings } from '../src/stores/kafka-settings';
import { aSite, recordSite } from './recorded';

const ZONES = ['a', 'b', 'c', 'd'];

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
    expect(brokerProperties(3).split('\n')).toEqual(
      expect.arrayContaining(['auto.create.topics.enable=false', 'min.insync.replicas=2', 'default.replication.factor=3']),
    );
    expect(brokerProperties(2)).toContain('min.insync.replicas=1');
  });

  it('make of a topic what was declared', () => {
    expect(topicSettings({ name: 'clinical-events', partitions: 16, replicas: 3, retention: days(7) })).toEqual({
      name: 'clinical-events',
      partitionCount: 16,
      replicationFactor: 3,
      configs: '{"cleanup.policy":"delete","min.insync.replicas":"2","retention.ms":"604800000"}',
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
});
