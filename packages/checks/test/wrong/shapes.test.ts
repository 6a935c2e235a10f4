import {
  Addition,
  ClinicalService,
  type ClinicalServiceProps,
  DataTier,
  DeclarationError,
  DnsZone,
  Domain,
  Edge,
  ExternalHost,
  MultiRegionFailover,
  Registry,
  ReleaseTask,
  ScheduledTask,
  Secret,
  Site,
  seconds,
  VolumeClaim,
  Worker,
} from '@clinfra/core';
import { aDomain, aWard, untyped, type Ward, type WardChanges } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';
import { wardWith } from './an-aws-edge';

/** A ward with something that is neither a list nor an object, and nothing else is said of it. */
const shaped = (what: string, path: string, must: string, changes: WardChanges, got: string, remedy: string) => ({
  what,
  declare: () => aWard(changes),
  expect: [`${path}: must be ${must}, got ${got}; ${remedy} [shapes]`],
});
const list = (what: string, path: string, changes: WardChanges, example = '...') => shaped(what, path, 'a list', changes, '"x"', `write it as [${example}]`);
const object = (what: string, path: string, changes: WardChanges, remedy = 'write it as { ... }', got = 'null') =>
  shaped(what, path, 'an object', changes, got, remedy);
const ehr = (property: keyof ClinicalServiceProps, value: unknown = 'x'): WardChanges => ({ ehr: { [property]: untyped(value) } });
const MADE = 'make it by its function';

describe('what holds others', () => {
  findsExactly([
    ...(['command', 'arguments', 'writable'] as const).map(property => list(property, `clinical.ehr.${property}`, ehr(property))),
    list('api', 'clinical.ehr.api', ehr('api'), '{ verbs: ..., resources: ... }'),
    ...(['mounts', 'variables', 'stop', 'probes', 'traffic', 'sizing', 'availability', 'ports'] as const).map(property =>
      object(property, `clinical.ehr.${property}`, ehr(property, null)),
    ),
    object('size', 'clinical.ehr.size', ehr('size', null), 'write it as { requests: ..., limits: ... }'),
    object('rate limit', 'clinical.ehr.rateLimit', ehr('rateLimit', null), 'write it as { requests: ... }'),
    object('scale', 'clinical.ehr.scale', ehr('scale', null), 'write it as { min: ..., max: ... }'),
    object('release', 'clinical.ehr.release', ehr('release', null), MADE),
    object('an exception that is nothing', 'clinical.ehr.security', ehr('security', null), 'write it as { reason: ... }'),
    object('a word where figures are wanted', 'clinical.ehr.stop', ehr('stop', 'soon'), 'write it as { ... }', '"soon"'),
    list('zones', 'sites.dublin.zones', { site: { zones: untyped('x') } }),
    object('hosting', 'sites.dublin.hosting', { site: { hosting: untyped(null) } }, MADE),
    list('addresses from which an API may be reached', 'sites.dublin.hosting.publicApiFrom', { hosting: { publicApiFrom: untyped('x') } }),
    list('classes of data', 'stores.records.holds', { records: { holds: untyped('x') } }, "'audit'"),
    object('a proxy', 'stores.records.proxy', { records: { proxy: untyped(null) } }),
    list('hours of a scale', 'clinical.ehr.scale.hours', { ehr: { scale: { min: 3, max: 9, hours: untyped('x') } } }, '{ from: ..., until: ..., min: ... }'),
    list('callers of a service', 'clinical.ehr.exposure.from', ehr('exposure', { kind: 'load-balancer', from: 'x' })),
    ...(
      [
        ['balancer.from', { balancer: { kind: 'application', from: 'x' } }, '...'],
        ['firewall.allow', { firewall: { allow: 'x' } }, '...'],
        ['firewall.bodies.largeBelow', { firewall: { bodies: { largeBelow: 'x' } } }, '...'],
        ['health.regions', { health: { path: '/ehr', regions: 'x' } }, "'ap-northeast-1'"],
      ] as const
    ).map(([property, aws, example]) => ({
      what: `${property} of an edge`,
      declare: () => wardWith(() => untyped(aws)),
      expect: expect.arrayContaining([`public.aws.${property}: must be a list, got "x"; write it as [${example}] [shapes]`]) as unknown as readonly string[],
    })),
    list('countries', 'ward.residency.phi', { platform: { residency: { phi: 'x' } } }),
    object('a locale', 'ward.locale', { platform: { locale: null } }, 'write it as { timeZone: ..., language: ..., country: ... }'),
    {
      what: 'a need that is nothing',
      declare: () => aWard(ehr('api', [null])),
      expect: ['clinical.ehr.api: must be a list without holes, got null in it; take it out [shapes]'],
    },
    {
      what: 'everything at once, beside what other rules find',
      declare: () => aWard({ ehr: { stop: untyped(null), sizing: untyped('x'), port: 0 }, site: { keda: untyped(7) } }),
      expect: [
        'clinical.ehr.port: must be a whole number from 1 to 65535, got 0; write the port [figures]',
        'clinical.ehr.sizing: must be an object, got "x"; write it as { ... } [shapes]',
        'clinical.ehr.stop: must be an object, got null; write it as { ... } [shapes]',
        'sites.dublin.keda: must be an object, got 7; write it as { ... } [shapes]',
      ],
    },
  ]);
});

