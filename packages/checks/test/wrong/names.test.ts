import { Edge, ExternalHost, MultiRegionFailover, ScheduledTask } from '@clinfra/core';
import { aSite, aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const LONG = 'a-name-that-goes-on-and-on-until-it-no-longer-fits-a-label-of-dns';

describe('names that are refused', () => {
  findsExactly([
    {
      what: 'a service with capitals',
      declare: () => aWard({ names: { ehr: 'Ehr' } }),
      expect: ['clinical.Ehr.name: must be lowercase letters, digits and hyphens, with a letter first and no hyphen last, got "Ehr"; rename it [names]'],
    },
    {
      what: 'a service that begins with a digit',
      declare: () => aWard({ names: { ehr: '1ehr' } }),
      expect: ['clinical.1ehr.name: must be lowercase letters, digits and hyphens, with a letter first and no hyphen last, got "1ehr"; rename it [names]'],
    },
    {
      what: 'a service that ends with a hyphen',
      declare: () => aWard({ names: { ehr: 'ehr-' } }),
      expect: ['clinical.ehr-.name: must be lowercase letters, digits and hyphens, with a letter first and no hyphen last, got "ehr-"; rename it [names]'],
    },
    {
      what: 'a service with a dot',
      declare: () => aWard({ names: { ehr: 'ehr.v2' } }),
      expect: ['clinical.ehr.v2.name: must be lowercase letters, digits and hyphens, with a letter first and no hyphen last, got "ehr.v2"; rename it [names]'],
    },
    {
      what: 'a service without a name',
      declare: () => aWard({ names: { ehr: '' } }),
      expect: ['clinical..name: must be lowercase letters, digits and hyphens, with a letter first and no hyphen last, got ""; rename it [names]'],
    },
    {
      what: 'a service whose name would forge a line',
      declare: () => aWard({ names: { ehr: 'ehr\nall is well' } }),
      expect: [
        'clinical.ehr\\u{a}all is well.name: must be lowercase letters, digits and hyphens, with a letter first and no hyphen last, got "ehr\\nall is well"; rename it [names]',
      ],
    },
    {
      what: 'a worker with an underscore',
      declare: () => aWard({ names: { notifier: 'sms_notifier' } }),
      expect: [
        'clinical.sms_notifier.name: must be lowercase letters, digits and hyphens, with no hyphen first or last, got "sms_notifier"; rename it [names]',
      ],
    },
    {
      what: 'a domain with a space',
      declare: () => aWard({ names: { clinical: 'clinical care' } }),
      expect: ['clinical care.name: must be lowercase letters, digits and hyphens, with no hyphen first or last, got "clinical care"; rename it [names]'],
    },
    {
      what: 'a domain that begins with a hyphen',
      declare: () => aWard({ names: { clinical: '-clinical' } }),
      expect: ['-clinical.name: must be lowercase letters, digits and hyphens, with no hyphen first or last, got "-clinical"; rename it [names]'],
    },
    {
      what: "a domain that is Kubernetes' own",
      declare: () => aWard({ names: { clinical: 'kube-system' } }),
      expect: ['kube-system.name: must not be a namespace of the cluster itself, got "kube-system"; name the domain otherwise [names]'],
    },
    {
      what: 'a domain that is the default namespace',
      declare: () => aWard({ names: { clinical: 'default' } }),
      expect: ['default.name: must not be a namespace of the cluster itself, got "default"; name the domain otherwise [names]'],
    },
    {
      what: "a domain that is the mesh's",
      declare: () => aWard({ names: { clinical: 'istio-system' } }),
      expect: ['istio-system.name: must not be a namespace of the cluster itself, got "istio-system"; name the domain otherwise [names]'],
    },
    {
      what: 'a platform with capitals',
      declare: () => aWard({ names: { platform: 'Ward' } }),
      expect: ['Ward.name: must be lowercase letters, digits and single hyphens, with a letter first and no hyphen last, got "Ward"; rename it [names]'],
    },
    {
      what: 'a platform that begins with a digit',
      declare: () => aWard({ names: { platform: '2ward' } }),
      expect: ['2ward.name: must be lowercase letters, digits and single hyphens, with a letter first and no hyphen last, got "2ward"; rename it [names]'],
    },
    {
      what: 'a site with two hyphens in a row',
      declare: () => aWard({ names: { site: 'dublin--north' } }),
      expect: [
        'sites.dublin--north.name: must be lowercase letters, digits and single hyphens, with a letter first and no hyphen last, got "dublin--north"; rename it [names]',
      ],
    },
    {
      what: 'a site with an accent',
      declare: () => aWard({ names: { site: 'düblin' } }),
      expect: [
        'sites.düblin.name: must be lowercase letters, digits and single hyphens, with a letter first and no hyphen last, got "düblin"; rename it [names]',
      ],
    },
    {
      what: 'a tier with an underscore',
      declare: () => aWard({ names: { stores: 'data_stores' } }),
      expect: ['data_stores.name: must be lowercase letters, digits and hyphens, with no hyphen first or last, got "data_stores"; rename it [names]'],
    },
    {
      what: 'a database that begins with a digit',
      declare: () => aWard({ names: { records: '3records' } }),
      expect: [
        'stores.3records.name: must be lowercase letters, digits and single hyphens, with a letter first and no hyphen last, got "3records"; rename it [names]',
      ],
    },
    {
      what: 'a cache with two hyphens in a row',
      declare: () => aWard({ names: { sessions: 'my--sessions' } }),
      expect: [
        'stores.my--sessions.name: must be lowercase letters, digits and single hyphens, with a letter first and no hyphen last, got "my--sessions"; rename it [names]',
      ],
    },
    {
      what: 'a Kafka cluster with an underscore',
      declare: () => aWard({ names: { kafka: 'the_bus' } }),
      expect: [
        'stores.the_bus.name: must be lowercase letters, digits and single hyphens, with a letter first and no hyphen last, got "the_bus"; rename it [names]',
      ],
    },
    {
      what: 'a topic with a slash',
      declare: () => aWard({ names: { events: 'ward/admissions' } }),
      expect: [
        'stores.bus.ward/admissions.name: must be letters, digits, dots, underscores and hyphens, with a letter first, got "ward/admissions"; rename it [names]',
      ],
    },
    {
      what: "a topic that is Kafka's own",
      declare: () => aWard({ names: { events: '__consumer_offsets' } }),
      expect: [
        'stores.bus.__consumer_offsets.name: must be letters, digits, dots, underscores and hyphens, with a letter first, got "__consumer_offsets"; rename it [names]',
      ],
    },
    {
      what: 'a topic that begins with a digit',
      declare: () => aWard({ names: { events: '2026-admissions' } }),
      expect: [
        'stores.bus.2026-admissions.name: must be letters, digits, dots, underscores and hyphens, with a letter first, got "2026-admissions"; rename it [names]',
      ],
    },
    {
      what: 'an edge with capitals',
      declare: () =>
        aWard({}, ({ platform, clinical, ehr }) => new Edge(platform, 'Public', { domain: clinical, host: 'api.ward.ie', issuer: 'letsencrypt' }).exposes(ehr)),
      expect: ['Public.name: must be lowercase letters, digits and hyphens, with a letter first and no hyphen last, got "Public"; rename it [names]'],
    },
    {
      what: 'an external host that is named by its address',
      declare: () => aWard({}, ({ platform }) => new ExternalHost(platform, 'sms.example.ie', { host: 'sms.example.ie' })),
      expect: ['sms.example.ie.name: must be lowercase letters, digits and hyphens, with no hyphen first or last, got "sms.example.ie"; rename it [names]'],
    },
    {
      what: 'a failover with a space',
      declare: () =>
        aWard({ platform: { residency: { phi: ['IE', 'DE'] } } }, ({ platform, site }) => {
          new MultiRegionFailover(platform, 'fail over', { active: site, standby: aSite(platform, 'frankfurt', { region: 'eu-central-1' }) });
        }),
      expect: ['fail over.name: must be lowercase letters, digits and hyphens, with no hyphen first or last, got "fail over"; rename it [names]'],
    },
    {
      what: 'a scheduled task with capitals',
      declare: () => aWard({}, ({ clinical }) => new ScheduledTask(clinical, 'Nightly', { image: 'registry.example/nightly:1', schedule: '0 2 * * *' })),
      expect: ['clinical.Nightly.name: must be lowercase letters, digits and hyphens, with no hyphen first or last, got "Nightly"; rename it [names]'],
    },
    {
      what: 'an environment that is none',
      declare: () => aWard({ platform: { environment: untyped('prod') } }),
      expect: [
        'ward.environment: must be development, staging or production, alone or with a variant such as production-onprem, got "prod"; correct the environment [names]',
      ],
    },
    {
      what: 'an environment whose variant is no label',
      declare: () => aWard({ platform: { environment: 'production-On Prem' } }),
      expect: [
        'ward.environment: must be development, staging or production, alone or with a variant such as production-onprem, got "production-On Prem"; correct the environment [names]',
      ],
    },
  ]);
});

describe('names that are too long', () => {
  findsExactly([
    {
      what: 'a service',
      declare: () => aWard({ names: { ehr: LONG } }),
      expect: [
        'clinical.a-name-that-goes-on-and-on-until-it-no-longer-fits-a-label-of-dns.name: must have at most 63 characters, got 65; shorten it [name-length]',
      ],
    },
    {
      what: 'a domain',
      declare: () => aWard({ names: { clinical: LONG } }),
      expect: ['a-name-that-goes-on-and-on-until-it-no-longer-fits-a-label-of-dns.name: must have at most 63 characters, got 65; shorten it [name-length]'],
    },
    {
      what: 'a scheduled task, whose jobs get a suffix',
      declare: () => aWard({}, ({ clinical }) => new ScheduledTask(clinical, 'a'.repeat(53), { image: 'registry.example/nightly:1', schedule: '0 2 * * *' })),
      expect: ['clinical.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.name: must have at most 52 characters, got 53; shorten it [name-length]'],
    },
    {
      what: 'a topic',
      declare: () => aWard({ names: { events: 'a'.repeat(250) } }),
      expect: [
        'stores.bus.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.name: must have at most 249 characters, got 250; shorten it [name-length]',
      ],
    },
    {
      what: 'a cache together with its platform and site',
      declare: () => aWard({ names: { sessions: 'sessions-of-physicians' } }),
      expect: [
        'stores.sessions-of-physicians.name: must have at most 32 characters together with platform and site, got 34 in ward-dublin-sessions-of-physicians; shorten the name of the store, the site or the platform [name-length]',
      ],
    },
    {
      what: 'a database together with its platform and site',
      declare: () => aWard({ names: { records: 'records-of-everything-that-was-ever-done-here' } }),
      expect: [
        'stores.records-of-everything-that-was-ever-done-here.name: must have at most 55 characters together with platform and site, got 57 in ward-dublin-records-of-everything-that-was-ever-done-here; shorten the name of the store, the site or the platform [name-length]',
      ],
    },
    {
      what: 'a Kafka cluster together with its platform and site',
      declare: () => aWard({ names: { kafka: 'bus-for-everything-that-has-happened-to-anyone' } }),
      expect: [
        'stores.bus-for-everything-that-has-happened-to-anyone.name: must have at most 56 characters together with platform and site, got 58 in ward-dublin-bus-for-everything-that-has-happened-to-anyone; shorten the name of the store, the site or the platform [name-length]',
      ],
    },
    {
      what: 'a cache at the site to which it would fail over',
      declare: () =>
        aWard({ names: { sessions: 'sessions-of-staff' } }, ({ platform, site }) => {
          const standby = aSite(platform, 'dublin-north', {}, { zones: ['eu-west-1d'] });
          new MultiRegionFailover(platform, 'failover', { active: site, standby });
        }),
      expect: [
        'stores.sessions-of-staff.name: must have at most 32 characters together with platform and site, got 35 in ward-dublin-north-sessions-of-staff; shorten the name of the store, the site or the platform [name-length]',
      ],
    },
  ]);
});

describe('owners', () => {
  findsExactly([
    {
      what: 'a platform of nobody',
      declare: () => aWard({ platform: { owner: '' } }),
      expect: ['ward.owner: must name who answers, in at most 256 letters, digits, spaces and _.:/=+-@, got ""; name the team [owner]'],
    },
    {
      what: 'a domain of nobody',
      declare: () => aWard({ clinical: { owner: '  ' } }),
      expect: ['clinical.owner: must name who answers, in at most 256 letters, digits, spaces and _.:/=+-@, got "  "; name the team [owner]'],
    },
    {
      what: 'an owner that no tag can carry',
      declare: () => aWard({ clinical: { owner: 'care & cure <team>' } }),
      expect: ['clinical.owner: must name who answers, in at most 256 letters, digits, spaces and _.:/=+-@, got "care & cure <team>"; name the team [owner]'],
    },
    {
      what: 'an owner that is no text',
      declare: () => aWard({ platform: { owner: 7 } }),
      expect: ['ward.owner: must name who answers, in at most 256 letters, digits, spaces and _.:/=+-@, got 7; name the team [owner]'],
    },
  ]);
});
