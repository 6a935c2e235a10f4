import { type ArgoRollouts, canary, Edge, type EdgeProps, hours, nginx, type RouteProps, type Traffic } from '@clinfra/core';
import { aService, aWard, untyped, type Ward } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const STAGES = [{ weight: 50, pause: hours(1) }, { weight: 100 }] as const;
const ROUTES = [{ headers: { 'x-user-role': 'physician' }, to: 'canary' }] as const;
const PUBLIC = { host: 'api.hospital.ie', issuer: 'letsencrypt' } as const;
const NGINX: Partial<EdgeProps> = { entrance: nginx({ class: 'nginx', namespace: 'nginx-ingress' }) };

interface Changes {
  readonly argoRollouts?: boolean | ArgoRollouts;
  readonly edge?: Partial<EdgeProps>;
  readonly routes?: readonly RouteProps[];
  readonly traffic?: Traffic;
  readonly add?: (ward: Ward) => unknown;
}

/** A ward whose records an edge exposes while the mesh divides them between two versions. */
function ward({ argoRollouts = { gatewayApi: true }, edge = {}, routes = [{}], traffic = { routes: ROUTES }, add = () => undefined }: Changes = {}) {
  const site = { argoRollouts, mesh: {}, prometheus: { namespace: 'watch', selects: { release: 'prometheus' } } };
  const release = canary({ stages: STAGES, header: 'x-canary', analysis: {} });
  return aWard({ site, ehr: { metrics: { port: 9464 }, release, traffic } }, parts => {
    const way = new Edge(parts.platform, 'public', { domain: parts.clinical, ...PUBLIC, ...edge });
    for (const route of routes) way.exposes(parts.ehr, route);
    add(parts);
  });
}

describe('canaries at edges', () => {
  it('[M3] have nothing to say where Argo Rollouts divides what comes by a gateway as well', () => {
    expect(messagesOf(ward())).toEqual([]);
  });

  findsExactly([
    {
      what: '[M3] a gateway whose routes nobody writes weights into',
      declare: () => ward({ argoRollouts: true }),
      expect: [
        "clinical.ehr.release.split: must stand where what comes by public can be divided too, as on sites.dublin, got no plugin there; set argoRollouts: { gatewayApi: true } on the site, or split by 'replicas' [release]",
      ],
    },
    {
      what: 'a plugin in quotes',
      declare: () => ward({ argoRollouts: { gatewayApi: untyped('true') } }),
      expect: [
        "clinical.ehr.release.split: must stand where what comes by public can be divided too, as on sites.dublin, got no plugin there; set argoRollouts: { gatewayApi: true } on the site, or split by 'replicas' [release]",
        'sites.dublin.argoRollouts.gatewayApi: must be true or false, got "true"; choose one [switches]',
      ],
    },
    {
      what: '[M3] an Ingress, which no plugin divides',
      declare: () => ward({ edge: NGINX }),
      expect: [
        'clinical.ehr.release.header: must hold for what comes by public as well, which goes past the routes of the mesh, got "x-canary"; let the edge expose a service that calls this one and hands the header on, or leave it out [release]',
        'clinical.ehr.release.split: must divide what comes by public as well, which goes past the routes of the mesh, got "mesh"; let the edge expose a service that calls this one, or split by \'replicas\' [release]',
        'clinical.ehr.traffic.routes[0]: must hold for what comes by public as well, which goes past the routes of the mesh, got "x-user-role"; let the edge expose a service that calls this one and hands the header on, or leave it out [release]',
      ],
    },
    {
      what: 'more headers than a route has rules',
      declare: () => {
        const routes = Array.from({ length: 8 }, (_, index) => ({ headers: { 'x-group': `group-${index}` }, to: 'canary' }) as const);
        return ward({ traffic: { routes }, routes: [{ path: '/ehr' }, { path: '/old', stripPrefix: true }] });
      },
      expect: [
        'clinical.ehr.traffic.routes: must make at most 16 rules of public, got 18; have fewer headers, or expose fewer paths whose prefix is taken off [release]',
      ],
    },
    {
      what: 'a service by the name of a version',
      declare: () => ward({ add: ({ clinical }) => aService(clinical, 'ehr-canary') }),
      expect: [
        'clinical.ehr-canary.name: must leave names to what has them in its namespace, got ehr-canary, the canary version of clinical.ehr; rename it [derived-names]',
      ],
    },
    {
      what: 'an edge that makes the name of a route by header',
      declare: () =>
        ward({
          add: ({ platform, clinical }) =>
            new Edge(platform, 'public-ehr', { domain: clinical, ...PUBLIC, host: 'b.hospital.ie' }).exposes(aService(clinical, 'by-header')),
        }),
      expect: [
        'public-ehr.name: must make a route name of its own with each service, got public-ehr-by-header, which public with clinical.ehr makes too; rename the edge or the service [derived-names]',
      ],
    },
  ]);
});
