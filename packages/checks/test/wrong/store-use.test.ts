import { aPlatform } from '../../../../test/fixtures/a-platform';
import { aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

describe('the use of stores', () => {
  findsExactly([
    {
      what: 'a database that nobody uses',
      declare: () => aWard({}, ({ stores }) => stores.postgres('archive', { holds: ['audit'] })),
      expect: ['warning: stores.archive: must be used by a workload, got no edge to it; let a workload read or write it, or remove it [store-use]'],
    },
    {
      what: 'a cache that nobody uses',
      declare: () => aWard({}, ({ stores }) => stores.redis('rates', { holds: ['operational'] })),
      expect: ['warning: stores.rates: must be used by a workload, got no edge to it; let a workload read or write it, or remove it [store-use]'],
    },
    {
      what: 'a cluster without topics',
      declare: () => aWard({}, ({ stores }) => stores.kafka('quiet', { holds: ['operational'] })),
      expect: ['warning: stores.quiet: must have a topic, got none; add one, or remove the cluster [store-use]'],
    },
    {
      what: 'a topic that nobody uses',
      declare: () => aWard({}, ({ kafka }) => kafka.topic('discharges', { partitions: 4, key: 'id', holds: ['phi'] })),
      expect: [
        'warning: stores.bus.discharges: must be used by a workload, got no edge to it; let a workload publish to it or consume it, or remove it [store-use]',
      ],
    },
    {
      what: 'a topic that nobody consumes',
      declare: () => aWard({}, ({ kafka, ehr }) => ehr.publishes(kafka.topic('discharges', { partitions: 4, key: 'id', holds: ['phi'] }))),
      expect: ['warning: stores.bus.discharges: must be consumed by a workload, got publishers only; add the other end, or remove the topic [store-use]'],
    },
    {
      what: 'a topic that nobody publishes to',
      declare: () => aWard({}, ({ kafka, notifier }) => notifier.consumes(kafka.topic('discharges', { partitions: 4, key: 'id', holds: ['phi'] }))),
      expect: ['warning: stores.bus.discharges: must be published to by a workload, got consumers only; add the other end, or remove the topic [store-use]'],
    },
    {
      what: 'writing to what is read-only',
      declare: () => aWard({ records: { access: 'read-only' } }),
      expect: [
        "clinical.ehr.writes: must leave what is declared read-only unchanged, got stores.records; read or consume it only, or declare it 'read-write' [store-use]",
      ],
    },
    {
      what: 'publishing to what is read-only',
      declare: () => aWard({ kafka: { access: 'read-only' } }),
      expect: [
        "clinical.ehr.publishes: must leave what is declared read-only unchanged, got stores.bus.admissions; read or consume it only, or declare it 'read-write' [store-use]",
      ],
    },
    {
      what: 'reading a topic',
      declare: () => aWard({}, ({ ehr, events }) => ehr.reads(untyped(events))),
      expect: [
        'clinical.ehr.reads: must lead to a database, cache, bucket or OpenSearch, got topic stores.bus.admissions; use the method that fits it [store-use]',
      ],
    },
    {
      what: 'reading a Kafka cluster',
      declare: () => aWard({}, ({ ehr, kafka }) => ehr.reads(untyped(kafka))),
      expect: ['clinical.ehr.reads: must lead to a database, cache, bucket or OpenSearch, got kafka stores.bus; use the method that fits it [store-use]'],
    },
    {
      what: 'publishing to a cache',
      declare: () => aWard({}, ({ ehr, sessions }) => ehr.publishes(untyped(sessions))),
      expect: ['clinical.ehr.publishes: must lead to a topic or an exchange, got redis stores.sessions; use the method that fits it [store-use]'],
    },
    {
      what: 'consuming a service',
      declare: () => aWard({}, ({ notifier, ehr }) => notifier.consumes(untyped(ehr))),
      expect: ['clinical.notifier.consumes: must lead to a topic or a queue, got clinical service clinical.ehr; use the method that fits it [store-use]'],
    },
    {
      what: 'calling a worker',
      declare: () => aWard({}, ({ notifier, ehr }) => ehr.calls(untyped(notifier))),
      expect: ['clinical.ehr.calls: must lead to a service with a port, got worker clinical.notifier; use the method that fits it [store-use]'],
    },
    {
      what: 'calling a database',
      declare: () => aWard({}, ({ ehr, records }) => ehr.calls(untyped(records))),
      expect: ['clinical.ehr.calls: must lead to a service with a port, got postgres stores.records; use the method that fits it [store-use]'],
    },
    {
      what: 'reaching a service of the platform',
      declare: () => aWard({}, ({ notifier, ehr }) => notifier.reaches(untyped(ehr))),
      expect: ['clinical.notifier.reaches: must lead to an external host, got clinical service clinical.ehr; use the method that fits it [store-use]'],
    },
    {
      what: 'calling a site',
      declare: () => aWard({}, ({ notifier, site }) => notifier.calls(untyped(site))),
      expect: ['clinical.notifier.calls: must lead to a service with a port, got site sites.dublin; use the method that fits it [store-use]'],
    },
    {
      what: 'reading nothing',
      declare: () => aWard({}, ({ ehr }) => ehr.reads(untyped(undefined))),
      expect: ['clinical.ehr.reads: must lead to something declared on platform ward, got nothing; pass what was declared there [store-use]'],
    },
    {
      what: 'reading a store by its name',
      declare: () => aWard({}, ({ ehr }) => ehr.reads(untyped('records'))),
      expect: ['clinical.ehr.reads: must lead to something declared on platform ward, got "records"; pass what was declared there [store-use]'],
    },
    {
      what: "reading another platform's store",
      declare: () => aWard({}, ({ ehr }) => ehr.reads(aPlatform().records)),
      expect: [
        'clinical.ehr.reads: must lead to something declared on platform ward, got stores.records of another platform; pass what was declared there [store-use]',
      ],
    },
    {
      what: "calling another platform's service",
      declare: () => aWard({}, ({ ehr }) => ehr.calls(aPlatform().ehr)),
      expect: [
        'clinical.ehr.calls: must lead to something declared on platform ward, got clinical.ehr of another platform; pass what was declared there [store-use]',
      ],
    },
  ]);
});
