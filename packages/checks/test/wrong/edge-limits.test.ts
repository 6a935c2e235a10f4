import { type BackendTls, type EdgeProps, gateway, mib, minutes, nginx, percent, seconds } from '@clinfra/core';
import { anEdge, aService, aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const wardWith = (props: Partial<EdgeProps>) => aWard({}, ward => anEdge(ward, props).exposes(ward.ehr));
const TLS: BackendTls = { hostname: 'ehr.ward.ie', authorities: 'ehr-ca' };
const OTHER = gateway({ class: 'cilium' });

describe('hosts of the platform', () => {
  findsExactly([
    {
      what: 'a host outside the domain of the platform',
      declare: () => aWard({ platform: untyped({ dnsDomain: 'hospital.ie' }) }, ward => anEdge(ward).exposes(ward.ehr)),
      expect: ['public.host: must lie in "hospital.ie", the domain of the platform, got "api.ward.ie"; use a host below it [edge]'],
    },
    {
      what: 'a host that only ends like the domain of the platform',
      declare: () => aWard({ platform: untyped({ dnsDomain: 'ward.ie' }) }, ward => anEdge(ward, { host: 'api.backward.ie' }).exposes(ward.ehr)),
      expect: ['public.host: must lie in "ward.ie", the domain of the platform, got "api.backward.ie"; use a host below it [edge]'],
    },
    {
      what: 'an entrance that is none',
      declare: () => wardWith({ entrance: untyped({ kind: 'traefik', class: 'traefik' }) }),
      expect: ['public.entrance: must be gateway(...) or nginx(...), got "traefik"; use one of the two [edge]'],
    },
    {
      what: 'a controller in no namespace',
      declare: () => wardWith({ entrance: nginx({ namespace: 'NGINX' }) }),
      expect: ['public.entrance.namespace: must be the name of an object in Kubernetes, got "NGINX"; name the namespace of the controller [edge]'],
    },
    {
      what: 'a challenge that is none',
      declare: () => wardWith({ challenge: untyped('email') }),
      expect: ['public.challenge: must be one of dns, http, got "email"; choose one of them [choices]'],
    },
  ]);
});

describe('limits of an edge', () => {
  findsExactly([
    {
      what: 'a rate of no request',
      declare: () => wardWith({ rateLimit: { requests: 0, per: minutes(1), of: 'gateway' } }),
      expect: ['public.rateLimit.requests: must be a whole number of at least 1, got 0; let one request through at least [figures]'],
    },
    {
      what: 'a rate in no time',
      declare: () => wardWith({ rateLimit: { requests: 10, per: seconds(0), of: 'gateway' } }),
      expect: ['public.rateLimit.per: must be a length of time from 1s to 1h, got 0s; write it as minutes(1) [figures]'],
    },
    {
      what: 'the rate of each caller by a gateway',
      declare: () => wardWith({ rateLimit: { requests: 10, per: minutes(1), of: 'client' } }),
      expect: [`public.rateLimit.of: must be 'gateway' with gateway(...), got "client"; count what the entrance can count [edge-limits]`],
    },
    {
      what: 'the rate of all callers by NGINX',
      declare: () => wardWith({ entrance: nginx(), rateLimit: { requests: 10, per: minutes(1), of: 'gateway' } }),
      expect: [`public.rateLimit.of: must be 'client' with nginx(...), got "gateway"; count what the entrance can count [edge-limits]`],
    },
    {
      what: 'a request of less than nothing',
      declare: () => wardWith({ maxRequest: mib(-1) }),
      expect: ['public.maxRequest: must be zero or more, got mib(-1); correct the figure [quantity]'],
    },
    {
      what: 'a request of a share',
      declare: () => wardWith({ maxRequest: untyped(percent(10)) }),
      expect: ['public.maxRequest: must be a size from 1Ki to 1Gi, got 10%; write it as mib(10) [figures]'],
    },
    {
      what: 'no time to answer',
      declare: () => wardWith({ timeout: seconds(0) }),
      expect: ['public.timeout: must be a length of time of at least 1s, got 0s; write it as seconds(60) [figures]'],
    },
    {
      what: 'HTTPS remembered for an hour',
      declare: () => wardWith({ strictTransport: { maxAge: minutes(60) } }),
      expect: [
        'public.strictTransport.maxAge: must be a length of time of at least 1d, got 1h; write it as days(365) [figures]',
        'public.strictTransport.maxAge: must be at least 180d in production, got 1h; leave it out, or waive strict-transport with a reason and an end [strict-transport]',
      ],
    },
    {
      what: 'browsers told nothing of HTTPS',
      declare: () => wardWith({ strictTransport: false }),
      expect: [
        'public.strictTransport: must tell browsers to keep to HTTPS in production, got false; leave it out, or waive strict-transport with a reason and an end [strict-transport]',
      ],
    },
    {
      what: 'limits of another class than istio',
      declare: () => wardWith({ entrance: OTHER, maxRequest: mib(10), compression: true, rateLimit: { requests: 10, per: minutes(1), of: 'gateway' } }),
      expect: ['compression', 'maxRequest', 'rateLimit'].map(
        property =>
          `public.${property}: must be left to a gateway of class istio, or to nginx, got class "cilium"; change the entrance, or leave it out [edge-limits]`,
      ),
    },
    {
      what: '[M5] a gateway that the mesh of a site does not know',
      declare: () => aWard({ site: { mesh: {} } }, ward => anEdge(ward, { entrance: OTHER }).exposes(ward.ehr)),
      expect: [
        'public.entrance: must have an identity in the mesh of sites.dublin, got class "cilium"; use class istio, or nginx() with its account [edge-limits]',
      ],
    },
    {
      what: 'compression by a controller without snippets',
      declare: () => wardWith({ entrance: nginx(), compression: true }),
      expect: [
        'public.compression: must have a controller that takes snippets, got nginx without them; start it with snippets and say so, or leave it out [edge-limits]',
      ],
    },
  ]);
});

describe('TLS to services', () => {
  const ward = (backendTls: BackendTls, props: Partial<EdgeProps> = {}) => aWard({}, one => anEdge(one, props).exposes(one.ehr, { backendTls }));
  findsExactly([
    {
      what: 'a certificate of no host',
      declare: () => ward({ ...TLS, hostname: 'ehr' }),
      expect: [`public.exposes.backendTls.hostname: must be a full host name, got "ehr"; write the name in the service's certificate [edge-limits]`],
    },
    {
      what: 'authorities of no name',
      declare: () => ward({ ...TLS, authorities: '' }),
      expect: [
        'public.exposes.backendTls.authorities: must be the name of an object in Kubernetes, got ""; name the ConfigMap that holds ca.crt [edge-limits]',
      ],
    },
    {
      what: 'a certificate checked by NGINX',
      declare: () => ward(TLS, { entrance: nginx() }),
      expect: ['public.exposes: must check the certificate of a service by a gateway, got nginx for "/"; use gateway() as the entrance [edge-limits]'],
    },
    {
      what: 'a service with TLS by one route and without by another',
      declare: () => aWard({}, one => anEdge(one).exposes(one.ehr, { path: '/ehr', backendTls: TLS }).exposes(one.ehr, { path: '/fhir' })),
      expect: [
        'public.exposes.backendTls: must be the same for every route to clinical.ehr, got no TLS, and TLS as ehr.ward.ie by ehr-ca; say the same of each [edge-limits]',
      ],
    },
  ]);
});

describe('names around an edge', () => {
  findsExactly([
    {
      what: 'a service whose route would be called as the redirect',
      declare: () => aWard({}, one => anEdge(one).exposes(aService(one.clinical, 'to-https'))),
      expect: [
        'public.name: must make a route name of its own with each service, got public-to-https, which the way in of public makes too; rename the edge or the service [derived-names]',
      ],
    },
  ]);
});
