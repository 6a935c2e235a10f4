import { type AddOns, aws, cluster, type Hosting, type Platform, Site } from '@clinfra/core';
import { type PlannedResource, record } from '@clinfra/plan';
import { deploy } from '@clinfra/stack';
import { aDomain, anEmptyPlatform, aService } from '../../../test/fixtures/a-platform';

const ON_AWS = aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 } });
const ON_CLUSTER = cluster({ context: 'ward', jurisdiction: 'IE' });

/** A site with a mesh and KEDA, of which one service makes use. */
async function planned(hosting: Hosting, addOns?: AddOns) {
  const platform: Platform = anEmptyPlatform();
  const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] as const;
  new Site(platform, 'dublin', { hosting, zones, mesh: {}, keda: {}, ...(addOns && { addOns }) });
  aService(aDomain(platform, 'clinical'), 'ehr', { scale: { min: 2, max: 4, hours: [{ from: '08:00', until: '20:00', min: 3 }] } });
  const { resources } = await record({ project: 'clinfra', stack: 'ward-production' }, () => deploy(platform, { today: '2026-11-23' }));
  return new Planned(resources);
}

class Planned {
  constructor(readonly resources: readonly PlannedResource[]) {}

  get releases(): readonly PlannedResource[] {
    return this.resources.filter(({ type }) => type === 'kubernetes:helm.sh/v3:Release');
  }

  one(type: string, name: string): PlannedResource {
    const found = this.resources.find(resource => resource.type === `kubernetes:${type}` && resource.name === name);
    if (!found) throw new Error(`no ${type} ${name}`);
    return found;
  }

  /** Everything that comes before a resource. */
  before({ dependsOn }: PlannedResource, seen = new Set<string>()): ReadonlySet<string> {
    for (const urn of dependsOn) {
      if (seen.has(urn)) continue;
      seen.add(urn);
      const resource = this.resources.find(each => each.urn === urn);
      if (resource) this.before(resource, seen);
    }
    return seen;
  }
}

describe('the add-ons of a site', () => {
  it('[C4] are releases of Helm in pinned versions, each after the one before and after its namespace', async () => {
    const plan = await planned(ON_AWS);
    const release = (name: string) => plan.one('helm.sh/v3:Release', `dublin/${name}`);
    expect(plan.releases.map(({ name }) => name).sort()).toEqual(
      ['cluster-autoscaler', 'istio-base', 'istio-cni', 'istiod', 'keda', 'metrics-server', 'velero'].map(name => `dublin/${name}`),
    );
    expect(release('istiod').inputs).toMatchObject({
      name: 'istiod',
      namespace: 'istio-system',
      chart: 'istiod',
      repositoryOpts: { repo: 'https://istio-release.storage.googleapis.com/charts' },
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      atomic: true,
      allowNullValues: true,
      createNamespace: false,
      values: { cni: { enabled: true } },
    });
    const order = ['cluster-autoscaler', 'metrics-server', 'istio-base', 'istiod', 'istio-cni', 'keda'].map(release);
    for (const [index, each] of order.entries()) {
      const earlier = order.slice(0, index).map(({ urn }) => urn);
      expect([...plan.before(each)]).toEqual(expect.arrayContaining(earlier));
    }
    expect(plan.before(release('keda'))).toContain(plan.one('core/v1:Namespace', 'dublin/keda').urn);
  });

  it('[C4] come before everything that uses one of them, and not before what guards a namespace', async () => {
    const plan = await planned(ON_AWS);
    const last = plan.one('helm.sh/v3:Release', 'dublin/keda').urn;
    const users = plan.resources.filter(({ type }) => /^kubernetes:(apps|keda\.sh|(networking|security)\.istio\.io)\//.test(type));
    expect(users.length).toBeGreaterThan(4);
    expect(users.filter(user => !plan.before(user).has(last)).map(({ name }) => name)).toEqual([]);
    for (const [type, name] of [
      ['core/v1:Namespace', 'dublin/clinical'],
      ['core/v1:ResourceQuota', 'dublin/clinical/clinical'],
    ] as const) {
      expect(plan.before(plan.one(type, name))).not.toContain(last);
    }
  });

  it('[C4] come after their identities in the cloud', async () => {
    const plan = await planned(ON_AWS);
    const autoscaler = plan.one('helm.sh/v3:Release', 'dublin/cluster-autoscaler');
    const association = plan.resources.find(({ type, name }) => type === 'aws:eks/podIdentityAssociation:PodIdentityAssociation' && /autoscaler/.test(name));
    expect(autoscaler.dependsOn).toContain(association?.urn);
  });

  it('[B3] are told the bucket for backups of the cluster once it has a name, after its identity', async () => {
    const plan = await planned(ON_AWS);
    const velero = plan.one('helm.sh/v3:Release', 'dublin/velero');
    const made = plan.resources.find(({ type, name }) => type === 'aws:s3/bucket:Bucket' && name.endsWith('-cluster.backup'));
    const configuration = { backupStorageLocation: [{ provider: 'aws', bucket: made?.inputs.bucket, default: true, config: { region: 'eu-west-1' } }] };
    expect(velero.inputs).toMatchObject({ values: { configuration } });
    const association = plan.resources.find(({ type, name }) => type.endsWith(':PodIdentityAssociation') && name === made?.name);
    expect(plan.before(velero)).toContain(association?.urn);
  });

  it('[M1] stand in namespaces that are guarded before anything runs there', async () => {
    const plan = await planned(ON_AWS);
    const guard = plan.one('networking.k8s.io/v1:NetworkPolicy', 'dublin/keda/add-on');
    expect(plan.before(plan.one('helm.sh/v3:Release', 'dublin/keda'))).toContain(guard.urn);
    expect(plan.before(guard)).toContain(plan.one('core/v1:Namespace', 'dublin/keda').urn);
  });

  it('[C4] are not there where whoever runs the cluster has them, which is so on a cluster that exists unless it is said', async () => {
    expect((await planned(ON_AWS, 'preinstalled')).releases).toEqual([]);
    expect((await planned(ON_CLUSTER)).releases).toEqual([]);
    expect((await planned(ON_CLUSTER, { strimzi: 'installed' })).releases.map(({ inputs }) => inputs.chart)).toEqual([
      'oci://quay.io/strimzi-helm/strimzi-kafka-operator',
    ]);
  });
});
