import {
  canary,
  cluster,
  cores,
  gib,
  hours,
  MultiRegionFailover,
  mib,
  minutes,
  percent,
  type Requests,
  Site,
  type SiteProps,
  seconds,
  type Traffic,
} from '@clinfra/core';
import { aService, aSite, aWard, untyped, type WardChanges } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const meshed = (changes: WardChanges = {}, add?: Parameters<typeof aWard>[1]) => aWard({ ...changes, site: { mesh: {}, ...changes.site } }, add);
const asking = (traffic: unknown, more: WardChanges['ehr'] = {}) => meshed({ ehr: { traffic: untyped<Traffic>(traffic), ...more } });

describe('a mesh', () => {
  const having = (mesh: unknown, more: Partial<SiteProps> = {}) => aWard({ site: { mesh: untyped<NonNullable<SiteProps['mesh']>>(mesh), ...more } });
  const proxy = { requests: { cpu: cores(0.1), memory: mib(128) }, limits: { cpu: cores(1), memory: gib(1) } };
  const joining = (join: unknown) =>
    aWard(
      { site: { mesh: untyped<NonNullable<SiteProps['mesh']>>({ join }) } },
      ({ platform, site }) =>
        new MultiRegionFailover(platform, 'failover', {
          active: site,
          standby: aSite(
            platform,
            'cork',
            { region: 'eu-west-2', attestation: { jurisdiction: 'IE', evidence: 'a contract', by: 'operations' } },
            { mesh: { join: { gateway: ['10.1.0.0/16'] } } },
          ),
        }),
    );
  findsExactly([
    {
      what: 'a revision that is no name',
      declare: () => having({ revision: '1.29' }),
      expect: ['sites.dublin.mesh.revision: must be the name of a revision of Istio, got "1.29"; write it as 1-29 [mesh]'],
    },
    {
      what: 'a sidecar without an amount of memory',
      declare: () => having({ proxy: { ...proxy, requests: { cpu: cores(0.1) } } }),
      expect: ['sites.dublin.mesh.proxy.requests.memory: must be an amount of memory, more than zero, got nothing; write it as mib(128) [mesh]'],
    },
    {
      what: 'a sidecar that asks for more than it may take',
      declare: () => having({ proxy: { ...proxy, requests: { cpu: cores(1.5), memory: mib(128) } } }),
      expect: ['sites.dublin.mesh.proxy.requests.cpu: must be at most its limit (1), got 1500m; lower the request or raise the limit [mesh]'],
    },
    {
      what: 'a sidecar that the API server would refuse',
      declare: () => having({ proxy: { ...proxy, limits: { cpu: cores(3), memory: gib(1) } } }),
      expect: ['clinical', 'databases'].map(
        domain => `sites.dublin.mesh.proxy.limits.cpu: must stay within ${domain}.limits.max.cpu (2), got 3; ask for less, or raise limits.max [mesh]`,
      ),
    },
    {
      what: 'a cluster that is too old for sidecars that end with their Job',
      declare: () => {
        const existing = { host: 'stores.ward.ie', cidr: '10.9.0.0/24' };
        const hosting = cluster({ context: 'dublin', jurisdiction: 'IE', kubernetesVersion: '1.28' });
        return meshed({ records: { existing }, sessions: { existing }, kafka: { existing }, site: { hosting }, ehr: { stop: { drain: seconds(0) } } });
      },
      expect: ['sites.dublin.hosting.kubernetesVersion: must be at least 1.29 for the sidecars of a mesh, got "1.28"; raise it, or leave mesh out [mesh]'],
    },
    {
      what: 'a gateway for other sites at no address',
      declare: () => joining({ gateway: [] }),
      expect: ['sites.dublin.mesh.join.gateway: must name at least one address range, got an empty list; write where the east-west gateway answers [mesh]'],
    },
    {
      what: 'a gateway for other sites at an address that is none',
      declare: () => joining({ gateway: ['10.20.0.1/16'], region: 'eu west' }),
      expect: [
        'sites.dublin.mesh.join.gateway[0]: must be an address range, got "10.20.0.1/16"; write it as 10.20.0.0/20, with no bits set behind the prefix [mesh]',
        'sites.dublin.mesh.join.region: must be the value of a label of nodes, got "eu west"; write it as khartoum [mesh]',
      ],
    },
    {
      what: 'a gateway for other sites where nothing makes its load balancer',
      declare: () => joining({}),
      expect: [
        'sites.dublin.mesh.join: must stand where a load balancer can be made for its gateway, got nothing there that makes one; set loadBalancers on the site, or write where a gateway of your own answers [mesh]',
      ],
    },
    {
      what: 'a gateway for other sites that nobody makes',
      declare: () =>
        aWard({ site: { mesh: { join: { gateway: ['10.0.0.0/24'] } } } }, ({ platform, site }) => {
          const hosting = cluster({ context: 'cork', jurisdiction: 'IE' });
          new MultiRegionFailover(platform, 'failover', {
            active: site,
            standby: new Site(platform, 'cork', { hosting, zones: ['rack'], mesh: { join: {} } }),
          });
        }),
      expect: ['sites.cork.mesh.join.gateway: must name at least one address range, got nothing; write where the east-west gateway answers [mesh]'],
    },
    {
      what: 'a gateway for other sites outside the network to which they are led',
      declare: () => joining({ gateway: ['10.0.0.0/19', '10.9.0.0/24', '10.0.0.0/15'] }),
      expect: ['"10.9.0.0/24"', '"10.0.0.0/15"'].map(
        (range, index) =>
          `sites.dublin.mesh.join.gateway[${index + 1}]: must lie within the network of the site (10.0.0.0/16), got ${range}; write where the gateway answers in it [mesh]`,
      ),
    },
    {
      what: 'a site that joins nobody',
      declare: () => having({ join: { gateway: ['10.0.0.0/16'] } }),
      expect: ['sites.dublin.mesh.join: must join another site that joins as well, got none; set join on the other sites too, or leave it out [mesh]'],
    },
    {
      what: 'traffic where there is no mesh',
      declare: () => aWard({ ehr: { traffic: { timeout: minutes(1) } } }),
      expect: ['clinical.ehr.traffic: must stand where there is a mesh, as on sites.dublin, got none there; set mesh on the site, or leave it out [mesh]'],
    },
    {
      what: 'figures on the port that callers use',
      declare: () => meshed({ ehr: { metrics: {} }, site: { prometheus: { namespace: 'monitoring', selects: { release: 'prometheus' } } } }),
      expect: [
        'clinical.ehr.metrics.port: must be a port of its own where there is a mesh, as on sites.dublin, got nothing; write the port on which the figures alone are found; callers use the other one by their identity [mesh]',
      ],
    },
    {
      what: 'a workload called as the policy of sidecars',
      declare: () => meshed({}, ({ clinical }) => aService(clinical, 'allow-mesh')),
      expect: [
        'clinical.allow-mesh.name: must leave names to what has them in its namespace, got allow-mesh, the policy of sidecars; rename it [derived-names]',
      ],
    },
    {
      what: '[K1] a quota in which the pods have room, but not their sidecars',
      declare: () => meshed({ clinical: { quota: { cpu: cores(3), memory: gib(200), storage: gib(100), pods: 200 } } }),
      expect: ['clinical.quota.cpu: must cover every pod at maximum scale, got 3 for 4500m (ehr 3500m, notifier 1); raise it or lower scale.max [capacity]'],
    },
  ]);

  it('is left out, and nothing is said of it', () => {
    expect(messagesOf(aWard({ site: { hosting: cluster({ context: 'cork', jurisdiction: 'IE' }) } })).filter(text => text.includes('[mesh]'))).toEqual([]);
  });
});

