import { canary, hours, minutes, percent, type Requests, seconds, type Traffic } from '@clinfra/core';
import { aService, aWard, untyped, type WardChanges } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const meshed = (changes: WardChanges = {}, add?: Parameters<typeof aWard>[1]) => aWard({ ...changes, site: { mesh: {}, ...changes.site } }, add);
const asking = (traffic: unknown, more: WardChanges['ehr'] = {}) => meshed({ ehr: { traffic: untyped<Traffic>(traffic), ...more } });

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
      expect: [`${place}[0]: must be an object, got "physician"; write it as { headers: ..., to: ... } [shapes]`],
    },
    {
      what: 'to the new version by two headers, of which any would do',
      declare: () => leading([{ headers: { ...physician, 'x-ward': 'emergency' }, to: 'canary' }]),
      expect: [`${place}[0].headers: must name one header that leads to the new version, got 2; leave one, or have two routes [traffic]`],
    },
    {
      what: 'that are no list',
      declare: () => leading({ headers: physician, to: 'canary' }),
      expect: [`${place}: must be a list, got an object; write it as [{ headers: ..., to: ... }] [shapes]`],
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
      what: 'by a property that nobody knows',
      declare: () => calling({ methods: ['GET'], path: ['/patients'] }),
      expect: [`${place}.path: must be one of methods, paths, got "path"; correct the name [shapes]`],
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
