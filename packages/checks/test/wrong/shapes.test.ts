import type { ClinicalServiceProps } from '@clinfra/core';
import { aWard, untyped, type WardChanges } from '../a-ward';
import { findsExactly } from '../wrong-declarations';
import { wardWith } from './an-aws-edge';

/** A ward with something that is neither a list nor an object, and nothing else is said of it. */
const shaped = (what: string, path: string, list: boolean, changes: WardChanges, got = '"x"') => ({
  what,
  declare: () => aWard(changes),
  expect: [`${path}: must be ${list ? 'a list' : 'an object'}, got ${got}; write it as ${list ? '[...]' : '{ ... }'} [shapes]`],
});
const ehr = (property: keyof ClinicalServiceProps, value: unknown = 'x'): WardChanges => ({ ehr: { [property]: untyped(value) } });

describe('what holds others', () => {
  findsExactly([
    ...(['command', 'arguments', 'writable', 'api'] as const).map(property => shaped(property, `clinical.ehr.${property}`, true, ehr(property))),
    ...(['mounts', 'variables', 'size', 'rateLimit', 'release'] as const).map(property =>
      shaped(property, `clinical.ehr.${property}`, false, ehr(property, null), 'null'),
    ),
    shaped('zones', 'sites.dublin.zones', true, { site: { zones: untyped('x') } }),
    shaped('hosting', 'sites.dublin.hosting', false, { site: { hosting: untyped(null) } }, 'null'),
    shaped('addresses from which an API may be reached', 'sites.dublin.hosting.publicApiFrom', true, { hosting: { publicApiFrom: untyped('x') } }),
    shaped('sites of a domain', 'clinical.sites', true, { clinical: { sites: untyped('x') } }),
    shaped('classes of data', 'stores.records.holds', true, { records: { holds: untyped('x') } }),
    shaped('a proxy', 'stores.records.proxy', false, { records: { proxy: untyped(null) } }, 'null'),
    shaped('hours of a scale', 'clinical.ehr.scale.hours', true, { ehr: { scale: { min: 3, max: 9, hours: untyped('x') } } }),
    shaped('signals of a scale', 'clinical.notifier.scale.signals', true, { notifier: { scale: { min: 2, max: 4, signals: untyped('x') } } }),
    shaped('callers of a service', 'clinical.ehr.exposure.from', true, ehr('exposure', { kind: 'load-balancer', from: 'x' })),
    shaped('countries', 'ward.residency.phi', true, { platform: { residency: { phi: 'x' } } }),
    shaped('a locale', 'ward.locale', false, { platform: { locale: null } }, 'null'),
    ...(
      [
        ['balancer.from', { balancer: { kind: 'application', from: 'x' } }],
        ['firewall.allow', { firewall: { allow: 'x' } }],
        ['firewall.bodies.largeBelow', { firewall: { bodies: { largeBelow: 'x' } } }],
        ['health.regions', { health: { path: '/ehr', regions: 'x' } }],
        ['cdn.caches', { cdn: { caches: { map: () => 'x' } } }],
      ] as const
    ).map(([property, aws]) => ({
      what: `${property} of an edge`,
      declare: () => wardWith(() => untyped(aws)),
      expect: [`public.aws.${property}: must be a list, got "x"; write it as [...] [shapes]`],
    })),
    {
      what: 'an exception that is nothing',
      declare: () => aWard(ehr('security', null)),
      expect: ['clinical.ehr.security: must be an object, got null; leave it out [shapes]'],
    },
    {
      what: 'a need that is nothing',
      declare: () => aWard(ehr('api', [null])),
      expect: ['clinical.ehr.api: must be a list without holes, got null in it; take it out [shapes]'],
    },
  ]);
});
