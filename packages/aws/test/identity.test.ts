import { kafkaLag, type SiteProps, Worker } from '@clinfra/core';
import { aDomain, aService } from '../../../test/fixtures/a-platform';
import { aSite, recordSite } from './recorded';

const ACCOUNT = '${aws:ec2/vpc:Vpc::ward-dublin.ownerId}';
const kafka = (rest: string) => `arn:aws:kafka:eu-west-1:${ACCOUNT}:${rest}`;

function aPlatformWithTopics(site: Partial<SiteProps> = {}) {
  const { platform, stores } = aSite('production', {}, undefined, site);
  const records = stores.postgres('records', { holds: ['phi'] });
  const sessions = stores.redis('sessions', { holds: ['phi'] });
  const events = stores.kafka('events', { holds: ['phi'] });
  const props = { partitions: 3, key: 'facility_id', holds: ['phi'] } as const;
  return {
    platform,
    records,
    sessions,
    clinical: aDomain(platform, 'clinical'),
    visits: events.topic('visits', props),
    results: events.topic('results', props),
  };
}

describe('the identity of a workload', () => {
  it('publishes to exactly its topics', async () => {
    const { platform, clinical, visits } = aPlatformWithTopics();
    aService(clinical, 'ehr').publishes(visits);
    const site = await recordSite(platform);
    expect(site.policy(site.one('iam/rolePolicy:RolePolicy', 'ward-dublin-clinical.ehr')).Statement).toEqual([
      { Sid: 'Connect', Effect: 'Allow', Action: ['kafka-cluster:Connect'], Resource: [kafka('cluster/ward-production-dublin-events/*')] },
      { Sid: 'PublishOnce', Effect: 'Allow', Action: ['kafka-cluster:WriteDataIdempotently'], Resource: [kafka('cluster/ward-production-dublin-events/*')] },
      {
        Sid: 'Publish',
        Effect: 'Allow',
        Action: ['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'],
        Resource: [kafka('topic/ward-production-dublin-events/*/visits')],
      },
    ]);
  });

  it('consumes exactly its topics, in consumer groups that bear its name', async () => {
    const { platform, clinical, results } = aPlatformWithTopics();
    new Worker(clinical, 'notifier', { image: 'registry.example/notifier:1.0.0', scale: { min: 1, max: 2 } }).consumes(results);
    const site = await recordSite(platform);
    const statements = site.policy(site.one('iam/rolePolicy:RolePolicy', 'ward-dublin-clinical.notifier')).Statement;
    expect(statements.map(({ Sid }) => Sid)).toEqual(['Connect', 'Consume', 'ConsumerGroups']);
    expect(statements[1]).toMatchObject({
      Action: ['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'],
      Resource: [kafka('topic/ward-production-dublin-events/*/results')],
    });
    expect(statements[2]?.Resource).toEqual(['notifier', 'notifier-*'].map(group => kafka(`group/ward-production-dublin-events/*/${group}`)));
  });

  it('logs in to a cache as its own user and no other', async () => {
    const { platform, clinical, sessions } = aPlatformWithTopics();
    aService(clinical, 'ehr').reads(sessions);
    const site = await recordSite(platform);
    const user = site.one('elasticache/user:User', 'ward-dublin-sessions-clinical.ehr').inputs.userId;
    expect(site.policy(site.one('iam/rolePolicy:RolePolicy', 'ward-dublin-clinical.ehr')).Statement).toEqual([
      {
        Sid: 'Cache',
        Effect: 'Allow',
        Action: ['elasticache:Connect'],
        Resource: [
          `arn:aws:elasticache:eu-west-1:${ACCOUNT}:replicationgroup:ward-production-dublin-sessions`,
          `arn:aws:elasticache:eu-west-1:${ACCOUNT}:user:${user}`,
        ],
      },
    ]);
  });

  it('[C2] belongs to the pods of its service account in its namespace, and to nothing else', async () => {
    const { platform, clinical, visits } = aPlatformWithTopics();
    aService(clinical, 'ehr').publishes(visits);
    const site = await recordSite(platform);
    const { inputs, dependsOn } = site.one('eks/podIdentityAssociation:PodIdentityAssociation', 'ward-dublin-clinical.ehr');
    expect(dependsOn).toContain(site.one('eks/cluster:Cluster').urn);
    expect(inputs).toMatchObject({
      clusterName: 'ward-production-dublin',
      namespace: 'clinical',
      serviceAccount: 'ehr',
      roleArn: '${aws:iam/role:Role::ward-dublin-clinical.ehr.arn}',
    });
    const trust = site.policy(site.one('iam/role:Role', 'ward-dublin-clinical.ehr'), 'assumeRolePolicy');
    expect(trust.Statement).toEqual([expect.objectContaining({ Principal: { Service: 'pods.eks.amazonaws.com' } })]);
  });

  it('[X3] logs in to a database as the user of its own and no other, whether it reads or writes', async () => {
    const { platform, clinical, records } = aPlatformWithTopics();
    aService(clinical, 'ehr').reads(records).writes(records);
    const site = await recordSite(platform);
    expect(site.policy(site.one('iam/rolePolicy:RolePolicy', 'ward-dublin-clinical.ehr')).Statement).toEqual([
      {
        Sid: 'Databases',
        Effect: 'Allow',
        Action: ['rds-db:connect'],
        Resource: [`arn:aws:rds-db:eu-west-1:${ACCOUNT}:dbuser:\${aws:rds/instance:Instance::ward-dublin-records.resourceId}/clinical.ehr`],
      },
    ]);
  });

  it('is not made for a workload that asks AWS for nothing', async () => {
    const { platform, clinical } = aPlatformWithTopics();
    aService(clinical, 'ehr').calls(aService(clinical, 'lab'));
    const site = await recordSite(platform);
    expect(site.names('eks/podIdentityAssociation:PodIdentityAssociation').filter(name => name.startsWith('ward-dublin-clinical.'))).toEqual([]);
  });
});

describe('the identity of KEDA', () => {
  it('[A3] sees how far a group has come with its topic, and reads no message', async () => {
    const { platform, clinical, results } = aPlatformWithTopics({ keda: {} });
    const scale = { min: 0, max: 3, signals: [kafkaLag({ topic: results, perPod: 50 })] };
    new Worker(clinical, 'notifier', { image: 'registry.example/notifier:1.0.0', scale }).consumes(results);
    const site = await recordSite(platform);
    const inCluster = (kind: string, rest = '') => [kafka(`${kind}/ward-production-dublin-events/*${rest}`)];
    expect(site.policy(site.one('iam/rolePolicy:RolePolicy', 'ward-dublin-keda')).Statement).toEqual([
      { Sid: 'Connect', Effect: 'Allow', Action: ['kafka-cluster:Connect'], Resource: inCluster('cluster') },
      { Sid: 'SeeEnds', Effect: 'Allow', Action: ['kafka-cluster:DescribeTopic'], Resource: inCluster('topic', '/results') },
      { Sid: 'SeeGroups', Effect: 'Allow', Action: ['kafka-cluster:DescribeGroup'], Resource: inCluster('group', '/notifier') },
    ]);
    expect(site.one('eks/podIdentityAssociation:PodIdentityAssociation', 'ward-dublin-keda').inputs).toMatchObject({
      namespace: 'keda',
      serviceAccount: 'keda-operator',
    });
  });
});