describe('what must be given and is not', () => {
  const QUOTA_MISSING = 'dd.quota: must be an object, got nothing; write it as { cpu: ..., memory: ..., storage: ..., pods: ... } [shapes]';
  const bare = ({ platform }: Ward) => new Domain(platform, 'dd', untyped({}));

  findsExactly([
    {
      what: 'a quota, and everything else that is wrong elsewhere',
      declare: () =>
        aWard({ ehr: { port: 70_000 }, notifier: { scale: { min: 4, max: 2 } }, records: { highAvailability: false } }, ward => {
          bare(ward);
          aDomain(ward.platform, 'default');
        }),
      expect: [
        'clinical.ehr.port: must be a whole number from 1 to 65535, got 70000; write the port [figures]',
        'clinical.notifier.scale.max: must be at least min (4), got 2; raise max or lower min [scale-range]',
        QUOTA_MISSING,
        'default.name: must not be a namespace of the cluster itself, got "default"; name the domain otherwise [names]',
        'stores.records.highAvailability: must be true in production, got false; leave it out, or waive high-availability with a reason and an end [high-availability]',
      ],
    },
    {
      what: 'a scale, and what else is wrong with the same service',
      declare: () => aWard({ ehr: { scale: untyped(undefined), port: -4 } }),
      expect: [
        'clinical.ehr.port: must be a whole number from 1 to 65535, got -4; write the port [figures]',
        'clinical.ehr.scale: must be an object, got nothing; write it as { min: ..., max: ... } [shapes]',
      ],
    },
    {
      what: 'everything of a service, and its name is wrong too',
      declare: () => aWard({}, ({ clinical }) => new ClinicalService(clinical, '8', untyped(null))),
      expect: [
        'clinical.8: must be an object, got null; write it as { ... } [shapes]',
        'clinical.8.name: must be lowercase letters, digits and hyphens, with a letter first and no hyphen last, got "8"; rename it [names]',
      ],
    },
    {
      what: 'where a site stands, and what is wrong whatever stands there',
      declare: () => aWard({ site: { hosting: untyped(undefined) }, ehr: { port: 70_000 } }),
      expect: [
        'clinical.ehr.port: must be a whole number from 1 to 65535, got 70000; write the port [figures]',
        'sites.dublin.hosting: must be an object, got nothing; make it by its function [shapes]',
      ],
    },
  ]);

  it('is said of everything at once, where nothing has anything', () => {
    const nothing = (props: unknown) =>
      aWard({}, ({ platform, clinical, stores, kafka }) => {
        const given = untyped<never>(props);
        new Site(platform, 's', given);
        new Domain(platform, 'd', given);
        new DataTier(platform, 't', given);
        new Edge(platform, 'e', given);
        new DnsZone(platform, 'z', given);
        new ExternalHost(platform, 'h', given);
        new Secret(platform, 'k', given);
        new Registry(platform, 'r', given);
        new MultiRegionFailover(platform, 'f', given);
        new ClinicalService(clinical, 'c', given);
        new Worker(clinical, 'w', given);
        new ScheduledTask(clinical, 'j', given);
        new ReleaseTask(clinical, 'm', given);
        new VolumeClaim(clinical, 'v', given);
        new Addition(clinical, 'a', given);
        for (const kind of ['postgres', 'mysql', 'mongodb', 'redis', 'kafka', 'bucket', 'rabbitmq', 'opensearch', 'auditTrail'] as const)
          stores[kind](kind, given);
        kafka.topic('o', given);
      });
    for (const props of [undefined, null, 'x', {}]) {
      const said = messagesOf(nothing(props)).filter(text => text.endsWith('[shapes]'));
      expect(said.length).toBeGreaterThan(15);
    }
  });
});

