import { type ClinicalService, type Domain, type EdgeProps, ExternalHost, type ExternalHostProps, gateway } from '@clinfra/core';
import { aPlatform } from '../../../../test/fixtures/a-platform';
import { aDomain, anEdge, aService, aSite, aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const aWardWithEdge = (props: Partial<EdgeProps>) => aWard({}, ward => anEdge(ward, props).exposes(ward.ehr));
const aWardWithPath = (path: string) => aWard({}, ward => anEdge(ward).exposes(ward.ehr, { path }));

describe('ways in', () => {
  findsExactly([
    {
      what: 'a host without a dot',
      declare: () => aWardWithEdge({ host: 'ward' }),
      expect: ['public.host: must be a full host name in lowercase, got "ward"; write it as api.nilecare.sd [edge]'],
    },
    {
      what: 'a host with its protocol',
      declare: () => aWardWithEdge({ host: 'https://api.ward.ie' }),
      expect: ['public.host: must be a full host name in lowercase, got "https://api.ward.ie"; write it as api.nilecare.sd [edge]'],
    },
    {
      what: 'a host with its port',
      declare: () => aWardWithEdge({ host: 'api.ward.ie:443' }),
      expect: ['public.host: must be a full host name in lowercase, got "api.ward.ie:443"; write it as api.nilecare.sd [edge]'],
    },
    {
      what: 'a wild host',
      declare: () => aWardWithEdge({ host: '*.ward.ie' }),
      expect: ['public.host: must be a full host name in lowercase, got "*.ward.ie"; write it as api.nilecare.sd [edge]'],
    },
    {
      what: 'a host in capitals',
      declare: () => aWardWithEdge({ host: 'API.ward.ie' }),
      expect: ['public.host: must be a full host name in lowercase, got "API.ward.ie"; write it as api.nilecare.sd [edge]'],
    },
    {
      what: 'a host with a dot at its end',
      declare: () => aWardWithEdge({ host: 'api.ward.ie.' }),
      expect: ['public.host: must be a full host name in lowercase, got "api.ward.ie."; write it as api.nilecare.sd [edge]'],
    },
    {
      what: 'an address for a host',
      declare: () => aWardWithEdge({ host: '192.0.2.1' }),
      expect: ['public.host: must be a full host name in lowercase, got "192.0.2.1"; write it as api.nilecare.sd [edge]'],
    },
    {
      what: 'a host with a label too long',
      declare: () => aWardWithEdge({ host: `${'a'.repeat(64)}.ie` }),
      expect: [
        'public.host: must be a full host name in lowercase, got "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.ie"; write it as api.nilecare.sd [edge]',
      ],
    },
    {
      what: 'an issuer whose name is too long',
      declare: () => aWardWithEdge({ issuer: 'i'.repeat(254) }),
      expect: [
        expect.stringMatching(
          /^public\.issuer: must be the name of an object in Kubernetes, got "i+.*; name a ClusterIssuer of cert-manager \[edge\]$/,
        ) as unknown as string,
      ],
    },
    {
      what: 'no issuer',
      declare: () => aWardWithEdge({ issuer: '' }),
      expect: ['public.issuer: must be the name of an object in Kubernetes, got ""; name a ClusterIssuer of cert-manager [edge]'],
    },
    {
      what: 'an issuer that is no name',
      declare: () => aWardWithEdge({ issuer: "Let's Encrypt" }),
      expect: [`public.issuer: must be the name of an object in Kubernetes, got "Let's Encrypt"; name a ClusterIssuer of cert-manager [edge]`],
    },
    {
      what: 'no gateway class',
      declare: () => aWardWithEdge({ entrance: gateway({ class: '' }) }),
      expect: ['public.entrance.class: must be the name of an object in Kubernetes, got ""; name a GatewayClass of the cluster [edge]'],
    },
    {
      what: 'a path without its slash',
      declare: () => aWardWithPath('ehr'),
      expect: ['public.exposes: must have paths that begin with / and hold only what a URL may, got "ehr"; write it as /ehr [edge]'],
    },
    {
      what: 'a path with a query',
      declare: () => aWardWithPath('/ehr?all'),
      expect: ['public.exposes: must have paths that begin with / and hold only what a URL may, got "/ehr?all"; write it as /ehr [edge]'],
    },
    {
      what: 'a path that climbs',
      declare: () => aWardWithPath('/ehr/../admin'),
      expect: ['public.exposes: must have paths that begin with / and hold only what a URL may, got "/ehr/../admin"; write it as /ehr [edge]'],
    },
    {
      what: 'a path with an empty part',
      declare: () => aWardWithPath('/ehr//all'),
      expect: ['public.exposes: must have paths that begin with / and hold only what a URL may, got "/ehr//all"; write it as /ehr [edge]'],
    },
    {
      what: 'a path with a space',
      declare: () => aWardWithPath('/my ehr'),
      expect: ['public.exposes: must have paths that begin with / and hold only what a URL may, got "/my ehr"; write it as /ehr [edge]'],
    },
    {
      what: 'an empty path',
      declare: () => aWardWithPath(''),
      expect: ['public.exposes: must have paths that begin with / and hold only what a URL may, got ""; write it as /ehr [edge]'],
    },
    {
      what: 'a path twice',
      declare: () => aWard({}, ward => anEdge(ward).exposes(ward.ehr, { path: '/ehr' }).exposes(aService(ward.clinical, 'labs'), { path: '/ehr' })),
      expect: ['public.exposes: must have each path once, got "/ehr" for clinical.ehr and clinical.labs; give each service a path of its own [edge]'],
    },
    {
      what: 'a path and the same with a slash',
      declare: () => aWard({}, ward => anEdge(ward).exposes(ward.ehr, { path: '/ehr' }).exposes(aService(ward.clinical, 'labs'), { path: '/ehr/' })),
      expect: ['public.exposes: must have each path once, got "/ehr" for clinical.ehr and clinical.labs; give each service a path of its own [edge]'],
    },
    {
      what: 'no route',
      declare: () => aWard({}, ward => anEdge(ward)),
      expect: ['warning: public: must lead somewhere, got no route; expose a service, or remove the edge [edge]'],
    },
    {
      what: 'two edges of one host',
      declare: () => aWard({}, ward => [anEdge(ward).exposes(ward.ehr), anEdge(ward, {}, 'again').exposes(aService(ward.clinical, 'labs'))]),
      expect: ['public.host: must be the host of one edge, got "api.ward.ie", as of again; add the routes to that edge, or use another host [edge]'],
    },
    {
      what: 'a route to a worker',
      declare: () => aWard({}, ward => anEdge(ward).exposes(untyped(ward.notifier))),
      expect: ['public.exposes: must lead to services of platform ward, got clinical.notifier; pass a ClinicalService that was declared there [edge]'],
    },
    {
      what: 'a route to nothing',
      declare: () => aWard({}, ward => anEdge(ward).exposes(untyped(undefined))),
      expect: ['public.exposes: must lead to services of platform ward, got nothing; pass a ClinicalService that was declared there [edge]'],
    },
    {
      what: "a route to another platform's service",
      declare: () => aWard({}, ward => anEdge(ward).exposes(aPlatform().ehr)),
      expect: [
        'public.exposes: must lead to services of platform ward, got clinical.ehr of another platform; pass a ClinicalService that was declared there [edge]',
      ],
    },
    {
      what: "an edge in another platform's domain",
      declare: () => aWard({}, ward => anEdge(ward, { domain: aPlatform().clinical }).exposes(ward.ehr)),
      expect: ['public.domain: must be a domain of platform ward, got clinical of another platform; pass a Domain that was declared there [edge]'],
    },
    {
      what: 'an edge in no domain',
      declare: () => aWard({}, ward => anEdge(ward, { domain: untyped<Domain>(undefined) }).exposes(ward.ehr)),
      expect: ['public.domain: must be a domain of platform ward, got nothing; pass a Domain that was declared there [edge]'],
    },
    {
      what: 'a route to a service that is not where the gateway is',
      declare: () =>
        aWard({ platform: { residency: { phi: ['IE', 'DE'] } } }, ward => {
          const sites = [ward.site, aSite(ward.platform, 'frankfurt', { region: 'eu-central-1' })];
          const front = aDomain(ward.platform, 'front', { sites });
          anEdge(ward, { domain: front }).exposes(aService(aDomain(ward.platform, 'back', { sites: [ward.site] }), 'labs'));
        }),
      expect: ['public.exposes: must lead to what stands on sites.frankfurt too, got back.labs on sites.dublin; place both on the same sites [edge]'],
    },
  ]);
});

describe('third parties', () => {
  const reaching = (props: Partial<ExternalHostProps>) =>
    aWard({}, ({ platform, ehr }) => ehr.reaches(new ExternalHost(platform, 'sms', { host: 'sms.example.ie', ...props })));
  findsExactly([
    {
      what: 'a host with its protocol',
      declare: () => reaching({ host: 'https://sms.example.ie' }),
      expect: ['sms.host: must be a full host name, got "https://sms.example.ie"; write it as sms.example.sd, without protocol or port [external-host]'],
    },
    {
      what: 'no host',
      declare: () => reaching({ host: '' }),
      expect: ['sms.host: must be a full host name, got ""; write it as sms.example.sd, without protocol or port [external-host]'],
    },
    {
      what: 'a host of the cluster',
      declare: () => reaching({ host: 'localhost' }),
      expect: ['sms.host: must be a full host name, got "localhost"; write it as sms.example.sd, without protocol or port [external-host]'],
    },
    {
      what: 'an address of IPv6',
      declare: () => reaching({ host: '2001:db8::1' }),
      expect: ['sms.host: must be a full host name, got "2001:db8::1"; write it as sms.example.sd, without protocol or port [external-host]'],
    },
    {
      what: 'no ports',
      declare: () => reaching({ ports: [] }),
      expect: ['sms.ports: must name at least one port, got an empty list; write the ports that may be reached [figures]'],
    },
    {
      what: 'a port above all',
      declare: () => reaching({ ports: [443, 65_536] }),
      expect: ['sms.ports: must be a whole number from 1 to 65535, got 65536; write the port [figures]'],
    },
    {
      what: 'a port by its name',
      declare: () => reaching({ ports: untyped(['https']) }),
      expect: ['sms.ports: must be a whole number from 1 to 65535, got "https"; write the port [figures]'],
    },
  ]);
});

describe('calls', () => {
  const chain = (...names: readonly string[]) => aWard({}, ({ clinical }) => ring(names.map(name => aService(clinical, name))));
  findsExactly([
    {
      what: 'a service that calls itself',
      declare: () => aWard({}, ({ ehr }) => ehr.calls(ehr)),
      expect: ['clinical.ehr.calls: must lead to another service, got itself; remove the call [calls]'],
    },
    {
      what: 'two services that call each other',
      declare: () => chain('labs', 'beds'),
      expect: [
        'warning: clinical.beds.calls: must not lead back to where they began, got clinical.beds -> clinical.labs -> clinical.beds; answer one of them by a topic instead [calls]',
      ],
    },
    {
      what: 'a circle of four',
      declare: () => chain('delta', 'alpha', 'gamma', 'beta'),
      expect: [
        'warning: clinical.alpha.calls: must not lead back to where they began, got clinical.alpha -> clinical.gamma -> clinical.beta -> clinical.delta -> clinical.alpha; answer one of them by a topic instead [calls]',
      ],
    },
    {
      what: 'two circles through one service, told once',
      declare: () =>
        aWard({}, ({ clinical }) => {
          const [hub, left, right] = [aService(clinical, 'hub'), aService(clinical, 'left'), aService(clinical, 'right')];
          ring([hub, left]);
          ring([hub, right]);
        }),
      expect: [
        'warning: clinical.hub.calls: must not lead back to where they began, got clinical.hub -> clinical.left -> clinical.hub; answer one of them by a topic instead [calls]',
      ],
    },
    {
      what: 'two circles apart',
      declare: () =>
        aWard({}, ({ clinical }) => [ring([aService(clinical, 'a'), aService(clinical, 'b')]), ring([aService(clinical, 'c'), aService(clinical, 'd')])]),
      expect: [
        'warning: clinical.a.calls: must not lead back to where they began, got clinical.a -> clinical.b -> clinical.a; answer one of them by a topic instead [calls]',
        'warning: clinical.c.calls: must not lead back to where they began, got clinical.c -> clinical.d -> clinical.c; answer one of them by a topic instead [calls]',
      ],
    },
    {
      what: 'a life-critical service in a circle with itself too',
      declare: () => aWard({ ehr: { criticality: 'life-critical' } }, ({ clinical, ehr }) => ring([ehr.calls(ehr), aService(clinical, 'labs')])),
      expect: [
        'clinical.ehr.calls: must lead to another service, got itself; remove the call [calls]',
        'warning: clinical.ehr.calls: must not lead back to where they began, got clinical.ehr -> clinical.labs -> clinical.ehr; answer one of them by a topic instead [calls]',
      ],
    },
  ]);
});

/** Lets each service call the next, and the last the first. */
function ring(services: readonly ClinicalService[]): void {
  for (const [index, service] of services.entries()) {
    const next = services[(index + 1) % services.length];
    if (next) service.calls(next);
  }
}
