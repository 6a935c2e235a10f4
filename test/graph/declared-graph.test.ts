import type { Manifest } from '@clinfra/kubernetes';
import { authorized } from './authorized';
import { declaredCalls, idOf, SITES } from './platforms';
import { podsIn } from './pods';
import { reaches } from './reachable';

/** What listens beside workloads: names, the web, sidecars, the control plane of the mesh. */
const OTHER_PORTS = [53, 80, 443, 15_006, 15_012, 15_020, 15_090];

/** Every way from pod to pod that policies leave open, on any port on which any pod listens. */
function openWays(manifests: readonly Manifest[]): readonly string[] {
  const pods = podsIn(manifests);
  const ports = [...new Set([...OTHER_PORTS, ...pods.flatMap(pod => pod.ports)])];
  const ways = pods.flatMap(from =>
    pods.flatMap(to => ports.filter(port => from.id !== to.id && reaches(manifests, from, to, port)).map(port => `${from.id} -> ${to.id}:${port}`)),
  );
  return [...new Set(ways)].sort();
}

/** Every call that sidecars let in, by the identity of each pod, with a request that no narrowed call makes or one that it does. */
function authorizedWays(manifests: readonly Manifest[], method: string, path: string): readonly string[] {
  const pods = podsIn(manifests);
  const ways = pods.flatMap(from =>
    pods.flatMap(to =>
      to.ports
        .filter(port => from.id !== to.id && authorized(manifests, to, { from: `${from.namespace}/${from.account}`, port, method, path }))
        .map(port => `${from.id} -> ${to.id}:${port}`),
    ),
  );
  return [...new Set(ways)].sort();
}

const changed = (manifests: readonly Manifest[], kind: string, name: string, spec: unknown) =>
  manifests.map(manifest => (manifest.kind === kind && manifest.metadata.name === name ? { ...manifest, spec } : manifest));

describe.each(SITES.map(one => [one.title, one] as const))('%s', (_title, rendered) => {
  const { manifests, inventory, site } = rendered;
  const declared = declaredCalls(rendered);

  it('[M1] opens in its network policies exactly the declared calls between pods', () => {
    expect(declared.length).toBeGreaterThan(0);
    expect(openWays(manifests)).toEqual(declared);
  });

  it('would be found out if one namespace denied nothing', () => {
    const open = changed(manifests, 'NetworkPolicy', 'default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] });
    expect(openWays(open).length).toBeGreaterThan(declared.length);
  });

  it('[M2] admits in its sidecars exactly the declared callers, where it has a mesh', () => {
    if (!site.mesh) {
      // A gateway of Istio takes its filters also where no service is in a mesh.
      const ofServices = manifests.filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] !== 'edge');
      expect(ofServices.filter(({ apiVersion }) => apiVersion.includes('istio.io'))).toEqual([]);
      return;
    }
    const narrowed = new Set(
      inventory.relations.flatMap(({ from, to, requests }) => (requests ? [`${idOf(from)} -> ${to.kind === 'clinical-service' ? idOf(to) : ''}`] : [])),
    );
    const withoutNarrowed = declared.filter(way => !narrowed.has(way.replace(/:\d+$/, '')));
    expect(authorizedWays(manifests, 'DELETE', '/what/nobody/narrowed/to')).toEqual(withoutNarrowed);
  });

  it('[M2] would be found out if one service admitted everyone, or took calls without identity', () => {
    if (!site.mesh) return;
    const [target] = podsIn(manifests).filter(({ id }) => declared.some(way => way.includes(`-> ${id}:`)));
    if (!target) throw new Error('nobody is called');
    const name = target.labels['app.kubernetes.io/name'] ?? '';
    const request = { from: 'default/stranger', port: target.ports[0] ?? 0, method: 'GET', path: '/' };
    expect(authorized(manifests, target, request)).toBe(false);
    expect(authorized(changed(manifests, 'AuthorizationPolicy', name, { rules: [{}] }), target, request)).toBe(true);
    const plain = { ...request, from: undefined };
    const everyone = changed(manifests, 'AuthorizationPolicy', name, { rules: [{}] });
    expect(authorized(everyone, target, plain)).toBe(false);
    expect(authorized(changed(everyone, 'PeerAuthentication', 'default', { mtls: { mode: 'PERMISSIVE' } }), target, plain)).toBe(true);
  });
});

describe('a call that is narrowed', () => {
  it('[M2] gets through with the requests that it names alone', () => {
    const [rendered] = SITES.filter(({ title }) => title.startsWith('reference-aws'));
    if (!rendered) throw new Error('there is no reference platform');
    const [to] = podsIn(rendered.manifests).filter(({ id }) => id === 'clinical/terminology');
    if (!to) throw new Error('there is no terminology');
    const asks = (method: string, path: string) => authorized(rendered.manifests, to, { from: 'clinical/code-sets', port: 4010, method, path });
    expect([asks('GET', '/code-systems/loinc'), asks('POST', '/expansions')]).toEqual([true, true]);
    expect([asks('POST', '/code-systems/loinc'), asks('GET', '/expansions'), asks('GET', '/admin')]).toEqual([false, false, false]);
  });
});
