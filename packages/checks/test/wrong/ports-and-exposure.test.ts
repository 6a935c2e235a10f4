import { cluster, Edge, ExternalHost, type ExternalHostProps, loadBalancer, minutes, nodePort, seconds } from '@clinfra/core';
import { aService, aWard, untyped, type WardChanges } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

type Service = NonNullable<WardChanges['ehr']>;

const PROMETHEUS = { namespace: 'monitoring', selects: { release: 'prometheus' } };

describe('ports', () => {
  const having = (ports: unknown, more: Partial<Service> = {}) => aWard({ ehr: { ports: untyped<NonNullable<Service['ports']>>(ports), ...more } });
  findsExactly([
    {
      what: "a service's own port again",
      declare: () => having({ stream: { port: 4001 } }),
      expect: ['clinical.ehr.ports.stream.port: must be used once, got 4001, as port too; give each its own [ports]'],
    },
    {
      what: 'one port under two names',
      declare: () => having({ stream: { port: 9090 }, admin: { port: 9090 } }),
      expect: ['clinical.ehr.ports.admin.port: must be used once, got 9090, as ports.stream.port too; give each its own [ports]'],
    },
    {
      what: 'figures on a port that serves callers',
      declare: () => having({ stream: { port: 9090 } }, { metrics: { port: 9090 } }),
      expect: [
        'clinical.ehr.metrics: must stand where a Prometheus asks for them, as on sites.dublin, got none there; set prometheus on the site, or leave them out [metrics]',
        'clinical.ehr.metrics.port: must be used once, got 9090, as ports.stream.port too; leave it out for the own port, or give it one [ports]',
      ],
    },
    {
      what: 'a port called as the own one',
      declare: () => having({ http: { port: 9090 } }),
      expect: ['clinical.ehr.ports.http: must not be called http or metrics, as other ports are, got "http"; rename it [ports]'],
    },
    {
      what: 'a name in capitals',
      declare: () => having({ Stream: { port: 9090 } }),
      expect: ['clinical.ehr.ports.Stream: must be named with at most 15 lowercase letters, digits and single hyphens, got "Stream"; rename it [ports]'],
    },
    {
      what: 'a name of sixteen letters',
      declare: () => having({ abcdefghijklmnop: { port: 9090 } }),
      expect: [
        'clinical.ehr.ports.abcdefghijklmnop: must be named with at most 15 lowercase letters, digits and single hyphens, got "abcdefghijklmnop"; rename it [ports]',
      ],
    },
    {
      what: 'a name of digits alone',
      declare: () => having({ 9090: { port: 9090 } }),
      expect: ['clinical.ehr.ports.9090: must be named with at most 15 lowercase letters, digits and single hyphens, got "9090"; rename it [ports]'],
    },
    {
      what: 'a number that is no port',
      declare: () => having({ stream: { port: 65_536 } }),
      expect: ['clinical.ehr.ports.stream.port: must be a whole number from 1 to 65535, got 65536; write the port [ports]'],
    },
    {
      what: 'a protocol that is none of ours',
      declare: () => having({ stream: { port: 9090, protocol: 'udp' } }),
      expect: ['clinical.ehr.ports.stream.protocol: must be one of http, grpc, tcp, got "udp"; choose one of them [ports]'],
    },
    {
      what: 'an own port of no protocol',
      declare: () => aWard({ ehr: { protocol: untyped('https'), probes: { startup: { tcp: true }, liveness: { tcp: true }, readiness: { tcp: true } } } }),
      expect: ['clinical.ehr.protocol: must be one of http, grpc, tcp, got "https"; choose one of them [choices]'],
    },
    {
      what: 'two targets whose addresses would have one name',
      declare: () => aWard({}, ({ ehr, clinical }) => ehr.calls(aService(clinical, 'labs', { ports: { eu: { port: 9090 } } }), aService(clinical, 'labs-eu'))),
      expect: [
        'clinical.ehr.calls: must give each target variables of its own, got LABS_EU_URL for clinical.labs and clinical.labs-eu; rename one of them [variables]',
      ],
    },
    {
      what: 'an edge that leads to what speaks no HTTP',
      declare: () =>
        aWard({ ehr: { protocol: 'tcp' } }, ({ platform, clinical, ehr }) =>
          new Edge(platform, 'public', { domain: clinical, host: 'api.ward.ie', issuer: 'letsencrypt' }).exposes(ehr),
        ),
      expect: [
        'public.exposes: must lead to services whose own port speaks http, got clinical.ehr, which speaks tcp; use loadBalancer(...) on the service [edge]',
      ],
    },
  ]);
});

