import { aws, DataTier, type KafkaProps, kafkaLag, Site, secretsManager, Worker } from '@clinfra/core';
import { aDomain, anEmptyPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, podOf, renderedDomain } from './rendered';

const KNOWN = { host: 'b-1.events:9096', readerHost: 'b-1.events:9096', administration: { server: 'b-1.events:9098' } };

function ward(props: Partial<KafkaProps> = {}) {
  const platform = anEmptyPlatform();
  const site = new Site(platform, 'dublin', {
    hosting: aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 } }),
    zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    secrets: secretsManager(),
    keda: { namespace: 'scaling' },
    mesh: {},
  });
  const [clinical, access, scaling] = ['clinical', 'access', 'scaling'].map(name => aDomain(platform, name)) as [Domain, Domain, Domain];
  const tier = new DataTier(platform, 'streams', { administration: { domain: access } });
  const visits = tier.kafka('events', { holds: ['phi'], authentication: 'scram', ...props }).topic('visits', { partitions: 3, key: 'id', holds: ['phi'] });
  aService(clinical, 'ehr').publishes(visits);
  const scale = { min: 0, max: 3, signals: [kafkaLag({ topic: visits, perPod: 50 })] };
  new Worker(clinical, 'notifier', { image: 'registry.example/notifier:1.0.0', scale }).consumes(visits);
  aService(clinical, 'bystander');
  const objects = (domain: Domain) => renderedDomain(platform, domain, site, () => KNOWN);
  return { clinical: objects(clinical), access: objects(access), scaling: objects(scaling) };
}

type Domain = ReturnType<typeof aDomain>;

const portsOf = (policy: unknown) =>
  (at(policy, 'spec', 'egress') as readonly { readonly ports: readonly { readonly port: number }[] }[]).flatMap(({ ports }) => ports.map(({ port }) => port));

describe('a workload with a password for Kafka', () => {
  const { clinical, access, scaling } = ward();
  const variables = (workload: string) =>
    (
      at(podOf(clinical.get('Deployment', workload)), 'containers', 0, 'env') as readonly {
        readonly name: string;
        readonly value?: string;
        readonly valueFrom?: object;
      }[]
    )
      .filter(({ name }) => /^(EVENTS|VISITS)_/.test(name))
      .map(({ name, value, valueFrom }) => [name, value ?? valueFrom]);

  it('[D8] learns where the brokers are, how to speak to them, and its own name and password by reference', () => {
    const secret = (key: string) => ({ secretKeyRef: { name: 'store-events.ehr.1', key } });
    expect(variables('ehr')).toEqual([
      ['EVENTS_BROKERS', { configMapKeyRef: { name: 'store-events', key: 'host' } }],
      ['EVENTS_SECURITY_PROTOCOL', 'SASL_SSL'],
      ['EVENTS_SASL_MECHANISM', 'SCRAM-SHA-512'],
      ['EVENTS_USER', secret('username')],
      ['EVENTS_PASSWORD', secret('password')],
      ['VISITS_TOPIC', 'visits'],
    ]);
    expect(variables('bystander')).toEqual([]);
  });

  it('[X3] gets them from a secret that no other workload gets', () => {
    expect(clinical.names('ExternalSecret')).toEqual(['store-events.ehr.1', 'store-events.notifier.1']);
    expect(at(clinical.get('ExternalSecret', 'store-events.ehr.1'), 'spec')).toEqual({
      refreshInterval: '1h0m0s',
      secretStoreRef: { kind: 'SecretStore', name: 'secrets' },
      target: { name: 'store-events.ehr.1', creationPolicy: 'Owner' },
      data: ['username', 'password'].map(property => ({
        secretKey: property,
        remoteRef: { key: 'AmazonMSK_ward-production-dublin-events.clinical.ehr.1', property },
      })),
    });
    expect(clinical.names('SecretStore')).toEqual(['secrets']);
    expect(access.names('ExternalSecret')).toEqual([]);
  });

  it('[X3] starts anew with the next number, by another secret', () => {
    const next = ward({ passwords: 2 }).clinical;
    expect(next.names('ExternalSecret')).toEqual(['store-events.ehr.2', 'store-events.notifier.2']);
    expect(JSON.stringify(next.get('Deployment', 'ehr'))).toContain('store-events.ehr.2');
  });

  it('[M1] is let out to the port for passwords, and not to where identities come from', () => {
    expect(portsOf(clinical.get('NetworkPolicy', 'ehr'))).toEqual([9096]);
    const annotations = at(clinical.get('Deployment', 'ehr'), 'spec', 'template', 'metadata', 'annotations') as Readonly<Record<string, string>>;
    expect(annotations['traffic.sidecar.istio.io/excludeOutboundPorts']).toBe('9096');
    expect(annotations).not.toHaveProperty('traffic.sidecar.istio.io/excludeOutboundIPRanges');
  });

  it('[A3] is scaled by KEDA, which logs in as the workload', () => {
    expect(at(clinical.get('TriggerAuthentication', 'notifier-signal-0'), 'spec')).toEqual({
      secretTargetRef: ['username', 'password'].map(key => ({ parameter: key, name: 'store-events.notifier.1', key })),
    });
    const triggers = at(clinical.get('ScaledObject', 'notifier'), 'spec', 'triggers') as readonly { readonly type: string; readonly metadata: object }[];
    expect(triggers.find(({ type }) => type === 'kafka')?.metadata).toMatchObject({ sasl: 'scram_sha512', tls: 'enable' });
    expect(portsOf(scaling.get('NetworkPolicy', 'keda-operator-asks'))).toEqual([9096]);
  });
});

