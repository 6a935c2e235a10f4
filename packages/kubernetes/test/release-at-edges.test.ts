import { type ArgoRollouts, canary, cluster, Edge, type EdgeProps, hours, nginx, Site, type Traffic } from '@clinfra/core';
import { aDomain, anEmptyPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, type Rendered, renderedDomain } from './rendered';

const STAGES = [{ weight: 10, pause: hours(1) }, { weight: 100 }] as const;
const ROUTES: NonNullable<Traffic['routes']> = [
  { headers: { 'x-user-role': 'nurse', 'x-ward': 'emergency' }, to: 'stable' },
  { headers: { 'x-user-role': 'physician' }, to: 'canary' },
];

interface Changes {
  readonly argoRollouts?: ArgoRollouts;
  readonly edge?: Partial<EdgeProps>;
  readonly traffic?: Traffic;
  readonly header?: string | undefined;
}

/** A service `ehr` whose versions the mesh divides, exposed by an edge. */
function exposed({ argoRollouts = { gatewayApi: true }, edge = {}, traffic = { routes: ROUTES }, ...chosen }: Changes = {}): Rendered {
  const platform = anEmptyPlatform();
  const hosting = cluster({ context: 'ward', jurisdiction: 'IE' });
  const prometheus = { namespace: 'watch', selects: { release: 'prometheus' } };
  const site = new Site(platform, 'dublin', { hosting, zones: ['rack-a', 'rack-b', 'rack-c'], prometheus, argoRollouts, mesh: {} });
  const clinical = aDomain(platform, 'clinical');
  const header = 'header' in chosen ? chosen.header : 'x-canary';
  const release = canary({ stages: STAGES, ...(header && { header }), analysis: {} });
  const ehr = aService(clinical, 'ehr', { metrics: { port: 9464 }, release, traffic });
  new Edge(platform, 'public', { domain: clinical, host: 'api.hospital.ie', issuer: 'letsencrypt', ...edge })
    .exposes(ehr, { path: '/ehr' })
    .exposes(ehr, { path: '/old', stripPrefix: true, backendTls: { hostname: 'ehr.hospital.ie', authorities: 'ehr-authorities' } });
  return renderedDomain(platform, clinical, site);
}

const rulesOf = (objects: Rendered, name: string) => at(objects.get('HTTPRoute', name), 'spec', 'rules') as Rule[];
interface Rule {
  readonly matches: readonly { readonly path: { readonly value: string }; readonly headers?: readonly { readonly name: string; readonly value: string }[] }[];
  readonly backendRefs: readonly { readonly name: string; readonly weight?: number }[];
}

describe('a canary that an edge exposes', () => {
  it('[M3] has a Service for each version, which Argo Rollouts points at its pods', () => {
    const objects = exposed();
    const selectors = ['ehr', 'ehr-stable', 'ehr-canary'].map(name => at(objects.get('Service', name), 'spec', 'selector'));
    expect(new Set(selectors.map(selector => JSON.stringify(selector))).size).toBe(1);
    expect(at(objects.get('Rollout', 'ehr'), 'spec', 'strategy', 'canary')).toMatchObject({ stableService: 'ehr-stable', canaryService: 'ehr-canary' });
  });

  it('[Y2] has its weights written into the routes of the gateway and of the mesh', () => {
    const objects = exposed();
    const routing = at(objects.get('Rollout', 'ehr'), 'spec', 'strategy', 'canary', 'trafficRouting');
    expect(routing).toMatchObject({
      istio: { virtualService: { name: 'ehr' } },
      plugins: { 'argoproj-labs/gatewayAPI': { namespace: 'clinical', httpRoutes: [{ name: 'public-ehr' }] } },
    });
    for (const { backendRefs } of rulesOf(objects, 'public-ehr')) {
      expect(backendRefs).toMatchObject([
        { name: 'ehr-stable', weight: 100 },
        { name: 'ehr-canary', weight: 0 },
      ]);
    }
  });

  it('[M3] leads by header to one version on every path, to the new one before the proven one, in a route that no weights are written into', () => {
    const rules = rulesOf(exposed(), 'public-ehr-by-header');
    const shown = rules.map(({ matches: [match], backendRefs: [to] }) => [
      match?.path.value,
      match?.headers?.map(({ name, value }) => `${name}=${value}`),
      to?.name,
    ]);
    expect(shown).toEqual([
      ['/ehr', ['x-canary=true'], 'ehr-canary'],
      ['/old', ['x-canary=true'], 'ehr-canary'],
      ['/ehr', ['x-user-role=physician'], 'ehr-canary'],
      ['/old', ['x-user-role=physician'], 'ehr-canary'],
      ['/ehr', ['x-user-role=nurse', 'x-ward=emergency'], 'ehr-stable'],
      ['/old', ['x-user-role=nurse', 'x-ward=emergency'], 'ehr-stable'],
    ]);
    expect(rules.map(({ backendRefs }) => backendRefs.length)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('[M4] is treated by gateways as every caller treats it, whichever version answers', () => {
    const objects = exposed();
    const policies = ['ehr', 'ehr-stable', 'ehr-canary'].map(name => JSON.stringify(at(objects.get('DestinationRule', name), 'spec', 'trafficPolicy')));
    expect(new Set(policies).size).toBe(1);
    expect(at(objects.get('DestinationRule', 'ehr-canary'), 'spec', 'host')).toBe('ehr-canary.clinical.svc.cluster.local');
    expect(at(objects.get('DestinationRule', 'ehr-canary'), 'spec', 'subsets')).toBeUndefined();
    const spoken = at(objects.get('BackendTLSPolicy', 'ehr'), 'spec', 'targetRefs') as { name: string }[];
    expect(spoken.map(({ name }) => name)).toEqual(['ehr', 'ehr-stable', 'ehr-canary']);
  });

  it('has no route by header where none is declared', () => {
    expect(exposed().names('HTTPRoute')).toEqual(['public-to-https', 'public-ehr', 'public-ehr-by-header']);
    expect(exposed({ traffic: {}, header: undefined }).names('HTTPRoute')).toEqual(['public-to-https', 'public-ehr']);
  });

  it('is one Service to what cannot tell versions apart', () => {
    for (const objects of [exposed({ argoRollouts: {} }), exposed({ edge: { entrance: nginx({ class: 'nginx', namespace: 'nginx-ingress' }) } })]) {
      expect(objects.names('Service')).toEqual(['ehr']);
      expect(objects.names('DestinationRule')).toEqual(['ehr']);
      expect(at(objects.get('Rollout', 'ehr'), 'spec', 'strategy', 'canary', 'trafficRouting')).not.toHaveProperty('plugins');
    }
  });
});
