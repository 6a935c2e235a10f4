import { aws, cluster, DataTier, type ProductionProps, ReleaseTask, Site } from '@clinfra/core';
import { changesOf, dataLosses, type PlannedResource, record } from '@clinfra/plan';
import { type DeployOptions, deploy, FindingsError } from '@clinfra/stack';
import { Provider } from '@pulumi/kubernetes';
import { runtime } from '@pulumi/pulumi';
import { aDomain, anEmptyPlatform, aPlatform, aService } from '../../../test/fixtures/a-platform';

const TODAY: DeployOptions = { today: '2026-11-23' };

async function planned(platform = aPlatform().platform): Promise<readonly PlannedResource[]> {
  return (await record({ project: 'clinfra', stack: 'ward-production' }, () => deploy(platform, TODAY))).resources;
}

function find(resources: readonly PlannedResource[], type: string, name: string): PlannedResource {
  const found = resources.find(resource => resource.type === type && resource.name === name);
  if (!found) throw new Error(`no ${type} ${name}`);
  return found;
}

function dependenciesOf(resources: readonly PlannedResource[], { dependsOn }: PlannedResource): readonly string[] {
  return resources.filter(({ urn }) => dependsOn.includes(urn)).map(({ type, name }) => `${type.slice(type.lastIndexOf(':') + 1)} ${name}`);
}

