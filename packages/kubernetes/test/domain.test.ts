import { cluster, cores, Domain, gib, mib, millicores, Platform, Site } from '@clinfra/core';
import { at, rendered, renderedDomain } from './rendered';

const QUOTA = { cpu: cores(2.5), memory: gib(40), storage: gib(100), pods: 50 };
const LOCALE = { timeZone: 'Europe/Dublin', language: 'en_IE', country: 'IE' } as const;

describe('a domain', () => {
  it('[S2] is a namespace in which the API server enforces its pod security, of the version of its cluster', () => {
    expect(rendered().get('Namespace', 'clinical').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'v1.35',
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/audit-version': 'latest',
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/warn-version': 'latest',
    });
  });

  it('[S2] says on its namespace to what it belongs and who answers for it', () => {
    const { metadata } = rendered().get('Namespace', 'clinical');
    expect(metadata.labels).toMatchObject({
      'app.kubernetes.io/name': 'clinical',
      'app.kubernetes.io/part-of': 'ward',
      'app.kubernetes.io/managed-by': 'clinfra',
      'clinfra.io/site': 'dublin',
      'clinfra.io/environment': 'production',
      'clinfra.io/owner': 'ward-platform',
      'clinfra.io/data-phi': 'true',
    });
    expect(metadata.annotations).toEqual({ 'clinfra.io/owner': 'ward-platform' });
  });

  it('[S2] may ask for no more than its quota', () => {
    const quota = rendered(({ platform }) => new Domain(platform, 'other', { quota: QUOTA })).get('ResourceQuota', 'clinical');
    expect(at(quota, 'spec', 'hard')).toEqual({ 'requests.cpu': '100', 'requests.memory': '200Gi', 'requests.storage': '100Gi', pods: '200' });
  });

  it('[S2] gives a container that states nothing the small tier, and none more than the largest', () => {
    expect(at(rendered().get('LimitRange', 'clinical'), 'spec', 'limits')).toEqual([
      {
        type: 'Container',
        default: { cpu: '200m', memory: '512Mi' },
        defaultRequest: { cpu: '100m', memory: '256Mi' },
        max: { cpu: '2', memory: '4Gi' },
      },
    ]);
  });

  it('takes its own limits, quota, owner and pod security where they are declared', () => {
    const { platform, site } = anotherPlatform();
    const defaults = { requests: { cpu: millicores(50), memory: mib(64) }, limits: { cpu: millicores(75), memory: mib(96) } };
    const props = { quota: QUOTA, limits: { defaults }, owner: 'Dr. Ó Briain & team', podSecurity: 'baseline' } as const;
    const objects = renderedDomain(platform, new Domain(platform, 'laboratory', props), site);
    expect(at(objects.get('ResourceQuota', 'laboratory'), 'spec', 'hard')).toMatchObject({ 'requests.cpu': '2500m', pods: '50' });
    expect(at(objects.get('LimitRange', 'laboratory'), 'spec', 'limits', 0)).toMatchObject({ default: { cpu: '75m', memory: '96Mi' }, max: { cpu: '2' } });
    expect(objects.get('Namespace', 'laboratory').metadata.annotations).toEqual({ 'clinfra.io/owner': 'Dr. Ó Briain & team' });
    expect(objects.get('Namespace', 'laboratory').metadata.labels).toMatchObject({ 'clinfra.io/owner': 'Dr.-Briain-team' });
    expect(objects.get('Namespace', 'laboratory').metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'baseline' });
  });

  it('enforces the newest pod security on a cluster whose version is not ours to know', () => {
    const { platform, site } = anotherPlatform();
    const objects = renderedDomain(platform, new Domain(platform, 'laboratory', { quota: QUOTA }), site);
    expect(objects.get('Namespace', 'laboratory').metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce-version': 'latest' });
  });

  it('[S2] enforces that of the version which a cluster that exists is said to have', () => {
    const { platform, site } = anotherPlatform('1.31');
    const objects = renderedDomain(platform, new Domain(platform, 'laboratory', { quota: QUOTA }), site);
    expect(objects.get('Namespace', 'laboratory').metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce-version': 'v1.31' });
  });

  it('is applied guards first: nothing that starts a pod comes before the namespace, its quota and its policies', () => {
    const kinds = rendered().manifests.map(manifest => manifest.kind);
    expect([...new Set(kinds)]).toEqual([
      'Namespace',
      'ResourceQuota',
      'LimitRange',
      'NetworkPolicy',
      'ConfigMap',
      'ServiceAccount',
      'Deployment',
      'Service',
      'PodDisruptionBudget',
      'HorizontalPodAutoscaler',
    ]);
    expect(kinds.lastIndexOf('NetworkPolicy')).toBeLessThan(kinds.indexOf('ConfigMap'));
  });
});

function anotherPlatform(kubernetesVersion?: string) {
  const platform = new Platform('clinic', { environment: 'staging', locale: LOCALE, owner: 'clinic', residency: {} });
  const site = new Site(platform, 'cork', {
    hosting: cluster({ context: 'cork', jurisdiction: 'IE', ...(kubernetesVersion ? { kubernetesVersion } : undefined) }),
    zones: ['a', 'b', 'c'],
  });
  return { platform, site };
}
