import { gateway as byGateway, Edge, type EdgeProps, hours, mib, minutes, nginx, seconds } from '@clinfra/core';
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
          { name: 'http', hostname: 'api.example', port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } },
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
          filters: [STRICT_TRANSPORT],
          backendRefs: [{ group: '', kind: 'Service', name: 'ehr', port: 4001 }],
          timeouts: { request: '1m' },
        },
      ],
    });
  });

  it('has a route of its own for a service that another edge exposes as well', () => {
    const { platform, site, clinical, ehr, front } = declared();
    new Edge(platform, 'partners', { domain: front, host: 'partners.example', issuer: 'letsencrypt' }).exposes(ehr);
    expect(renderedDomain(platform, clinical, site).names('HTTPRoute')).toEqual(['public-ehr', 'partners-ehr']);
  });

  it('[M1] lets its gateway reach what it exposes and nothing else, and everyone the gateway, to be answered over TLS', () => {
    const { front, clinical, gateway } = atTheEdge();
    const manifests = [...front.manifests, ...clinical.manifests];
    const pods = podsOf(manifests);
    const [ehr, viewer] = [pods.get('clinical/ehr'), pods.get('clinical/viewer')];
    if (!ehr || !viewer) throw new Error('the fixture has lost its services');
    expect(reaches(manifests, gateway, ehr, 4001)).toBe(true);
    expect(reaches(manifests, gateway, ehr, 4002)).toBe(false);
    expect(reaches(manifests, gateway, viewer, 4001)).toBe(false);
    const stranger = { namespace: 'default', labels: {} };
    for (const port of [80, 443]) expect(reaches(manifests, stranger, gateway, port)).toBe(true);
    for (const port of [15000, 15021, 8080]) expect(reaches(manifests, stranger, gateway, port)).toBe(false);
  });

  it('lets its gateway have its configuration from Istio, where Istio serves it', () => {
    const { gateway, front } = atTheEdge();
    const istiod = { namespace: 'istio-system', labels: { app: 'istiod' } };
    expect(reaches(front.manifests, gateway, istiod, 15012)).toBe(true);
    expect(reaches(front.manifests, gateway, istiod, 15010)).toBe(false);
    expect(reaches(atTheEdge({ entrance: byGateway({ class: 'cilium' }) }).front.manifests, gateway, istiod, 15012)).toBe(false);
  });

  it('without a route admits none', () => {
    const { platform, site } = aPlatform();
    const front = aDomain(platform, 'front');
    new Edge(platform, 'public', { domain: front, host: 'api.example', issuer: 'letsencrypt' });
    expect(at(renderedDomain(platform, front, site).get('Gateway', 'public'), 'spec', 'listeners', 0, 'allowedRoutes')).toEqual({
      namespaces: { from: 'None' },
    });
  });

  it('[M5] sends who comes without TLS to HTTPS, and opens no port for it where that is not wanted', () => {
    expect(atTheEdge().front.get('HTTPRoute', 'public-to-https').spec).toEqual({
      parentRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public', namespace: 'front', sectionName: 'http' }],
      hostnames: ['api.example'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/' } }],
          filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
        },
      ],
    });
    const { front, gateway } = atTheEdge({ redirectsToHttps: false });
    expect(front.names('HTTPRoute')).toEqual([]);
    expect(at(front.get('Gateway', 'public'), 'spec', 'listeners', 1)).toBeUndefined();
    expect(reaches(front.manifests, { namespace: 'default', labels: {} }, gateway, 80)).toBe(false);
  });

  it('[M5] takes a path off before the service sees it where that is wanted, by a rule of its own', () => {
    const { platform, site, clinical, ehr } = aPlatform();
    const edge = new Edge(platform, 'public', { domain: clinical, host: 'api.example', issuer: 'letsencrypt', strictTransport: false, timeout: seconds(5) });
    edge.exposes(ehr, { path: '/fhir' }).exposes(ehr, { path: '/ehr', stripPrefix: true });
    expect(at(renderedDomain(platform, clinical, site).get('HTTPRoute', 'public-ehr'), 'spec', 'rules')).toEqual([
      { matches: [{ path: { type: 'PathPrefix', value: '/fhir' } }], backendRefs: [TO_EHR], timeouts: { request: '5s' } },
      {
        matches: [{ path: { type: 'PathPrefix', value: '/ehr' } }],
        filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } }],
        backendRefs: [TO_EHR],
        timeouts: { request: '5s' },
      },
    ]);
  });

  it('[M5] limits requests and compresses answers by filters of Istio, in the pods of its own gateway alone', () => {
    const filter = atTheEdge({ ...LIMITED, rateLimit: { requests: 500, per: seconds(10), of: 'gateway' } }).front.get('EnvoyFilter', 'public');
    expect(at(filter, 'spec', 'workloadSelector')).toEqual({ labels: { 'gateway.networking.k8s.io/gateway-name': 'public' } });
    const patches = at(filter, 'spec', 'configPatches') as readonly unknown[];
    expect(patches.map(patch => at(patch, 'match', 'context'))).toEqual(['GATEWAY', 'GATEWAY', 'GATEWAY']);
    expect(patches.map(patch => at(patch, 'patch', 'value'))).toMatchObject([
      { name: 'envoy.filters.http.local_ratelimit', typed_config: { token_bucket: { max_tokens: 500, tokens_per_fill: 500, fill_interval: '10s' } } },
      { name: 'envoy.filters.http.buffer', typed_config: { max_request_bytes: 10_485_760 } },
      { name: 'envoy.filters.http.compressor', typed_config: { compressor_library: { name: 'gzip' } } },
    ]);
    // Without these two the filter counts nothing and refuses nothing.
    expect(at(patches[0], 'patch', 'value', 'typed_config')).toMatchObject({
      filter_enabled: { default_value: { numerator: 100, denominator: 'HUNDRED' } },
      filter_enforced: { default_value: { numerator: 100, denominator: 'HUNDRED' } },
    });
  });

  it('has no filter of Istio where it asks for nothing that needs one', () => {
    expect(atTheEdge().front.names('EnvoyFilter')).toEqual([]);
  });

  it('checks the certificate of a service that speaks TLS', () => {
    const { platform, site, clinical, ehr } = aPlatform();
    const backendTls = { hostname: 'ehr.example', authorities: 'ehr-ca' };
    new Edge(platform, 'public', { domain: clinical, host: 'api.example', issuer: 'letsencrypt' }).exposes(ehr, { backendTls });
    expect(renderedDomain(platform, clinical, site).get('BackendTLSPolicy', 'ehr').spec).toEqual({
      targetRefs: [{ group: '', kind: 'Service', name: 'ehr', sectionName: 'http' }],
      validation: { hostname: 'ehr.example', caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ehr-ca' }] },
    });
  });

  it('lets its gateway alone fetch the page by which an issuer is answered over HTTP', () => {
    const { front, gateway } = atTheEdge({ challenge: 'http', redirectsToHttps: false });
    const solver = { namespace: 'front', labels: { 'acme.cert-manager.io/http01-solver': 'true' } };
    const stranger = { namespace: 'default', labels: {} };
    expect(reaches(front.manifests, gateway, solver, 8089)).toBe(true);
    expect(reaches(front.manifests, stranger, solver, 8089)).toBe(false);
    expect(reaches(front.manifests, stranger, gateway, 80)).toBe(true);
    expect(reaches(atTheEdge().front.manifests, gateway, solver, 8089)).toBe(false);
  });

  it('is the only reason for a Gateway, a route or a policy of a gateway', () => {
    const kinds = rendered()
      .listing()
      .filter(name => /^(?:Gateway|HTTPRoute|NetworkPolicy\/gateway-)/.test(name));
    expect(kinds).toEqual([]);
  });
});