describe('deploy', () => {
  it('registers nothing when the declaration has errors, and reports them all', async () => {
    const { platform, clinical } = aPlatform();
    aService(clinical, 'cds', { scale: { min: 3, max: 2 } });
    aService(clinical, 'Lab');
    let error: unknown;
    const { resources } = await record({ project: 'clinfra', stack: 'ward-production' }, () => {
      try {
        deploy(platform, TODAY);
      } catch (thrown) {
        error = thrown;
      }
    });
    expect(error).toBeInstanceOf(FindingsError);
    expect((error as FindingsError).message).toContain('clinical.cds.scale.max: must be at least min (3), got 2');
    expect((error as FindingsError).message).toContain('clinical.Lab');
    expect(resources).toEqual([]);
  });

  it('brings the address of a database to the pods of each namespace by one ConfigMap', async () => {
    const resources = await planned();
    const map = find(resources, 'kubernetes:core/v1:ConfigMap', 'dublin/clinical/store-records');
    const host = (map.inputs as { data: { host: string } }).data.host;
    expect(host).toMatch(/^\$\{aws:rds\/instance:Instance::ward-dublin-records\.(address|endpoint)\}$/);
    expect(dependenciesOf(resources, find(resources, 'kubernetes:apps/v1:Deployment', 'dublin/clinical/ehr'))).toContain(
      'ConfigMap dublin/clinical/store-records',
    );
  });

  it('tells the pods of a workload the name by which a cache knows them', async () => {
    const resources = await planned();
    const { userName } = find(resources, 'aws:elasticache/user:User', 'ward-dublin-sessions-clinical.ehr').inputs;
    const map = find(resources, 'kubernetes:core/v1:ConfigMap', 'dublin/clinical/store-sessions');
    expect(map.inputs).toMatchObject({ data: { 'user.ehr': userName } });
  });

  it('creates a workload after its namespace, its identity, its policies and its quota', async () => {
    const resources = await planned();
    expect(dependenciesOf(resources, find(resources, 'kubernetes:apps/v1:Deployment', 'dublin/clinical/ehr'))).toEqual(
      expect.arrayContaining([
        'Namespace dublin/clinical',
        'ServiceAccount dublin/clinical/ehr',
        'NetworkPolicy dublin/clinical/ehr',
        'NetworkPolicy dublin/clinical/default-deny',
        'NetworkPolicy dublin/clinical/allow-dns',
        'ResourceQuota dublin/clinical/clinical',
      ]),
    );
  });

  it('creates the priorities of pods once for a site, and before every pod that names one', async () => {
    const { platform } = aPlatform();
    aService(aDomain(platform, 'business'), 'billing', { criticality: 'operational' });
    const resources = await planned(platform);
    const named = (kind: string, name: string) => dependenciesOf(resources, find(resources, kind, name));
    expect(resources.filter(({ type }) => type === 'kubernetes:scheduling.k8s.io/v1:PriorityClass').map(({ name }) => name)).toEqual(
      ['batch', 'clinical', 'life-critical', 'operational'].map(criticality => `dublin/ward-${criticality}`),
    );
    expect(named('kubernetes:apps/v1:Deployment', 'dublin/clinical/ehr')).toContain('PriorityClass dublin/ward-clinical');
    expect(named('kubernetes:apps/v1:Deployment', 'dublin/business/billing')).toContain('PriorityClass dublin/ward-operational');
  });

  it('changes a service only after the task before its release, and nothing else', async () => {
    const { platform, clinical, ehr } = aPlatform();
    new ReleaseTask(clinical, 'migrate', { image: 'registry.example/migrations:1.0.0', before: [ehr] });
    const resources = await planned(platform);
    const job = resources.find(({ type }) => type === 'kubernetes:batch/v1:Job');
    expect(job?.name).toMatch(/^dublin\/clinical\/migrate-[0-9a-f]{8}$/);
    expect(resources.filter(({ dependsOn }) => job && dependsOn.includes(job.urn)).map(({ name }) => name)).toEqual(['dublin/clinical/ehr']);
    expect(job && dependenciesOf(resources, job)).toEqual(
      expect.arrayContaining(['NetworkPolicy dublin/clinical/migrate', 'ServiceAccount dublin/clinical/migrate']),
    );
  });

  it('[D6] changes whatever uses a database only after the Job that makes its users, in whichever namespace either is', async () => {
    const { platform, clinical, ehr, sessions, records } = aPlatform();
    const migration = new ReleaseTask(clinical, 'migrate', { image: 'registry.example/migrations:1.0.0', before: [ehr] });
    migration.writes(records);
    aService(aDomain(platform, 'business'), 'viewer').reads(sessions);
    const resources = await planned(platform);
    const users = resources.find(({ name }) => name.startsWith('dublin/databases/records-users-'));
    const migrating = resources.find(({ name }) => name.startsWith('dublin/clinical/migrate-'));
    const awaited = `Job ${users?.name}`;
    expect(dependenciesOf(resources, find(resources, 'kubernetes:apps/v1:Deployment', 'dublin/clinical/ehr'))).toContain(awaited);
    expect(migrating && dependenciesOf(resources, migrating)).toContain(awaited);
    expect(dependenciesOf(resources, find(resources, 'kubernetes:apps/v1:Deployment', 'dublin/business/viewer'))).not.toContain(awaited);
    expect(users && dependenciesOf(resources, users)).toEqual(
      expect.arrayContaining([
        'ConfigMap dublin/databases/records-users.scripts',
        'ConfigMap dublin/databases/store-records',
        'NetworkPolicy dublin/databases/records-users',
      ]),
    );
    expect(find(resources, 'kubernetes:core/v1:ConfigMap', 'dublin/databases/store-records').inputs).toMatchObject({
      data: { administrator: '${aws:rds/instance:Instance::ward-dublin-records.masterUserSecrets[0].secretArn}' },
    });
  });

  it('[B4] takes a snapshot for a version before anything in the cluster, and keeps it when the next is taken', async () => {
    const released = (version: string) => {
      const { platform, clinical, stores } = aPlatform();
      const common = { holds: ['phi'], snapshotBefore: version, pool: { min: 1, max: 2 } } as const;
      aService(clinical, 'viewer').reads(stores.mysql('ledger', common), stores.postgres('archive', { ...common, managed: 'aurora', replicas: 1 }));
      return platform;
    };
    const [before, after] = [await planned(released('1.4.2')), await planned(released('1.5.0'))];
    const server = find(after, 'aws:rds/snapshot:Snapshot', 'ward-dublin-ledger.before-1.5.0');
    expect(server).toMatchObject({ retainOnDelete: true, region: 'eu-west-1' });
    expect(server.inputs).toMatchObject({
      dbInstanceIdentifier: 'ward-production-dublin-ledger',
      dbSnapshotIdentifier: expect.stringMatching(/^ward-production-dublin-ledger-before-1-5-0-[0-9a-f]{6}$/),
      tags: { 'release-version': '1.5.0', 'data-classes': 'phi' },
    });
    const cluster = find(after, 'aws:rds/clusterSnapshot:ClusterSnapshot', 'ward-dublin-archive.before-1.5.0');
    // Of a cluster with all its members, or there would be nobody to take it.
    expect(dependenciesOf(after, cluster)).toEqual(expect.arrayContaining(['ClusterInstance ward-dublin-archive-1', 'ClusterInstance ward-dublin-archive-2']));
    const reached = find(after, 'pulumi:providers:kubernetes', 'ward-dublin');
    expect(reached.dependsOn).toEqual(expect.arrayContaining([server.urn, cluster.urn]));
    expect(find(after, 'kubernetes:apps/v1:Deployment', 'dublin/clinical/viewer').provider).toContain(reached.urn);
    const changes = changesOf({ resources: before }, { resources: after });
    expect(changes.map(({ kind, type }) => `${kind} ${type}`)).toEqual(
      expect.arrayContaining(['added aws:rds/snapshot:Snapshot', 'removed aws:rds/snapshot:Snapshot']),
    );
    expect(changes.filter(({ type }) => !type.toLowerCase().endsWith('snapshot'))).toEqual([]);
    expect(dataLosses(changes, released('1.5.0'), TODAY)).toEqual([]);
  });

  it('gives every resource an explicit provider', async () => {
    const resources = await planned();
    const custom = resources.filter(({ type }) => /^(aws|kubernetes):/.test(type));
    expect(custom.length).toBeGreaterThan(50);
    expect(custom.filter(({ provider }) => provider === undefined)).toEqual([]);
  });

  it('lets ConfigMaps change in place', async () => {
    const provider = find(await planned(), 'pulumi:providers:kubernetes', 'ward-dublin');
    expect(provider.inputs).toMatchObject({ enableConfigMapMutable: 'true', enableSecretMutable: 'true' });
  });

  it('deploys to an existing cluster without any cloud, with the addresses of stores that exist', async () => {
    const platform = anEmptyPlatform();
    new Site(platform, 'basement', { hosting: cluster({ context: 'basement-1', jurisdiction: 'IE' }), zones: ['a', 'b', 'c'] });
    const archive = new DataTier(platform, 'stores').postgres('archive', { holds: ['phi'], existing: { host: 'db.ward.example', cidr: '10.9.0.0/24' } });
    aService(aDomain(platform, 'reading'), 'reader').reads(archive);
    const resources = await planned(platform);
    expect(find(resources, 'pulumi:providers:kubernetes', 'ward-basement').inputs).toMatchObject({ context: 'basement-1' });
    expect(find(resources, 'kubernetes:core/v1:ConfigMap', 'basement/reading/store-archive').inputs).toMatchObject({
      data: { host: 'db.ward.example', readerHost: 'db.ward.example' },
    });
    expect(resources.filter(({ type }) => type.includes('aws'))).toEqual([]);
  });
});