describe('what nobody knows', () => {
  findsExactly([
    {
      what: 'a property that is misspelt',
      declare: () => aWard({ ehr: untyped({ criticalty: 'clinical' }) }),
      expect: ['clinical.ehr.criticalty: must be a property that there is, got "criticalty"; take it out, or did you mean criticality [shapes]'],
    },
    {
      what: '[X3] one with a value that is for nobody to see',
      declare: () => aWard({ records: untyped({ password: 'hunter2' }) }),
      expect: ['stores.records.password: must be a property that there is, got "password"; take it out, or did you mean passwordRotation [shapes]'],
    },
    {
      what: 'one of a few',
      declare: () => aWard({ ehr: { stop: untyped({ drian: seconds(10) }) } }),
      expect: ['clinical.ehr.stop.drian: must be one of drain, grace, got "drian"; correct the name [shapes]'],
    },
    {
      what: 'one of what a function makes',
      declare: () => aWard({ hosting: untyped({ regoin: 'eu-west-1' }) }),
      expect: ['sites.dublin.hosting.regoin: must be a property that there is, got "regoin"; take it out, or did you mean region [shapes]'],
    },
    {
      what: '[X2] one of the objects to which reading is narrowed',
      declare: () => aWard({}, ({ stores, ehr }) => ehr.reads(stores.bucket('scans', { holds: ['phi'] }), untyped({ prefix: 'scans/', suffix: '.dcm' }))),
      expect: ['clinical.ehr.reads(stores.scans).suffix: must be one of prefix, got "suffix"; correct the name [shapes]'],
    },
  ]);
});

describe('what no other rule has a word for', () => {
  findsExactly([
    {
      what: 'a number where a text is wanted',
      declare: () => aWard({ ehr: { ports: { stream: untyped({ port: 9090, protocol: 'grpc', public: true }) } } }),
      expect: ['clinical.ehr.ports.stream.public: must be one of port, protocol, got "public"; correct the name [shapes]'],
    },
  ]);
});

describe('an image of a registry', () => {
  const images = (declare: (registry: Registry) => unknown) => () =>
    aWard({}, ({ platform }) => declare(new Registry(platform, 'images', { account: '123456789012' })));
  findsExactly([
    {
      what: 'of a version that is none',
      declare: images(registry => registry.image('ehr', untyped(undefined))),
      expect: ['registries.images.image("ehr"): must be a text, got nothing; correct it [shapes]'],
    },
    {
      what: 'of another registry, of a version that is none',
      declare: images(registry => registry.upstream('quay', 'jetstack/cert-manager', untyped(1.2))),
      expect: expect.arrayContaining([
        'registries.images.upstream("quay/jetstack/cert-manager"): must be a text, got 1.2; correct it [shapes]',
      ]) as unknown as readonly string[],
    },
  ]);
});

describe('what stands nowhere', () => {
  it.each<readonly [string, () => unknown, string]>([
    ['in nothing', () => new Domain(untyped(null), 'clinical', untyped({})), 'clinical: must stand in a platform, got nothing; give it as the first argument'],
    [
      'in a text',
      () => new Site(untyped('ward'), 'dublin', untyped({})),
      'dublin: must stand in a platform, got a value of type string; give it as the first argument',
    ],
    [
      'in what is too large for it',
      () => aWard({}, ({ platform }) => new Worker(untyped(platform), 'notifier', untyped({}))),
      'notifier: must stand in a domain, got a platform; give it as the first argument',
    ],
  ])('%s', (_, declare, message) => {
    expect(declare).toThrow(new DeclarationError(message));
  });
});