describe('an edge by the NGINX controller', () => {
  const byNginx = (props: Partial<EdgeProps> = {}) => atTheEdge({ entrance: nginx({ snippets: true }), ...props });

  it('[M5] is one host of an Ingress for that class, with what holds for all of its paths', () => {
    const { front } = byNginx({ ...LIMITED, rateLimit: { requests: 1000, per: minutes(15), of: 'client' }, timeout: seconds(30) });
    const { metadata, spec } = front.get('Ingress', 'public');
    expect(spec).toEqual({
      ingressClassName: 'nginx',
      tls: [{ hosts: ['api.example'], secretName: 'public-tls' }],
      rules: [{ host: 'api.example' }],
    });
    expect(metadata.annotations).toEqual({
      'cert-manager.io/cluster-issuer': 'letsencrypt',
      'nginx.org/mergeable-ingress-type': 'master',
      'ingress.kubernetes.io/ssl-redirect': 'true',
      'nginx.org/hsts': 'true',
      'nginx.org/hsts-max-age': '31536000',
      'nginx.org/hsts-include-subdomains': 'true',
      'nginx.org/proxy-read-timeout': '30s',
      'nginx.org/client-max-body-size': '10485760',
      'nginx.org/limit-req-rate': '67r/m',
      'nginx.org/limit-req-key': '${binary_remote_addr}',
      'nginx.org/limit-req-burst': '1000',
      'nginx.org/limit-req-no-delay': 'true',
      'nginx.org/limit-req-reject-code': '429',
      'nginx.org/server-snippets': expect.stringContaining('gzip on;'),
    });
    expect(front.listing().filter(name => /^(?:Gateway|HTTPRoute|EnvoyFilter|NetworkPolicy.gateway)/.test(name))).toEqual([]);
  });

  it('leads its paths to the service from the namespace of the service, and takes off those that it is told to', () => {
    const { platform, site, clinical, ehr } = aPlatform();
    const edge = new Edge(platform, 'public', { domain: aDomain(platform, 'front'), host: 'api.example', issuer: 'letsencrypt', entrance: nginx() });
    edge.exposes(ehr, { path: '/fhir' }).exposes(ehr, { path: '/ehr', stripPrefix: true });
    const objects = renderedDomain(platform, clinical, site);
    const backend = { service: { name: 'ehr', port: { number: 4001 } } };
    const paths = (path: string) => [{ host: 'api.example', http: { paths: [{ path, pathType: 'Prefix', backend }] } }];
    expect(objects.get('Ingress', 'public-ehr')).toMatchObject({
      metadata: { annotations: { 'nginx.org/mergeable-ingress-type': 'minion' } },
      spec: { ingressClassName: 'nginx', rules: paths('/fhir') },
    });
    expect(objects.get('Ingress', 'public-ehr-stripped')).toMatchObject({
      metadata: { annotations: { 'nginx.org/mergeable-ingress-type': 'minion', 'nginx.org/rewrites': 'serviceName=ehr rewrite=/' } },
      spec: { rules: paths('/ehr/') },
    });
  });

  it('[M1] lets the pods of the controller reach what it exposes, and nobody beside them', () => {
    const { clinical } = byNginx({ entrance: nginx({ namespace: 'ingress' }) });
    const ehr = podsOf(clinical.manifests).get('clinical/ehr');
    if (!ehr) throw new Error('the fixture has lost its service');
    const controller = (namespace: string) => ({ namespace, labels: { 'app.kubernetes.io/name': 'nginx-ingress' } });
    expect(reaches(clinical.manifests, controller('ingress'), ehr, 4001)).toBe(true);
    expect(reaches(clinical.manifests, controller('nginx-ingress'), ehr, 4001)).toBe(false);
    expect(reaches(clinical.manifests, { namespace: 'ingress', labels: {} }, ehr, 4001)).toBe(false);
  });
});

const TO_EHR = { group: '', kind: 'Service', name: 'ehr', port: 4001 };
const STRICT_TRANSPORT = {
  type: 'ResponseHeaderModifier',
  responseHeaderModifier: { set: [{ name: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' }] },
};
const LIMITED = { maxRequest: mib(10), compression: true, strictTransport: { maxAge: hours(8760) } } as const;

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