describe('exposure', () => {
  const balanced = (from: unknown) => aWard({ site: { loadBalancers: {} }, ehr: { exposure: loadBalancer({ from: untyped(from) }) } });
  findsExactly([
    {
      what: 'a port of every node in production',
      declare: () => aWard({ ehr: { exposure: nodePort({ from: ['10.40.0.0/16'] }) } }),
      expect: ['clinical.ehr.exposure: must open no port of nodes in production, got node-port; use loadBalancer(...), or an Edge for HTTP [exposure]'],
    },
    {
      what: 'a load balancer where none is made',
      declare: () => aWard({ ehr: { exposure: loadBalancer({ from: ['10.40.0.0/16'] }) } }),
      expect: [
        'clinical.ehr.exposure: must stand where load balancers can be made, as on sites.dublin, got none there; set loadBalancers on the site, or leave it out [exposure]',
      ],
    },
    {
      what: 'a way that there is not',
      declare: () => aWard({ ehr: { exposure: untyped('internet') } }),
      expect: ['clinical.ehr.exposure: must be \'cluster\', nodePort(...) or loadBalancer(...), got "internet"; use one of them [exposure]'],
    },
    {
      what: 'nobody who may come',
      declare: () => balanced([]),
      expect: ['clinical.ehr.exposure.from: must name at least one address range, got an empty list; write who may reach it [exposure]'],
    },
    {
      what: 'the internet',
      declare: () => balanced(['0.0.0.0/0']),
      expect: ['clinical.ehr.exposure.from[0]: must be no wider than a /8, got "0.0.0.0/0"; name those who may reach it, not the internet [exposure]'],
    },
    {
      what: 'an address without its prefix',
      declare: () => balanced(['10.40.0.0']),
      expect: [
        'clinical.ehr.exposure.from[0]: must be an address range, got "10.40.0.0"; write it as 10.40.0.0/16, with no bits set behind the prefix [exposure]',
      ],
    },
    {
      what: 'a range twice',
      declare: () => balanced(['10.40.0.0/16', '10.40.0.0/16']),
      expect: ['clinical.ehr.exposure.from[1]: must be named once, got "10.40.0.0/16"; leave it out [exposure]'],
    },
    {
      what: 'a pool on AWS',
      declare: () => aWard({ site: { loadBalancers: { addressPool: 'hospitals' } } }),
      expect: ['sites.dublin.loadBalancers.addressPool: must be left out on AWS, which has no pools, got "hospitals"; leave it out [exposure]'],
    },
    {
      what: 'a pool whose name is none',
      declare: () => {
        const existing = { host: 'stores.ward.ie', cidr: '10.9.0.0/24' };
        const site = { hosting: cluster({ context: 'cork', jurisdiction: 'IE' }), zones: ['a', 'b', 'c'], loadBalancers: { addressPool: 'The Pool' } } as const;
        return aWard({ site, records: { existing }, sessions: { existing }, kafka: { existing } });
      },
      expect: ['sites.dublin.loadBalancers.addressPool: must be the name of an address pool, got "The Pool"; name a pool of MetalLB [exposure]'],
    },
    {
      what: 'a workload called as the way to another',
      declare: () =>
        aWard({ site: { loadBalancers: {} }, ehr: { exposure: loadBalancer({ from: ['10.40.0.0/16'] }) } }, ({ clinical }) =>
          aService(clinical, 'ehr-load-balancer'),
        ),
      expect: [
        'clinical.ehr-load-balancer.name: must leave names to what has them in its namespace, got ehr-load-balancer, the way from outside to clinical.ehr; rename it [derived-names]',
      ],
    },
    {
      what: 'a name too long for the way from outside',
      declare: () =>
        aWard({ site: { loadBalancers: {} } }, ({ clinical }) => aService(clinical, 'a'.repeat(50), { exposure: loadBalancer({ from: ['10.40.0.0/16'] }) })),
      expect: [
        `clinical.${'a'.repeat(50)}.name: must have at most 63 characters together with its exposure, got 64 in ${'a'.repeat(50)}-load-balancer; shorten it [name-length]`,
      ],
    },
  ]);

  it('may be a port of every node while a platform is developed', () => {
    expect(messagesOf(aWard({ platform: { environment: 'development' }, ehr: { exposure: nodePort({ from: ['10.40.0.0/16'] }) } }))).toEqual([]);
  });
});

