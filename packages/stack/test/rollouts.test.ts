import { blueGreen, cluster, ReleaseTask, Site } from '@clinfra/core';
import { type PlannedResource, record } from '@clinfra/plan';
import { deploy } from '@clinfra/stack';
import { aDomain, anEmptyPlatform, aService } from '../../../test/fixtures/a-platform';
import { WrittenByRollouts } from '../src/rollouts';

async function planned(): Promise<readonly PlannedResource[]> {
  const platform = anEmptyPlatform();
  new Site(platform, 'dublin', {
    hosting: cluster({ context: 'ward', jurisdiction: 'IE' }),
    zones: ['rack-a', 'rack-b', 'rack-c'],
    prometheus: { namespace: 'watch', selects: { release: 'prometheus' } },
    argoRollouts: true,
  });
  const clinical = aDomain(platform, 'clinical');
  const auth = aService(clinical, 'auth', { metrics: { port: 9464 }, variables: { LOG_LEVEL: 'info' }, release: blueGreen({ analysis: {} }) });
  aService(clinical, 'lab');
  new ReleaseTask(clinical, 'migrate', { image: 'registry.example/migrations:1.0.0', before: [auth] });
  return (await record({ project: 'clinfra', stack: 'ward-production' }, () => deploy(platform, { today: '2026-11-23' }))).resources;
}

const find = (resources: readonly PlannedResource[], type: string, name: string) =>
  resources.find(resource => resource.type === type && resource.name === name) ?? fail(`no ${type} ${name}`);
const fail = (reason: string): never => {
  throw new Error(reason);
};

describe('a Rollout', () => {
  it('[W7] comes after the guards of its namespace, what it names, what it is judged by and the Jobs before it', async () => {
    const resources = await planned();
    const rollout = find(resources, 'kubernetes:argoproj.io/v1alpha1:Rollout', 'dublin/clinical/auth');
    const before = resources.filter(({ urn }) => rollout.dependsOn.includes(urn)).map(({ type, name }) => `${type.slice(type.lastIndexOf(':') + 1)} ${name}`);
    expect(before).toEqual(
      expect.arrayContaining([
        'Namespace dublin/clinical',
        'ResourceQuota dublin/clinical/clinical',
        'NetworkPolicy dublin/clinical/default-deny',
        'NetworkPolicy dublin/clinical/auth',
        'ServiceAccount dublin/clinical/auth',
        'ConfigMap dublin/clinical/auth',
        'PriorityClass dublin/ward-clinical',
        'AnalysisTemplate dublin/clinical/auth-preview',
        'AnalysisTemplate dublin/clinical/auth-active',
        expect.stringMatching(/^Job dublin\/clinical\/migrate-/),
      ]),
    );
    // The provider waits until a Service has pods behind it, and those are the Rollout's.
    expect(before.filter(name => name.startsWith('Service '))).toEqual([]);
  });

  it('[Y3] is waited for until its first version serves, and wins over what its controller rewrites', async () => {
    const { inputs } = find(await planned(), 'kubernetes:argoproj.io/v1alpha1:Rollout', 'dublin/clinical/auth');
    const { annotations } = (inputs as { metadata: { annotations: Record<string, string> } }).metadata;
    expect(annotations).toMatchObject({ 'pulumi.com/waitFor': 'condition=Available', 'pulumi.com/patchForce': 'true' });
    expect(Object.keys(annotations)).toContain('clinfra.io/after');
  });
});

describe('what Argo Rollouts writes to', () => {
  const named = (kind: string, name: string) => ({ apiVersion: 'v1', kind, metadata: { name, namespace: 'clinical' } });
  const rollout = (strategy: object) => ({ ...named('Rollout', 'ehr'), spec: { strategy } });

  it('[Y3] leaves the pods behind both Services of a blue-green release to it, and no other field or Service', () => {
    const written = new WrittenByRollouts([rollout({ blueGreen: { activeService: 'ehr', previewService: 'ehr-preview' } })]);
    for (const name of ['ehr', 'ehr-preview']) expect(written.treatmentOf(named('Service', name))).toEqual({ options: { ignoreChanges: ['spec.selector'] } });
    expect(written.treatmentOf(named('Service', 'lab'))).toEqual({});
    expect(written.treatmentOf({ ...named('Service', 'ehr'), metadata: { name: 'ehr', namespace: 'business' } })).toEqual({});
  });

  it('[Y2] leaves the subsets of a canary to it, and lets a changed route win, into which it writes the weights again', () => {
    const istio = { virtualService: { name: 'ehr' }, destinationRule: { name: 'ehr' } };
    const written = new WrittenByRollouts([rollout({ canary: { trafficRouting: { istio } } })]);
    expect(written.treatmentOf(named('DestinationRule', 'ehr'))).toEqual({ options: { ignoreChanges: ['spec.subsets'] } });
    expect(written.treatmentOf(named('VirtualService', 'ehr'))).toEqual({ annotations: { 'pulumi.com/patchForce': 'true' } });
    expect(written.treatmentOf(named('Service', 'ehr'))).toEqual({});
  });

  it('[M3] leaves the pods behind both versions to it, and lets a changed route of a gateway win, into which it writes the weights again', () => {
    const plugins = { 'argoproj-labs/gatewayAPI': { namespace: 'clinical', httpRoutes: [{ name: 'public-ehr' }] } };
    const written = new WrittenByRollouts([rollout({ canary: { stableService: 'ehr-stable', canaryService: 'ehr-canary', trafficRouting: { plugins } } })]);
    for (const name of ['ehr-stable', 'ehr-canary'])
      expect(written.treatmentOf(named('Service', name))).toEqual({ options: { ignoreChanges: ['spec.selector'] } });
    expect(written.treatmentOf(named('HTTPRoute', 'public-ehr'))).toEqual({ annotations: { 'pulumi.com/patchForce': 'true' } });
    expect(written.treatmentOf(named('HTTPRoute', 'public-ehr-by-header'))).toEqual({});
  });
});