describe('the Job that writes what clients may do in a Kafka cluster', () => {
  const { access } = ward({ passwords: 2 });
  const [name = ''] = access.names('Job');
  const job = access.get('Job', name);

  it('[D8] comes before all who use the cluster, as an identity, to the port for identities alone', () => {
    expect(name).toMatch(/^events-access-[0-9a-f]{8}$/);
    expect(job.metadata.annotations?.['clinfra.io/before']?.split(',').sort()).toEqual(['clinical/ehr', 'clinical/notifier']);
    const [credentials, main] = [at(podOf(job), 'initContainers', 0), at(podOf(job), 'containers', 0)] as readonly Readonly<Record<string, unknown>>[];
    expect(credentials?.command).toEqual(['/bin/sh', '-c', 'set -e; umask 077; aws configure export-credentials --format process >/credentials/secret']);
    expect(main?.command).toEqual(['node', '/scripts/access.cjs', '/scripts/access.json', '/credentials/secret']);
    expect(main?.env).toEqual(
      expect.arrayContaining([
        { name: 'SERVER_BROKERS', valueFrom: { configMapKeyRef: { name: 'store-events', key: 'server' } } },
        { name: 'AWS_REGION', value: 'eu-west-1' },
      ]),
    );
    expect(portsOf(access.get('NetworkPolicy', 'events-access'))).toEqual([9098, 80]);
    expect(at(access.get('ConfigMap', 'store-events'), 'data')).toMatchObject({ server: 'b-1.events:9098' });
  });

  it('[D8] has the entries of the users now and of those before, first what closes the rest', () => {
    const files = access.manifests.filter(({ kind }) => kind === 'ConfigMap').map(object => at(object, 'data') as Readonly<Record<string, string>>);
    const list = JSON.parse(files.find(data => 'access.json' in data)?.['access.json'] ?? '');
    expect(list.owner).toBe('User:clinfra');
    expect(list.entries.slice(0, 4).map(({ type, name: what }: { type: string; name: string }) => `${type} ${what}`)).toEqual([
      'topic *',
      'group *',
      'transactional-id *',
      'cluster kafka-cluster',
    ]);
    expect([...new Set(list.entries.map(({ principal }: { principal: string }) => principal))]).toEqual(
      ['clinfra', 'clinfra.clinical.ehr.2', 'clinfra.clinical.ehr.1', 'clinfra.clinical.notifier.2', 'clinfra.clinical.notifier.1'].map(user => `User:${user}`),
    );
    expect(list.entries).toContainEqual({ principal: 'User:clinfra.clinical.ehr.2', operation: 'write', type: 'topic', name: 'visits', pattern: 'literal' });
    expect(list.entries.filter(({ type }: { type: string }) => type === 'group').at(-1)).toMatchObject({ name: 'notifier-', pattern: 'prefixed' });
  });
});