// With an engine, and so without what keeps the environment from a recorded program.
describe('the provider that reaches a cluster', () => {
  const TOKEN = 'correct-horse-battery-staple';
  const former = { ...process.env };
  beforeAll(() => {
    const kubeconfig = `{ apiVersion: v1, users: [{ user: { token: ${TOKEN} } }] }`;
    Object.assign(process.env, { KUBECONFIG: kubeconfig, PULUMI_K8S_DELETE_UNREACHABLE: 'true', PULUMI_K8S_ENABLE_SECRET_MUTABLE: 'false' });
  });
  afterAll(() => {
    process.env = former;
  });

  /** The inputs of the first provider for Kubernetes that a program registers. */
  function registered(program: () => unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const newResource = ({ type, name, inputs }: runtime.MockResourceArgs) => {
        if (type === 'pulumi:providers:kubernetes') resolve(inputs);
        return { id: name, state: inputs };
      };
      runtime
        .setMocks({ newResource, call: () => ({}) }, 'clinfra', 'ward-production')
        .then(program)
        .catch(reject);
    });
  }

  it('[X3] takes nothing over from the environment of whoever deploys, which would stay in the state', async () => {
    const platform = anEmptyPlatform();
    new Site(platform, 'basement', { hosting: cluster({ context: 'basement-1', jurisdiction: 'IE' }), zones: ['a', 'b', 'c'] });
    aService(aDomain(platform, 'reading'), 'reader');
    expect(await registered(() => deploy(platform, TODAY))).toEqual({
      context: 'basement-1',
      enableConfigMapMutable: 'true',
      enableSecretMutable: 'true',
    });
  });

  it('[X3] would be caught taking it over', async () => {
    const inputs = await registered(() => new Provider('basement', { context: 'basement-1' }));
    expect(inputs).toMatchObject({ kubeconfig: expect.stringContaining(TOKEN), deleteUnreachable: 'true', enableSecretMutable: 'false' });
  });
});

