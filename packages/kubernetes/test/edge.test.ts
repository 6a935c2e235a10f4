import { Edge, type EdgeProps } from '@clinfra/core';
import { aDomain, aPlatform, aService } from '../../../test/fixtures/a-platform';
import { podsOf, reaches } from '../../../test/graph/reachable';
import { at, rendered, renderedDomain } from './rendered';

describe('an edge', () => {
  it('answers one host over TLS alone, with a certificate that cert-manager signs', () => {
    expect(atTheEdge().front.get('Gateway', 'public')).toMatchObject({
      apiVersion: 'gateway.networking.k8s.io/v1',
      metadata: { namespace: 'front', annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' } },
      spec: {
        gatewayClassName: 'istio',
        listeners: [
          {
            name: 'https',
            hostname: 'api.example',
            port: 443,
            protocol: 'HTTPS',
            tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: 'public-tls' }] },
          },
        ],
      },
    });
  });

  it('takes routes only from the namespaces of the services that it exposes', () => {
    expect(at(atTheEdge().front.get('Gateway', 'public'), 'spec', 'listeners', 0, 'allowedRoutes')).toEqual({
      namespaces: { from: 'Selector', selector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['clinical'] }] } },
    });
  });

  it('leads its paths to the service, in the namespace of the service', () => {
    const { metadata, spec } = atTheEdge().clinical.get('HTTPRoute', 'public-ehr');
    expect(metadata.namespace).toBe('clinical');
    expect(spec).toEqual({
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public', namespace: 'front', sectionName: 'https' }],
      hostnames: ['api.example'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/ehr' } }, { path: { type: 'PathPrefix', value: '/fhir' } }],
          backendRefs: [{ group: '', kind: 'Service', name: 'ehr', port: 4001 }],
        },
      ],
    });
  });

  it('has a route of its own for a service that another edge exposes as well', () => {
    const { platform, site, clinical, ehr, front } = declared();
    new Edge(platform, 'partners', { domain: front, host: 'partners.example', issuer: 'letsencrypt' }).exposes(ehr);
    expect(renderedDomain(platform, clinical, site).names('HTTPRoute')).toEqual(['public-ehr', 'partners-ehr']);
  });

  it('[M1] lets its gateway reach what it exposes and nothing else, and nobody else the gateway but over TLS', () => {
    const { front, clinical, gateway } = atTheEdge();
    const manifests = [...front.manifests, ...clinical.manifests];
    const pods = podsOf(manifests);
    const [ehr, viewer] = [pods.get('clinical/ehr'), pods.get('clinical/viewer')];
    if (!ehr || !viewer) throw new Error('the fixture has lost its services');
    expect(reaches(manifests, gateway, ehr, 4001)).toBe(true);
    expect(reaches(manifests, gateway, ehr, 4002)).toBe(false);
    expect(reaches(manifests, gateway, viewer, 4001)).toBe(false);
    const stranger = { namespace: 'default', labels: {} };
    expect(reaches(manifests, stranger, gateway, 443)).toBe(true);
    for (const port of [80, 15000, 15021]) expect(reaches(manifests, stranger, gateway, port)).toBe(false);
  });

  it('lets its gateway have its configuration from Istio, where Istio serves it', () => {
    const { gateway, front } = atTheEdge();
    const istiod = { namespace: 'istio-system', labels: { app: 'istiod' } };
    expect(reaches(front.manifests, gateway, istiod, 15012)).toBe(true);
    expect(reaches(front.manifests, gateway, istiod, 15010)).toBe(false);
    expect(reaches(atTheEdge({ gatewayClass: 'nginx' }).front.manifests, gateway, istiod, 15012)).toBe(false);
  });

  it('without a route admits none', () => {
    const { platform, site } = aPlatform();
    const front = aDomain(platform, 'front');
    new Edge(platform, 'public', { domain: front, host: 'api.example', issuer: 'letsencrypt' });
    expect(at(renderedDomain(platform, front, site).get('Gateway', 'public'), 'spec', 'listeners', 0, 'allowedRoutes')).toEqual({
      namespaces: { from: 'None' },
    });
  });

  it('is the only reason for a Gateway, a route or a policy of a gateway', () => {
    const kinds = rendered()
      .listing()
      .filter(name => /^(?:Gateway|HTTPRoute|NetworkPolicy\/gateway-)/.test(name));
    expect(kinds).toEqual([]);
  });
});

function declared(props: Partial<EdgeProps> = {}) {
  const ward = aPlatform();
  const front = aDomain(ward.platform, 'front');
  aService(ward.clinical, 'viewer');
  const edge = new Edge(ward.platform, 'public', { domain: front, host: 'api.example', issuer: 'letsencrypt', ...props });
  edge.exposes(ward.ehr, { path: '/ehr' }).exposes(ward.ehr, { path: '/fhir' });
  return { ...ward, front };
}

function atTheEdge(props: Partial<EdgeProps> = {}) {
  const { platform, site, clinical, front } = declared(props);
  return {
    front: renderedDomain(platform, front, site),
    clinical: renderedDomain(platform, clinical, site),
    gateway: { namespace: 'front', labels: { 'gateway.networking.k8s.io/gateway-name': 'public' } },
  };
}