describe('metrics', () => {
  const asked = (changes: WardChanges) => aWard({ ...changes, site: { prometheus: PROMETHEUS, ...changes.site } });
  findsExactly([
    {
      what: 'figures that nobody asks for',
      declare: () => aWard({ notifier: { metrics: { port: 9464 } } }),
      expect: [
        'clinical.notifier.metrics: must stand where a Prometheus asks for them, as on sites.dublin, got none there; set prometheus on the site, or leave them out [metrics]',
      ],
    },
    {
      what: 'a path without its slash',
      declare: () => asked({ ehr: { metrics: { path: 'metrics' } } }),
      expect: ['clinical.ehr.metrics.path: must begin with / and hold only what a URL may, got "metrics"; write it as /metrics [metrics]'],
    },
    {
      what: 'a port that is none',
      declare: () => asked({ ehr: { metrics: { port: 70_000 } } }),
      expect: ['clinical.ehr.metrics.port: must be a whole number from 1 to 65535, got 70000; write the port [figures]'],
    },
    {
      what: 'a service whose own port cannot be asked',
      declare: () => asked({ ehr: { protocol: 'grpc', metrics: {} } }),
      expect: ['clinical.ehr.metrics.port: must be given, for the own port speaks grpc, got nothing; write the port on which the figures are found [metrics]'],
    },
    {
      what: 'a worker without a port',
      declare: () => asked({ notifier: { metrics: untyped({}) } }),
      expect: [
        'clinical.notifier.metrics.port: must be given for a worker, which has none of its own, got nothing; write the port on which the figures are found [metrics]',
      ],
    },
    {
      what: 'questions more often than answers come',
      declare: () => asked({ ehr: { metrics: { interval: seconds(5) } } }),
      expect: ['clinical.ehr.metrics.interval: must be a length of time from 10s to 2m, got 5s; write it as seconds(30) [figures]'],
    },
    {
      what: 'questions so seldom that figures are forgotten',
      declare: () => asked({ notifier: { metrics: { port: 9464, interval: minutes(10) } } }),
      expect: ['clinical.notifier.metrics.interval: must be a length of time from 10s to 2m, got 10m; write it as seconds(30) [figures]'],
    },
    {
      what: 'a Prometheus in a namespace that is none',
      declare: () => asked({ site: { prometheus: { ...PROMETHEUS, namespace: 'Monitoring' } } }),
      expect: ['sites.dublin.prometheus.namespace: must be the name of a namespace, got "Monitoring"; write it as monitoring [metrics]'],
    },
    {
      what: '[X2] an account that is none',
      declare: () => asked({ site: { prometheus: { ...PROMETHEUS, serviceAccount: 'Prometheus' } } }),
      expect: ['sites.dublin.prometheus.serviceAccount: must be the name of a service account, got "Prometheus"; write it as prometheus [metrics]'],
    },
    {
      what: 'a Prometheus that selects by nothing',
      declare: () => asked({ site: { prometheus: { ...PROMETHEUS, selects: {} } } }),
      expect: ["sites.dublin.prometheus.selects: must name at least one label, got none; write it as { release: 'prometheus' } [metrics]"],
    },
    {
      what: 'a label with a space',
      declare: () => asked({ site: { prometheus: { ...PROMETHEUS, selects: { 'the release': 'prometheus' } } } }),
      expect: ['sites.dublin.prometheus.selects.the release: must be named as a label of Kubernetes, got "the release"; write it as release [metrics]'],
    },
    {
      what: 'a label value of 64 characters',
      declare: () => asked({ site: { prometheus: { ...PROMETHEUS, selects: { release: 'a'.repeat(64) } } } }),
      expect: [
        `sites.dublin.prometheus.selects.release: must have at most 63 letters, digits, dots, underscores and hyphens, got "${'a'.repeat(64)}"; shorten it [metrics]`,
      ],
    },
    {
      what: 'a label of the platform itself',
      declare: () => asked({ site: { prometheus: { ...PROMETHEUS, selects: { 'app.kubernetes.io/name': 'ehr' } } } }),
      expect: [
        'sites.dublin.prometheus.selects.app.kubernetes.io/name: must leave the labels of the platform to it, got "app.kubernetes.io/name"; select by another label [metrics]',
      ],
    },
    {
      what: 'a workload called as the policy of a Prometheus in its domain',
      declare: () =>
        aWard({ site: { prometheus: { ...PROMETHEUS, namespace: 'clinical' }, addOns: 'preinstalled' } }, ({ clinical }) =>
          aService(clinical, 'prometheus-scrapes'),
        ),
      expect: [
        'clinical.prometheus-scrapes.name: must leave names to what has them in its namespace, got prometheus-scrapes, the policy of Prometheus; rename it [derived-names]',
      ],
    },
  ]);
});

describe('aliases of third parties', () => {
  const reaching = (props: Partial<ExternalHostProps>, name = 'sms') =>
    aWard({}, ({ platform, ehr }) => ehr.reaches(new ExternalHost(platform, name, { host: 'sms.example.ie', alias: true, ...props })));
  findsExactly([
    {
      what: 'a host in capitals, which names in the cluster cannot have',
      declare: () => reaching({ host: 'SMS.example.ie' }),
      expect: ['sms.host: must be in lowercase where it has an alias, got "SMS.example.ie"; write it as sms.example.ie [external-host]'],
    },
    {
      what: 'a name that begins with a digit',
      declare: () => reaching({}, '1sms'),
      expect: ['1sms.name: must begin with a letter where it is an alias, got "1sms"; rename it [external-host]'],
    },
    {
      what: 'another name instead of yes or no',
      declare: () => reaching({ alias: untyped('texts') }),
      expect: ['sms.alias: must be true or false, got "texts"; choose one [external-host]'],
    },
    {
      what: 'an alias that is the name of a service',
      declare: () => reaching({}, 'ehr'),
      expect: ['clinical.ehr.name: must leave names to what has them in its namespace, got ehr, the alias of ehr; rename it [derived-names]'],
    },
  ]);
});
