import { cores, gib, percent, ScheduledTask, seconds, Worker } from '@clinfra/core';
import { aWard, QUOTA, untyped, type WardChanges } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const scaled = (scale: NonNullable<WardChanges['ehr']>['scale'] & object) => aWard({ ehr: { scale } });

describe('figures of workloads', () => {
  const task = (props: object) =>
    aWard({}, ({ clinical }) => new ScheduledTask(clinical, 'nightly', { image: 'registry.example/nightly:1', schedule: '0 2 * * *', ...props }));
  findsExactly([
    {
      what: 'port zero',
      declare: () => aWard({ ehr: { port: 0 } }),
      expect: ['clinical.ehr.port: must be a whole number from 1 to 65535, got 0; write the port [figures]'],
    },
    {
      what: 'a port above all',
      declare: () => aWard({ ehr: { port: 65_536 } }),
      expect: ['clinical.ehr.port: must be a whole number from 1 to 65535, got 65536; write the port [figures]'],
    },
    {
      what: 'a port in quotes',
      declare: () => aWard({ ehr: { port: untyped('4001') } }),
      expect: ['clinical.ehr.port: must be a whole number from 1 to 65535, got "4001"; write the port [figures]'],
    },
    {
      what: 'no port',
      declare: () => aWard({ ehr: { port: untyped(undefined) } }),
      expect: ['clinical.ehr.port: must be a whole number from 1 to 65535, got nothing; write the port [figures]'],
    },
    {
      what: 'a probe without pause',
      declare: () => aWard({ ehr: { probes: { liveness: { period: seconds(0) } } } }),
      expect: ['clinical.ehr.probes.liveness.period: must be a length of time of at least 1s, got 0s; write it as seconds(5) [figures]'],
    },
    {
      what: 'a probe that no wrong answer fails',
      declare: () => aWard({ ehr: { probes: { readiness: { failures: 0 } } } }),
      expect: ['clinical.ehr.probes.readiness.failures: must be a whole number of at least 1, got 0; allow one wrong answer at least [figures]'],
    },
    {
      what: 'a probe that waits a plain number',
      declare: () => aWard({ ehr: { probes: { startup: { initialDelay: untyped(10) } } } }),
      expect: ['clinical.ehr.probes.startup.initialDelay: must be a length of time of at least 0s, got 10; write it as seconds(10) [figures]'],
    },
    {
      what: 'a probe of a path without its slash',
      declare: () => aWard({ ehr: { probes: { startup: { path: 'health' } } } }),
      expect: ['clinical.ehr.probes.startup.path: must begin with / and hold only what a URL may, got "health"; write it as /health [probes]'],
    },
    {
      what: 'a probe of a path with a query',
      declare: () => aWard({ ehr: { probes: { readiness: { path: '/health?deep=1' } } } }),
      expect: ['clinical.ehr.probes.readiness.path: must begin with / and hold only what a URL may, got "/health?deep=1"; write it as /health [probes]'],
    },
    {
      what: 'a run that may hardly be late',
      declare: () => task({ startDeadline: seconds(9) }),
      expect: ['clinical.nightly.startDeadline: must be a length of time of at least 10s, got 9s; write it as minutes(5) [figures]'],
    },
    {
      what: 'a run that may take no time',
      declare: () => task({ timeLimit: seconds(0) }),
      expect: ['clinical.nightly.timeLimit: must be a length of time of at least 1s, got 0s; write it as hours(1) [figures]'],
    },
    {
      what: 'a run that is tried again without end',
      declare: () => task({ retries: 11 }),
      expect: ['clinical.nightly.retries: must be a whole number from 0 to 10, got 11; try again a few times at most [figures]'],
    },
    {
      what: 'a run of whose failures none is kept',
      declare: () => task({ history: { failed: 0 } }),
      expect: ['clinical.nightly.history.failed: must be a whole number from 1 to 100, got 0; keep one at least, or nobody sees why it failed [figures]'],
    },
    {
      what: 'a part of an ended run',
      declare: () => task({ history: { successful: 0.5 } }),
      expect: ['clinical.nightly.history.successful: must be a whole number from 0 to 100, got 0.5; keep a few [figures]'],
    },
    {
      what: 'runs that do something else when two are due',
      declare: () => task({ concurrency: 'Forbid' }),
      expect: ['clinical.nightly.concurrency: must be one of forbid, replace, allow, got "Forbid"; choose one of them [choices]'],
    },
    {
      what: 'a run that takes a size',
      declare: () => task({ timeLimit: gib(1) }),
      expect: ['clinical.nightly.timeLimit: must be a length of time of at least 1s, got 1Gi; write it as hours(1) [figures]'],
    },
    {
      what: 'a criticality that is none',
      declare: () => aWard({ ehr: { criticality: untyped('important') } }),
      expect: ['clinical.ehr.criticality: must be one of life-critical, clinical, operational, batch, got "important"; choose one of them [choices]'],
    },
    {
      what: 'a worker of no criticality known',
      declare: () =>
        aWard(
          {},
          ({ clinical }) => new Worker(clinical, 'desk', { image: 'registry.example/desk:1', criticality: untyped('CLINICAL'), scale: { min: 2, max: 2 } }),
        ),
      expect: ['clinical.desk.criticality: must be one of life-critical, clinical, operational, batch, got "CLINICAL"; choose one of them [choices]'],
    },
  ]);
});