describe('traffic', () => {
  findsExactly([
    {
      what: 'tries that last longer than the caller waits',
      declare: () => asking({ retries: { attempts: 4 } }),
      expect: [
        'clinical.ehr.traffic.retries: must fit into the timeout (30s), got 4 tries of 10s, 40s; lower attempts or perTry, or raise the timeout [traffic]',
      ],
    },
    {
      what: 'tries without end',
      declare: () => asking({ timeout: minutes(10), retries: { attempts: 11 } }),
      expect: ['clinical.ehr.traffic.retries.attempts: must be a whole number from 0 to 10, got 11; try again a few times at most [traffic]'],
    },
    {
      what: 'a failure that is none',
      declare: () => asking({ retries: { on: ['5xx', 'timeout'] } }),
      expect: [
        'clinical.ehr.traffic.retries.on[1]: must be one of 5xx, gateway-error, reset, connect-failure, refused-stream, retriable-4xx, unavailable, cancelled, got "timeout"; choose one of them [traffic]',
      ],
    },
    {
      what: 'a timeout as a plain number',
      declare: () => asking({ timeout: 30 }),
      expect: ['clinical.ehr.traffic.timeout: must be a length of time of more than zero, got 30; write it as seconds(30) [traffic]'],
    },
    {
      what: 'a negative timeout',
      declare: () => asking({ timeout: seconds(-1) }),
      expect: ['clinical.ehr.traffic.timeout: must be zero or more, got seconds(-1); correct the figure [quantity]'],
    },
    {
      what: 'more pods left out than there are',
      declare: () => asking({ outliers: { most: percent(120) } }),
      expect: ['clinical.ehr.traffic.outliers.most: must be a whole share from 0% to 100%, got 120%; write it as percent(50) [traffic]'],
    },
    {
      what: 'a share as a plain number, and one that is not whole',
      declare: () => asking({ outliers: { most: 50, healthy: percent(33.3) } }),
      expect: [
        'clinical.ehr.traffic.outliers.healthy: must be a whole share from 0% to 100%, got 33.3%; write it as percent(50) [traffic]',
        'clinical.ehr.traffic.outliers.most: must be a whole share from 0% to 100%, got 50; write it as percent(50) [traffic]',
      ],
    },
    {
      what: 'no connection at all',
      declare: () => asking({ pool: { connections: 0 } }),
      expect: ['clinical.ehr.traffic.pool.connections: must be a whole number of at least 1, got 0; write how many there may be [traffic]'],
    },
    {
      what: 'an algorithm that is none',
      declare: () => asking({ balancing: 'sticky' }),
      expect: ['clinical.ehr.traffic.balancing: must be one of least-request, round-robin, random, got "sticky"; choose one of them [traffic]'],
    },
    {
      what: 'what only requests have, for a plain connection',
      declare: () =>
        asking(
          { timeout: seconds(30), retries: {}, pool: { waiting: 5 } },
          { protocol: 'tcp', probes: { startup: { tcp: true }, liveness: { tcp: true }, readiness: { tcp: true } } },
        ),
      expect: ['timeout', 'retries', 'pool.waiting']
        .sort()
        .map(
          name =>
            `clinical.ehr.traffic.${name}: must be left out for a port that speaks tcp, which has no requests, got a value; leave it out, or set protocol [traffic]`,
        ),
    },
    {
      what: 'a header that leads to a version that there is not',
      declare: () => asking({ routes: [{ headers: { 'x-user-role': 'physician' }, to: 'canary' }] }),
      expect: [
        'clinical.ehr.traffic.routes[0].to: must lead to a version of the service, which has only one, got "canary"; release the service as a canary that the mesh splits, or leave the route out [traffic]',
      ],
    },
  ]);
});

