import { type ClinicalService, DataTier, Edge, ExternalHost, type Topic, Worker } from '@clinfra/core';
import { aDomain, aService, aSite, aWard } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const TOPIC = { partitions: 4, key: 'facility_id', holds: ['phi'] } as const;

describe('names that are taken', () => {
  findsExactly([
    {
      what: 'two services of a domain',
      declare: () => aWard({}, ({ clinical }) => aService(clinical, 'ehr')),
      expect: [
        'clinical.ehr.name: must be unique among the workloads of clinical, got "ehr", one of 2 with the first at clinical.ehr; rename all but one [duplicates]',
      ],
    },
    {
      what: 'three services of a domain',
      declare: () => aWard({}, ({ clinical }) => [aService(clinical, 'ehr'), aService(clinical, 'ehr')]),
      expect: [
        'clinical.ehr.name: must be unique among the workloads of clinical, got "ehr", one of 3 with the first at clinical.ehr; rename all but one [duplicates]',
      ],
    },
    {
      what: 'a service and a worker of a domain',
      declare: () => aWard({}, ({ clinical }) => aService(clinical, 'notifier')),
      expect: [
        'clinical.notifier.name: must be unique among the workloads of clinical, got "notifier", one of 2 with the first at clinical.notifier; rename all but one [duplicates]',
      ],
    },
    {
      what: 'two domains',
      declare: () => aWard({}, ({ platform }) => aDomain(platform, 'clinical')),
      expect: ['clinical.name: must be unique among domains, got "clinical", one of 2 with the first at clinical; rename all but one [duplicates]'],
    },
    {
      what: 'two sites',
      declare: () => aWard({}, ({ platform }) => aSite(platform, 'dublin')),
      expect: ['sites.dublin.name: must be unique among sites, got "dublin", one of 2 with the first at sites.dublin; rename all but one [duplicates]'],
    },
    {
      what: 'two tiers',
      declare: () => aWard({}, ({ platform }) => new DataTier(platform, 'stores')),
      expect: ['stores.name: must be unique among data tiers, got "stores", one of 2 with the first at stores; rename all but one [duplicates]'],
    },
    {
      what: 'stores of two tiers, because the cloud knows no tiers',
      declare: () => aWard({}, ({ platform, ehr }) => ehr.reads(new DataTier(platform, 'more').redis('records', { holds: ['phi'] }))),
      expect: [
        'clinical.ehr.reads: must give each target variables of its own, got RECORDS_PORT for stores.records and more.records; rename one of them [variables]',
        'clinical.ehr.reads: must give each target variables of its own, got RECORDS_READER_HOST for stores.records and more.records; rename one of them [variables]',
        'clinical.ehr.reads: must give each target variables of its own, got RECORDS_USER for stores.records and more.records; rename one of them [variables]',
        'stores.records.name: must be unique among the stores of all tiers, got "records", one of 2 with the first at more.records; rename all but one [duplicates]',
      ],
    },
    {
      what: 'two topics of a cluster',
      declare: () => aWard({}, ({ kafka, ehr, notifier }) => share(kafka.topic('admissions', TOPIC), ehr, notifier)),
      expect: [
        'clinical.ehr.publishes: must give each target variables of its own, got ADMISSIONS_TOPIC for stores.bus.admissions and stores.bus.admissions; rename one of them [variables]',
        'clinical.notifier.consumes: must give each target variables of its own, got ADMISSIONS_TOPIC for stores.bus.admissions and stores.bus.admissions; rename one of them [variables]',
        'stores.bus.admissions.name: must be unique among the topics of stores.bus, got "admissions", one of 2 with the first at stores.bus.admissions; rename all but one [duplicates]',
      ],
    },
    {
      what: 'two topics that differ in a dot',
      declare: () =>
        aWard({ names: { events: 'ward_admissions' } }, ({ kafka, clinical }) => {
          share(
            kafka.topic('ward.admissions', TOPIC),
            aService(clinical, 'intake'),
            new Worker(clinical, 'desk', { image: 'registry.example/desk:1', scale: { min: 2, max: 4 } }),
          );
        }),
      expect: [
        'stores.bus.ward_admissions.name: must be unique among the topics of stores.bus, got "ward_admissions", one of 2 with the first at stores.bus.ward.admissions; rename all but one [duplicates]',
      ],
    },
    {
      what: 'two edges',
      declare: () =>
        aWard({}, ({ platform, clinical, ehr }) => {
          new Edge(platform, 'public', { domain: clinical, host: 'a.ward.ie', issuer: 'letsencrypt' }).exposes(ehr);
          new Edge(platform, 'public', { domain: aDomain(platform, 'care'), host: 'b.ward.ie', issuer: 'letsencrypt' }).exposes(aService(clinical, 'intake'));
        }),
      expect: ['public.name: must be unique among edges, got "public", one of 2 with the first at public; rename all but one [duplicates]'],
    },
    {
      what: 'two external hosts',
      declare: () =>
        aWard({}, ({ platform }) => [new ExternalHost(platform, 'sms', { host: 'a.example.ie' }), new ExternalHost(platform, 'sms', { host: 'b.example.ie' })]),
      expect: ['sms.name: must be unique among external hosts, got "sms", one of 2 with the first at sms; rename all but one [duplicates]'],
    },
    {
      what: 'a workload named as the default service account',
      declare: () => aWard({ names: { ehr: 'default' } }),
      expect: [
        'clinical.default.name: must leave names to what has them in its namespace, got default, the service account that every namespace has; rename it [derived-names]',
      ],
    },
    {
      what: 'a workload named as the denying policy',
      declare: () => aWard({ names: { notifier: 'default-deny' } }),
      expect: [
        'clinical.default-deny.name: must leave names to what has them in its namespace, got default-deny, the policy that denies by default; rename it [derived-names]',
      ],
    },
    {
      what: 'a workload named as the policy on names',
      declare: () => aWard({ names: { notifier: 'allow-dns' } }),
      expect: [
        'clinical.allow-dns.name: must leave names to what has them in its namespace, got allow-dns, the policy that admits name resolution; rename it [derived-names]',
      ],
    },
    {
      what: "a workload named as a store's connection",
      declare: () => aWard({ names: { notifier: 'store-records' } }),
      expect: [
        'clinical.store-records.name: must leave names to what has them in its namespace, got store-records, the connection of stores.records; rename it [derived-names]',
      ],
    },
    {
      what: "a workload named as an edge's gateway",
      declare: () =>
        aWard({ names: { ehr: 'public-istio' } }, ({ platform, clinical, ehr }) =>
          new Edge(platform, 'public', { domain: clinical, host: 'api.ward.ie', issuer: 'letsencrypt' }).exposes(ehr),
        ),
      expect: [
        'clinical.public-istio.name: must leave names to what has them in its namespace, got public-istio, the gateway of public; rename it [derived-names]',
      ],
    },
    {
      what: "a workload named as an edge's policy",
      declare: () =>
        aWard({ names: { ehr: 'gateway-public' } }, ({ platform, clinical, ehr }) =>
          new Edge(platform, 'public', { domain: clinical, host: 'api.ward.ie', issuer: 'letsencrypt' }).exposes(ehr),
        ),
      expect: [
        'clinical.gateway-public.name: must leave names to what has them in its namespace, got gateway-public, the policy of public; rename it [derived-names]',
      ],
    },
    {
      what: 'a store and a site whose names run together like those of others',
      declare: () =>
        aWard({ names: { records: 'north-records' } }, ({ platform, stores, ehr }) => {
          aSite(platform, 'dublin-north');
          ehr.reads(stores.redis('records', { holds: ['phi'] }));
        }),
      expect: [
        'stores.records.name: must make a cloud name of its own at each site, got dublin-north-records, which north-records at sites.dublin makes too; rename the store or the site [derived-names]',
      ],
    },
    {
      what: 'an edge and a service whose names run together like those of others',
      declare: () =>
        aWard({}, ({ platform, clinical }) => {
          new Edge(platform, 'public', { domain: clinical, host: 'a.ward.ie', issuer: 'letsencrypt' }).exposes(aService(clinical, 'api-intake'));
          new Edge(platform, 'public-api', { domain: clinical, host: 'b.ward.ie', issuer: 'letsencrypt' }).exposes(aService(clinical, 'intake'));
        }),
      expect: [
        'public-api.name: must make a route name of its own with each service, got public-api-intake, which public with clinical.api-intake makes too; rename the edge or the service [derived-names]',
      ],
    },
  ]);
});

function share(topic: Topic, publisher: ClinicalService, consumer: Worker): void {
  publisher.publishes(topic);
  consumer.consumes(topic);
}