describe('sites whose meshes join', () => {
  const twoSites = (props: Partial<ProductionProps> = {}) => {
    const platform = anEmptyPlatform(props);
    for (const [name, region, cidr] of [
      ['dublin', 'eu-west-1', '10.10.0.0/16'],
      ['galway', 'eu-west-2', '10.20.0.0/16'],
    ] as const) {
      const attestation = { jurisdiction: 'IE', evidence: 'a contract', by: 'operations' } as const;
      const hosting = aws({ region, nodes: { min: 3, max: 9 }, cidr, attestation });
      new Site(platform, name, { hosting, zones: [`${region}a`, `${region}b`, `${region}c`], mesh: { join: { gateway: [cidr] } } });
    }
    aService(aDomain(platform, 'clinical'), 'ehr');
    return platform;
  };
  const between = (resources: readonly PlannedResource[], type: string) => resources.filter(one => one.type === `aws:${type}`).map(({ name }) => name);

  it('[C1] have their networks joined by a peering, each end made by the provider of its region', async () => {
    const resources = await planned(twoSites());
    expect(between(resources, 'ec2/vpcPeeringConnection:VpcPeeringConnection')).toEqual(['ward-dublin-galway']);
    const accepter = find(resources, 'aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter', 'ward-dublin-galway');
    expect(resources.find(({ urn }) => urn === accepter.provider)?.inputs.region).toBe('eu-west-2');
    expect(between(resources, 'ec2transitgateway/transitGateway:TransitGateway')).toEqual([]);
  });

  it('[C1] have a transit gateway each where the platform says so, and no peering beside', async () => {
    const resources = await planned(twoSites({ siteLinks: 'transit-gateways' }));
    expect(between(resources, 'ec2transitgateway/transitGateway:TransitGateway')).toEqual(['ward-dublin', 'ward-galway']);
    expect(between(resources, 'ec2transitgateway/peeringAttachment:PeeringAttachment')).toEqual(['ward-dublin-galway']);
    expect(between(resources, 'ec2/vpcPeeringConnection:VpcPeeringConnection')).toEqual([]);
  });
});

describe('what is added to a domain', () => {
  it('is registered with the rest, with what is known only after apply in its place', async () => {
    const { platform, clinical, records } = aPlatform();
    clinical.adds('viewer', ({ readerHost }) => [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'viewer' }, data: { url: `postgres://${readerHost(records)}/viewer` } },
    ]);
    const resources = await planned(platform);
    const map = find(resources, 'kubernetes:core/v1:ConfigMap', 'dublin/clinical/viewer');
    expect((map.inputs as { data: { url: string } }).data.url).toMatch(/^postgres:\/\/\$\{aws:rds\/instance:Instance::ward-dublin-records\.\w+\}\/viewer$/);
    expect(dependenciesOf(resources, map)).toContain('Namespace dublin/clinical');
  });
});

describe('a patch of the AWS resources of a store', () => {
  it('is laid over those of its type and of no other store, and its tags say so', async () => {
    const { platform, records } = aPlatform();
    records.patchResource({ type: 'aws:rds/instance:Instance', merge: { networkType: 'IPV4', monitoringInterval: null, tags: { 'cost-centre': '4711' } } });
    records.patchResource({ type: 'aws:kms/key:Key', merge: { tags: { 'cost-centre': '4711' } } });
    const resources = await planned(platform);
    const { inputs } = find(resources, 'aws:rds/instance:Instance', 'ward-dublin-records');
    expect(inputs).toMatchObject({
      networkType: 'IPV4',
      storageEncrypted: true,
      kmsKeyId: expect.stringContaining('${aws:kms/key:Key::'),
      tags: {
        'cost-centre': '4711',
        store: 'records',
        'clinfra:patched-by': 'stores.records',
        'clinfra:patched-arguments': 'networkType monitoringInterval tags',
      },
    });
    expect(inputs).not.toHaveProperty('monitoringInterval');
    const patched = resources.filter(({ inputs: { tags } }) => JSON.stringify(tags ?? {}).includes('patched-by'));
    expect(patched.map(({ type, name }) => `${type} ${name}`).sort()).toEqual([
      'aws:kms/key:Key ward-dublin-records',
      'aws:rds/instance:Instance ward-dublin-records',
    ]);
  });
});