describe('routes by headers', () => {
  const split = canary({ stages: [{ weight: 50, pause: hours(1) }, { weight: 100 }], header: 'x-canary', analysis: {} });
  const prometheus = { namespace: 'watch', selects: { release: 'prometheus' } };
  const leading = (routes: unknown) =>
    meshed({
      site: { argoRollouts: true, prometheus },
      ehr: { release: split, metrics: { port: 9464 }, traffic: untyped<Traffic>({ routes }) },
    });
  const physician = { 'x-user-role': 'physician' };
  const place = 'clinical.ehr.traffic.routes';

  it('are taken where a canary has two versions', () => {
    expect(
      messagesOf(
        leading([
          { headers: physician, to: 'canary' },
          { headers: { 'x-user-role': 'nurse', 'x-ward': 'emergency' }, to: 'stable' },
        ]),
      ),
    ).toEqual([]);
  });

  findsExactly([
    {
      what: 'to a version that there is not',
      declare: () => leading([{ headers: physician, to: 'v2' }]),
      expect: [
        `${place}[0].to: must lead to one of its versions (stable, canary), got "v2"; release the service as a canary that the mesh splits, or leave the route out [traffic]`,
      ],
    },
    {
      what: 'twice by the same headers',
      declare: () =>
        leading([
          { headers: physician, to: 'stable' },
          { headers: { ...physician }, to: 'canary' },
        ]),
      expect: [`${place}[1].headers: must be the headers of one route, got those of routes[0] again; leave one of them out [traffic]`],
    },
    {
      what: 'by no header, by one in capitals, and by a value that cannot be sent',
      declare: () =>
        leading([
          { headers: {}, to: 'canary' },
          { headers: { 'X-User-Role': 'physician' }, to: 'canary' },
          { headers: { 'x-user-role': 'phys\nician' }, to: 'canary' },
        ]),
      expect: [
        `${place}[0].headers: must name at least one header, got an object; write them as { 'x-user-role': 'physician' } [traffic]`,
        `${place}[1].headers.X-User-Role: must be the name of a header in lowercase, got "X-User-Role"; write it as x-user-role [traffic]`,
        `${place}[2].headers.x-user-role: must have a value of printable characters, got "phys\\nician"; write the value that the header must have [traffic]`,
      ],
    },
    {
      what: 'of which one is none',
      declare: () => leading(['physician']),
      expect: [`${place}[0]: must be headers and a version, got "physician"; write it as { headers: { 'x-user-role': 'physician' }, to: 'canary' } [traffic]`],
    },
    {
      what: 'to the new version by two headers, of which any would do',
      declare: () => leading([{ headers: { ...physician, 'x-ward': 'emergency' }, to: 'canary' }]),
      expect: [`${place}[0].headers: must name one header that leads to the new version, got 2; leave one, or have two routes [traffic]`],
    },
    {
      what: 'that are no list',
      declare: () => leading({ headers: physician, to: 'canary' }),
      expect: [`${place}: must be a list of routes, got an object; write it as [{ headers: { 'x-user-role': 'physician' }, to: 'canary' }] [traffic]`],
    },
  ]);
});