describe('quantities', () => {
  findsExactly([
    {
      what: 'less than no processor time',
      declare: () => aWard({ clinical: { quota: { ...QUOTA, cpu: cores(-1) } } }),
      expect: ['clinical.quota.cpu: must be zero or more, got cores(-1); correct the figure [quantity]'],
    },
    {
      what: 'memory that is no number',
      declare: () => aWard({ clinical: { quota: { ...QUOTA, memory: gib(Number.NaN) } } }),
      expect: ['clinical.quota.memory: must be a whole number of bytes, got gib(NaN); correct the figure [quantity]'],
    },
    {
      what: 'storage without end',
      declare: () => aWard({ clinical: { quota: { ...QUOTA, storage: gib(Number.POSITIVE_INFINITY) } } }),
      expect: ['clinical.quota.storage: must be a whole number of bytes, got gib(Infinity); correct the figure [quantity]'],
    },
    {
      what: 'a part of a thousandth of a core',
      declare: () => aWard({ clinical: { limits: { max: { cpu: cores(1.0005), memory: gib(4) } } } }),
      expect: ['clinical.limits.max.cpu: must be a whole number of millicores, got cores(1.0005); correct the figure [quantity]'],
    },
    {
      what: 'a probe that asks before it asks',
      declare: () => aWard({ ehr: { probes: { startup: { period: seconds(-5) } } } }),
      expect: ['clinical.ehr.probes.startup.period: must be zero or more, got seconds(-5); correct the figure [quantity]'],
    },
    {
      what: 'a target below nothing',
      declare: () => scaled({ min: 3, max: 9, cpu: percent(-70) }),
      expect: ['clinical.ehr.scale.cpu: must be zero or more, got percent(-70); correct the figure [quantity]'],
    },
    {
      what: 'a request that is no number',
      declare: () => aWard({ ehr: { size: { requests: { cpu: cores(Number.NaN), memory: gib(1) }, limits: { cpu: cores(1), memory: gib(1) } } } }),
      expect: ['clinical.ehr.size.requests.cpu: must be a whole number of millicores, got cores(NaN); correct the figure [quantity]'],
    },
    {
      what: 'an amount in quotes',
      declare: () => aWard({ records: { storage: gib(untyped('100')) } }),
      expect: ['stores.records.storage: must be a whole number of bytes, got gib("100"); correct the figure [quantity]'],
    },
    {
      what: 'an objective below nothing',
      declare: () => aWard({ platform: { objectives: { availability: percent(-1), rto: seconds(-1), rpo: seconds(-2) } } }),
      expect: [
        'ward.objectives.availability: must be zero or more, got percent(-1); correct the figure [quantity]',
        'ward.objectives.rpo: must be zero or more, got seconds(-2); correct the figure [quantity]',
        'ward.objectives.rto: must be zero or more, got seconds(-1); correct the figure [quantity]',
      ],
    },
  ]);
});
