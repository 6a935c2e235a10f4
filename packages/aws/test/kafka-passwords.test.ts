import { DataTier, type KafkaProps, kafkaLag, secretsManager, Worker } from '@clinfra/core';
import { aDomain, aService } from '../../../test/fixtures/a-platform';
import { aSite, recordSite } from './recorded';

const CLUSTER = 'msk/cluster:Cluster';
const ASSOCIATION = 'msk/singleScramSecretAssociation:SingleScramSecretAssociation';
const STACK = 'cloudformation/stack:Stack';
const RULE = 'vpc/securityGroupIngressRule:SecurityGroupIngressRule';

function recordKafka(props: Partial<KafkaProps> = {}) {
  const { platform } = aSite('production', {}, undefined, { secrets: secretsManager(), keda: {} });
  const tier = new DataTier(platform, 'streams', { administration: { domain: aDomain(platform, 'streams-access') } });
  const visits = tier.kafka('events', { holds: ['phi'], authentication: 'scram', ...props }).topic('visits', { partitions: 3, key: 'id', holds: ['phi'] });
  const clinical = aDomain(platform, 'clinical');
  aService(clinical, 'ehr').publishes(visits);
  const scale = { min: 0, max: 3, signals: [kafkaLag({ topic: visits, perPod: 50 })] };
  new Worker(clinical, 'notifier', { image: 'registry.example/notifier:1.0.0', scale }).consumes(visits);
  aService(clinical, 'bystander');
  return recordSite(platform);
}

describe('a Kafka cluster whose clients have passwords', () => {
  it('[D8][X3] lets them in by name and password within TLS, and nobody who is not named', async () => {
    const site = await recordKafka();
    expect(site.one(CLUSTER).inputs).toMatchObject({
      clientAuthentication: { sasl: { iam: true, scram: true }, unauthenticated: false },
      encryptionInfo: { encryptionInTransit: { clientBroker: 'TLS', inCluster: true } },
    });
    expect(String(site.one('msk/configuration:Configuration').inputs.serverProperties).split('\n')).toContain('allow.everyone.if.no.acl.found=false');
    expect(site.outputs.addresses).toMatchObject({
      events: {
        host: '${aws:msk/cluster:Cluster::ward-dublin-events.bootstrapBrokersSaslScram}',
        administration: { server: '${aws:msk/cluster:Cluster::ward-dublin-events.bootstrapBrokersSaslIam}' },
      },
    });
  });

  it('[X3] has a login for each workload with an edge, made by AWS and encrypted with the key of the cluster, of which only the ARN comes back', async () => {
    const site = await recordKafka();
    expect(site.names(STACK)).toEqual(['ward-dublin-events-clinical.ehr.1', 'ward-dublin-events-clinical.notifier.1']);
    const { inputs } = site.one(STACK, 'ward-dublin-events-clinical.ehr.1');
    expect(inputs.parameters).toEqual({ Key: '${aws:kms/key:Key::ward-dublin-events.arn}' });
    const template = JSON.parse(String(inputs.templateBody));
    expect(template.Outputs).toEqual({ Secret: { Value: { Ref: 'Password' } } });
    expect(template.Resources).toEqual({
      Password: {
        Type: 'AWS::SecretsManager::Secret',
        Properties: {
          Name: 'AmazonMSK_ward-production-dublin-events.clinical.ehr.1',
          Description: 'login of clinical.ehr at events',
          KmsKeyId: { Ref: 'Key' },
          GenerateSecretString: {
            SecretStringTemplate: '{"username":"clinfra.clinical.ehr.1"}',
            GenerateStringKey: 'password',
            PasswordLength: 48,
            ExcludePunctuation: true,
          },
        },
      },
    });
    expect(site.one(ASSOCIATION, 'ward-dublin-events-clinical.ehr.1').inputs).toMatchObject({
      clusterArn: '${aws:msk/cluster:Cluster::ward-dublin-events.arn}',
      secretArn: '${aws:cloudformation/stack:Stack::ward-dublin-events-clinical.ehr.1.outputs.Secret}',
    });
    const key = site.policy(site.one('kms/key:Key', 'ward-dublin-events')).Statement.find(({ Sid }) => Sid === 'UseThroughServices');
    expect(key?.Condition).toMatchObject({ StringEquals: { 'kms:ViaService': ['kafka.eu-west-1.amazonaws.com', 'secretsmanager.eu-west-1.amazonaws.com'] } });
  });

  it('[X3] knows other users with the next number, each with a secret of its own, so that both are there for a while', async () => {
    const site = await recordKafka({ passwords: 2 });
    expect(site.names(ASSOCIATION)).toEqual(['ward-dublin-events-clinical.ehr.2', 'ward-dublin-events-clinical.notifier.2']);
    expect(String(site.one(STACK, 'ward-dublin-events-clinical.ehr.2').inputs.templateBody)).toContain(
      'AmazonMSK_ward-production-dublin-events.clinical.ehr.2',
    );
  });

  it('[X2] gives its clients nothing in AWS, and the Job that writes the ACLs the cluster and none of its topics', async () => {
    const site = await recordKafka();
    const roles = site.names('iam/rolePolicy:RolePolicy');
    expect(roles.filter(name => /clinical|keda/.test(name))).toEqual([]);
    expect(site.policy(site.one('iam/rolePolicy:RolePolicy', 'ward-dublin-streams-access.events-access')).Statement).toEqual([
      {
        Sid: 'Access',
        Effect: 'Allow',
        Action: ['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster', 'kafka-cluster:AlterCluster'],
        Resource: ['arn:aws:kafka:eu-west-1:${aws:ec2/vpc:Vpc::ward-dublin.ownerId}:cluster/ward-production-dublin-events/*'],
      },
    ]);
  });

  it('[X2] opens the port for passwords to clients, and that for identities to what writes the ACLs', async () => {
    const site = await recordKafka();
    const ports = Object.fromEntries(site.all(RULE).map(({ name, inputs }) => [name, inputs.fromPort]));
    expect(ports).toMatchObject({ 'ward-dublin-events': 9096, 'ward-dublin-events-access': 9098 });
  });

  it('[X3] has its logins read by External Secrets, which reads no others', async () => {
    const site = await recordKafka();
    const { dependsOn, inputs } = site.one('iam/rolePolicy:RolePolicy', 'ward-dublin-external-secrets');
    expect(dependsOn).toEqual(expect.arrayContaining(site.all(ASSOCIATION).map(({ urn }) => urn)));
    const arn = (who: string) => `\${aws:cloudformation/stack:Stack::ward-dublin-events-clinical.${who}.1.outputs.Secret}`;
    expect(JSON.parse(String(inputs.policy)).Statement).toEqual([
      { Sid: 'ReadValues', Effect: 'Allow', Action: ['secretsmanager:GetSecretValue'], Resource: ['ehr', 'notifier'].map(arn) },
    ]);
    expect(site.names('kms/key:Key')).not.toContain('ward-dublin-secrets.key');
  });

  it('[X2] has none of it where clients have identities', async () => {
    const site = await recordKafka({ authentication: 'iam' });
    expect(site.names(STACK)).toEqual([]);
    expect(site.names(ASSOCIATION)).toEqual([]);
    expect(site.names(RULE)).not.toContain('ward-dublin-events-access');
    expect(site.names('iam/rolePolicy:RolePolicy')).toEqual(expect.arrayContaining(['ward-dublin-clinical.ehr', 'ward-dublin-keda']));
    expect(String(site.one('msk/configuration:Configuration').inputs.serverProperties)).not.toContain('allow.everyone');
  });
});