describe('calls that are narrowed to some requests', () => {
  const calling = (requests: unknown, more: Parameters<typeof aService>[2] = {}, changes: WardChanges = {}) =>
    meshed(changes, ({ ehr, clinical }) => ehr.calls(aService(clinical, 'labs', more), untyped<Requests>(requests)));
  const place = 'clinical.ehr.calls(clinical.labs)';
  findsExactly([
    {
      what: 'without a mesh',
      declare: () => aWard({}, ({ ehr, clinical }) => ehr.calls(aService(clinical, 'labs'), { methods: ['GET'] })),
      expect: [
        `${place}: must be narrowed only where there is a mesh, as on sites.dublin, got none there; set mesh on the site, or leave methods and paths out [requests]`,
      ],
    },
    {
      what: 'to a service that has none',
      declare: () => calling({ methods: ['GET'] }, { protocol: 'tcp' }),
      expect: [`${place}: must not be narrowed for a service that speaks tcp, which has no requests, got methods or paths; leave them out [requests]`],
    },
    {
      what: 'to nothing',
      declare: () => calling({}),
      expect: [`${place}: must name methods or paths, got neither; name some, or call without [requests]`],
    },
    {
      what: 'beside a call of everything',
      declare: () =>
        meshed({}, ({ ehr, clinical }) => {
          const labs = aService(clinical, 'labs');
          ehr.calls(labs, { methods: ['GET'] }).calls(labs);
        }),
      expect: [`${place}: must name methods or paths, got a call of everything as well; name some, or call without [requests]`],
    },
    {
      what: 'by a method that is none',
      declare: () => calling({ methods: ['get'] }),
      expect: [`${place}.methods: must be of GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE, got "get"; choose among them [requests]`],
    },
    {
      what: 'to a path that is none, and to one with a star in its middle',
      declare: () => calling({ paths: ['patients', '/patients/*/notes'] }),
      expect: [
        `${place}.paths: must begin with / and have a star at the end alone, got "/patients/*/notes"; write it as /patients/* [requests]`,
        `${place}.paths: must begin with / and have a star at the end alone, got "patients"; write it as /patients/* [requests]`,
      ],
    },
    {
      what: 'to one path twice',
      declare: () => calling({ methods: ['GET', 'POST'], paths: ['/orders', '/orders'] }),
      expect: ['GET', 'POST'].map(
        method => `${place}.paths: must name each path once for a method, got "/orders" with ${method} again; leave one of them out [requests]`,
      ),
    },
  ]);
});

describe('alerts of security', () => {
  findsExactly([
    {
      what: 'of nothing at all, and by a plain number',
      declare: () => aWard({ clinical: { securityAlerts: { unauthorized: 0, egress: untyped(1_000_000) } } }),
      expect: [
        'clinical.securityAlerts.egress: must be a size of at least 1Ki, got 1000000; write it as mib(1) [figures]',
        'clinical.securityAlerts.unauthorized: must be a whole number of at least 1, got 0; allow one refused log-in at least [figures]',
      ],
    },
  ]);
});
