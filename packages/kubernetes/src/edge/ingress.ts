import type { ClinicalService, Edge, Nginx, RateLimit } from '@clinfra/core';
import type { IngressRule, KubeIngressProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { edgeLabels, type Labels } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf, Plain } from '../plain';
import type { Exposure, SiteView } from '../site-view';

type Annotations = Readonly<Record<string, string>>;

/** Says which of the two kinds of Ingress one is that together make up a host. */
const PART = 'nginx.org/mergeable-ingress-type';

/** Compressing by NGINX itself; the types beside `text/html`, which it always takes. */
const GZIP = 'gzip on; gzip_proxied any; gzip_min_length 1024; gzip_types application/json application/fhir+json application/fhir+xml text/css text/plain;';

/**
 * The host of an edge, with its certificate and what holds for all of its paths, which the parts of it inherit. Services of several
 * namespaces share it by parts of their own, because an Ingress leads to services of its own namespace alone.
 */
export function hostIngress(view: SiteView, edge: Edge, entrance: Nginx): Manifest {
  const { name, domain, host, issuer } = edge;
  const annotations: Annotations = {
    'cert-manager.io/cluster-issuer': issuer,
    [PART]: 'master',
    'ingress.kubernetes.io/ssl-redirect': String(edge.redirectsToHttps),
    ...strictTransport(edge),
    'nginx.org/proxy-read-timeout': `${edge.timeout.toSeconds()}s`,
    ...(edge.maxRequest ? { 'nginx.org/client-max-body-size': String(edge.maxRequest.toBytes()) } : undefined),
    ...(edge.rateLimit ? limits(edge.rateLimit) : undefined),
    ...(edge.compression ? { 'nginx.org/server-snippets': GZIP } : undefined),
  };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace: domain.name, labels: edgeLabels(view, edge), annotations },
    spec: { ingressClassName: entrance.class, tls: [{ hosts: [host], secretName: `${name}-tls` }], rules: [{ host }] },
  } satisfies ObjectOf<KubeIngressProps>;
}

function strictTransport({ strictTransport: told }: Edge): Annotations {
  if (told === false) return {};
  return {
    'nginx.org/hsts': 'true',
    'nginx.org/hsts-max-age': String(told.maxAge.toSeconds()),
    'nginx.org/hsts-include-subdomains': String(told.includeSubdomains),
  };
}

/** NGINX counts by the minute; as many as the limit has may come at once, and what is above is refused and not kept waiting. */
function limits({ requests, per }: RateLimit): Annotations {
  return {
    'nginx.org/limit-req-rate': `${perMinute(requests, per)}r/m`,
    'nginx.org/limit-req-key': '${binary_remote_addr}',
    'nginx.org/limit-req-burst': String(requests),
    'nginx.org/limit-req-no-delay': 'true',
    'nginx.org/limit-req-reject-code': '429',
  };
}

/** Rounded up, for NGINX takes whole numbers: a limit is never stricter than it was declared. */
function perMinute(requests: number, per: RateLimit['per']): number {
  return Math.max(1, Math.ceil((requests * 60) / per.toSeconds()));
}

/** The part of a host that leads to one service. A service that is reached by both kinds of path has a part for each. */
export function pathIngresses(edge: Edge, entrance: Nginx, service: ClinicalService, exposures: readonly Exposure[], labels: Labels): readonly Manifest[] {
  const whole = exposures.filter(({ stripPrefix }) => !stripPrefix);
  const stripped = exposures.filter(({ stripPrefix }) => stripPrefix);
  const name = `${edge.name}-${service.name}`;
  const rewrite = { 'nginx.org/rewrites': `serviceName=${service.name} rewrite=/` };
  return [
    ...(whole.length > 0 ? [part(edge, entrance, service, labels, { name, annotations: {}, paths: whole.map(({ path }) => path) })] : []),
    ...(stripped.length > 0
      ? [part(edge, entrance, service, labels, { name: `${name}-stripped`, annotations: rewrite, paths: stripped.map(({ path }) => withTail(path)) })]
      : []),
  ];
}

/** NGINX puts `/` in place of the path as it is written, so that `/ehr` would leave `//patients`. Who asks for `/ehr` is sent to `/ehr/` by it. */
function withTail(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

interface Part {
  readonly name: string;
  readonly annotations: Annotations;
  readonly paths: readonly string[];
}

function part({ host }: Edge, entrance: Nginx, service: ClinicalService, labels: Labels, { name, annotations, paths }: Part): Manifest {
  const backend = { service: { name: service.name, port: { number: service.port } } };
  const rule: Plain<IngressRule> = { host, http: { paths: paths.map(path => ({ path, pathType: 'Prefix', backend })) } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace: service.domain.name, labels, annotations: { [PART]: 'minion', ...annotations } },
    spec: { ingressClassName: entrance.class, rules: [rule] },
  } satisfies ObjectOf<KubeIngressProps>;
}
