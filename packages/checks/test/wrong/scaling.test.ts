import {
  DataTier,
  figure,
  type Hours,
  hours,
  kafkaLag,
  keyOf,
  latency,
  minutes,
  percent,
  poolUse,
  rabbitQueue,
  redisList,
  redisStream,
  type Scale,
  Secret,
  type Signal,
  type SiteProps,
  seconds,
  secretsManager,
} from '@clinfra/core';
import { aWard, untyped, type Ward } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const SITE: Partial<SiteProps> = {
  prometheus: { namespace: 'watch', selects: { release: 'prometheus' } },
  keda: {},
  metricsAdapter: {},
  secrets: secretsManager(),
};
const SCALE: Scale = { min: 2, max: 9 };
const DAY: Hours = { from: '08:00', until: '20:00', min: 3 };

/** The scale of `ehr` on a site with everything that scales. */
const scaled = (scale: Partial<Scale>, site = SITE) => aWard({ site, ehr: { metrics: {}, scale: { ...SCALE, ...scale } } });
const during = (...all: readonly Hours[]) => scaled({ hours: all });
/** The scale of `notifier`, which consumes `events`; its signals are made once there is something to refer to. */
const queued = (signals: (ward: Ward) => readonly Signal[], scale: Partial<Scale> = {}) =>
  aWard({ site: SITE, notifier: { metrics: { port: 9464 } } }, ward => {
    Object.assign(ward.notifier.scale, { ...scale, signals: signals(ward) });
  });
const login = ({ platform }: Ward) => {
  const secret = new Secret(platform, 'queues', { keys: ['user', 'password'] });
  return { username: keyOf(secret, 'user'), password: keyOf(secret, 'password') };
};
const jobs = ({ platform }: Ward, name = 'jobs') =>
  new DataTier(platform, `tier-${name}`).redis(name, { holds: ['operational'], existing: { host: 'jobs.example', cidr: '10.9.0.0/28' } });

const another = (kafka: Ward['kafka'], ehr: Ward['ehr']) => {
  const topic = kafka.topic('discharges', { partitions: 4, key: 'facility_id', holds: ['phi'] });
  ehr.publishes(topic);
  return topic;
};
const elsewhere = () => {
  let found: Ward | undefined;
  aWard({}, ward => {
    found = ward;
  });
  if (!found) throw new Error('no other ward');
  return found;
};

describe('hours', () => {
  findsExactly([
    {
      what: 'a beginning that is no time',
      declare: () => during({ ...DAY, from: untyped('8 AM') }),
      expect: ['clinical.ehr.scale.hours[0].from: must be a time from 00:00 to 23:59, got "8 AM"; write it as 08:00 [scale-hours]'],
    },
    {
      what: 'an end after the last minute of the day',
      declare: () => during({ ...DAY, until: '24:00' }),
      expect: ['clinical.ehr.scale.hours[0].until: must be a time from 00:00 to 23:59, got "24:00"; write it as 20:00 [scale-hours]'],
    },
    {
      what: 'hours without length',
      declare: () => during({ ...DAY, until: '08:00' }),
      expect: ['clinical.ehr.scale.hours[0].until: must be another time than from (08:00), got "08:00"; write when they end, or raise scale.min [scale-hours]'],
    },
    {
      what: 'no more pods than at night',
      declare: () => during({ ...DAY, min: 2 }),
      expect: ['clinical.ehr.scale.hours[0].min: must be a whole number above scale.min (2), got 2; raise it, or leave the hours out [scale-hours]'],
    },
    {
      what: 'more pods than there may be',
      declare: () => during({ ...DAY, min: 10 }),
      expect: ['clinical.ehr.scale.hours[0].min: must be at most scale.max (9), got 10; lower it or raise max [scale-hours]'],
    },
    {
      what: 'no day',
      declare: () => during({ ...DAY, days: untyped([]) }),
      expect: ['clinical.ehr.scale.hours[0].days: must name at least one day, got an empty list; write the days, or leave it out for every day [scale-hours]'],
    },
    {
      what: 'an unknown day',
      declare: () => during({ ...DAY, days: [untyped('someday')] }),
      expect: [
        'clinical.ehr.scale.hours[0].days[0]: must be one of sunday, monday, tuesday, wednesday, thursday, friday, saturday, got "someday"; choose one of them [scale-hours]',
      ],
    },
    {
      what: 'a day twice',
      declare: () => during({ ...DAY, days: ['monday', 'monday'] }),
      expect: ['clinical.ehr.scale.hours[0].days[1]: must be named once, got "monday"; leave it out [scale-hours]'],
    },
    {
      what: 'hours that meet',
      declare: () => during(DAY, { from: '19:59', until: '22:00', min: 5 }),
      expect: ['clinical.ehr.scale.hours[1]: must not meet hours[0] (08:00 to 20:00), got 19:59 to 22:00; move one of them, or make them one [scale-hours]'],
    },
    {
      what: 'a night that meets the day after it, over the end of the week',
      declare: () => during({ from: '22:00', until: '06:00', days: ['saturday'], min: 3 }, { from: '05:00', until: '12:00', days: ['sunday'], min: 4 }),
      expect: ['clinical.ehr.scale.hours[1]: must not meet hours[0] (22:00 to 06:00), got 05:00 to 12:00; move one of them, or make them one [scale-hours]'],
    },
  ]);

  it('[A2] may follow each other without a gap, cross midnight, and share their times on other days', () => {
    const declared = during(
      { from: '08:00', until: '20:00', days: ['monday', 'tuesday'], min: 3 },
      { from: '20:00', until: '08:00', days: ['monday'], min: 4 },
      { from: '08:00', until: '20:00', days: ['saturday'], min: 5 },
    );
    expect(messagesOf(declared)).toEqual([]);
  });
});

describe('speeds, targets and what is done in the dark', () => {
  findsExactly([
    {
      what: 'a longer look back than the autoscaler has',
      declare: () => scaled({ down: { after: minutes(61) } }),
      expect: ['clinical.ehr.scale.down.after: must be a length of time from 0s to 1h, got 61m; write it as minutes(5) [figures]'],
    },
    {
      what: 'a longer step than the autoscaler has',
      declare: () => scaled({ up: { every: hours(1) } }),
      expect: ['clinical.ehr.scale.up.every: must be a length of time from 1s to 30m, got 1h; write it as seconds(60) [figures]'],
    },
    {
      what: 'steps of no pod',
      declare: () => scaled({ up: { pods: 0 } }),
      expect: ['clinical.ehr.scale.up.pods: must be a whole number of at least 1, got 0; let one pod come or go at least [figures]'],
    },
    {
      what: 'more taken away than there is',
      declare: () => scaled({ down: { percent: percent(101) } }),
      expect: ['clinical.ehr.scale.down.percent: must be a whole percentage from 1% to 100%, got 101%; write it as percent(10) [scale-range]'],
    },
    {
      what: 'a lower threshold that is none',
      declare: () => scaled({ down: { below: percent(70) } }),
      expect: ['clinical.ehr.scale.down.below: must be less than scale.cpu (70%), got 70%; lower it, or pods would come and go at once [scale-range]'],
    },
    {
      what: 'a lower threshold of what is off',
      declare: () => scaled({ cpu: 'off', down: { below: percent(40) } }),
      expect: ['clinical.ehr.scale.down.below: must be left out where processor time is off, got 40%; leave it out, or give cpu a target [scale-range]'],
    },
    {
      what: 'nothing to go by',
      declare: () => scaled({ cpu: 'off', memory: 'off' }),
      expect: [
        'clinical.ehr.scale: must have something that asks for pods, got processor time and memory off; give one of them a target, or name a signal [scale-range]',
      ],
    },
    {
      what: 'a signal for a number that cannot change',
      declare: () => scaled({ min: 4, max: 4, requests: {} }),
      expect: ['clinical.ehr.scale.max: must be more than min (4) where something asks for pods, got 4; raise max, or leave out what asks [scale-range]'],
    },
    {
      what: 'no request a second',
      declare: () => scaled({ requests: { perPod: 0 } }),
      expect: [
        'clinical.ehr.scale.requests.perPod: must be a whole number of at least 1, got 0; write how many requests in a second one pod answers [figures]',
      ],
    },
    {
      what: 'a counter that counts nothing',
      declare: () => scaled({ requests: { counter: 'requests-per-second' } }),
      expect: [
        'clinical.ehr.scale.requests.counter: must be the name of a metric that ends in _total, got "requests-per-second"; write it as http_requests_total [scale-signals]',
      ],
    },
    {
      what: 'more pods in the dark than there may be',
      declare: () => scaled({ hours: [DAY], fallback: { pods: 10 } }),
      expect: ['clinical.ehr.scale.fallback.pods: must be at most scale.max (9), got 10; lower it or raise max [scale-range]'],
    },
    {
      what: 'no pod in the dark',
      declare: () => scaled({ hours: [DAY], fallback: { pods: 0, failures: 0 } }),
      expect: [
        'clinical.ehr.scale.fallback.failures: must be a whole number of at least 1, got 0; write it as 3 [figures]',
        'clinical.ehr.scale.fallback.pods: must be a whole number of at least 1, got 0; write how many pods there are while nothing is known [scale-range]',
      ],
    },
    {
      what: 'a service without a pod, whatever waits',
      declare: () => scaled({ min: 0, signals: [figure({ metric: 'waiting', perPod: 5 })] }),
      expect: ['clinical.ehr.scale.min: must be at least 1, got 0; keep one pod, for none is an outage [scale-range]'],
    },
    {
      what: 'a worker without a pod that nothing wakes',
      declare: () => queued(() => [figure({ metric: 'waiting', perPod: 5 })], { min: 0 }),
      expect: ['clinical.notifier.scale.min: must be at least 1, got 0; keep one pod, for none is an outage [scale-range]'],
    },
  ]);

  it('[A3] a worker may have no pod while its queue is empty', () => {
    expect(messagesOf(queued(({ events }) => [kafkaLag({ topic: events, perPod: 5 })], { min: 0 }))).toEqual([]);
  });
});

describe('signals', () => {
  findsExactly([
    {
      what: 'the lag of a topic that the worker does not consume',
      declare: () => queued(({ kafka, ehr }) => [kafkaLag({ topic: another(kafka, ehr), perPod: 5 })]),
      expect: [
        'clinical.notifier.scale.signals[0].topic: must be a topic that the workload consumes, got stores.bus.discharges; let it consume the topic, or leave the signal out [scale-signals]',
        'warning: stores.bus.discharges: must be consumed by a workload, got publishers only; add the other end, or remove the topic [store-use]',
      ],
    },
    {
      what: 'the lag of another platform',
      declare: () => queued(() => [kafkaLag({ topic: elsewhere().events, perPod: 5 })]),
      expect: [
        'clinical.notifier.scale.signals[0].topic: must be a topic declared on platform ward, got stores.bus.admissions of another platform; pass what was declared there [scale-signals]',
      ],
    },
    {
      what: 'no message for each pod',
      declare: () => queued(({ events }) => [kafkaLag({ topic: events, perPod: 0 })]),
      expect: ['clinical.notifier.scale.signals[0].perPod: must be a whole number of at least 1, got 0; write how much one pod sees to [scale-signals]'],
    },
    {
      what: 'a consumer group of somebody else',
      declare: () => queued(({ events }) => [kafkaLag({ topic: events, perPod: 5, group: 'billing' })]),
      expect: ['clinical.notifier.scale.signals[0].group: must be notifier, or begin with notifier-, got "billing"; rename the consumer group [scale-signals]'],
    },
    {
      what: 'a list in a cache that the cloud lets nobody into by password',
      declare: () =>
        queued(ward => {
          ward.notifier.reads(ward.sessions);
          return [redisList({ store: ward.sessions, list: 'letters', perPod: 5, login: login(ward) })];
        }),
      expect: [
        'clinical.notifier.scale.signals[0].store: must be a cache to which KEDA can log in, got stores.sessions, which is made on AWS and knows identities alone; show its length as a metric of the workload, and use figure(...) [scale-signals]',
      ],
    },
    {
      what: 'a stream in a cache that the worker does not use',
      declare: () =>
        queued(ward => {
          const store = jobs(ward);
          ward.ehr.writes(store);
          return [redisStream({ store, stream: '', perPod: 5, login: login(ward) })];
        }),
      expect: [
        'clinical.notifier.scale.signals[0].store: must be a cache that the workload reads or writes, got tier-jobs.jobs; let it read or write the cache, or leave the signal out [scale-signals]',
        'clinical.notifier.scale.signals[0].stream: must be a key in the cache, got ""; name the key [scale-signals]',
      ],
    },
    {
      what: 'a queue whose address is written down',
      declare: () => queued(() => [rabbitQueue({ queue: '', perPod: 5, address: untyped(undefined) })]),
      expect: [
        `clinical.notifier.scale.signals[0].address: must be given by reference to a secret, got nothing; write it with keyOf(secret, 'key') [scale-signals]`,
        'clinical.notifier.scale.signals[0].queue: must be the name of a queue, got ""; name the queue [scale-signals]',
      ],
    },
    {
      what: 'a key that the secret does not have',
      declare: () =>
        queued(({ platform }) => [rabbitQueue({ queue: 'q', perPod: 5, address: keyOf(new Secret(platform, 'broker', { keys: ['uri'] }), untyped('url')) })]),
      expect: [
        'clinical.notifier.scale.signals[0]: must take a key of secrets.broker (uri), got "url"; correct it, or add the key to the secret [scale-signals]',
      ],
    },
    {
      what: 'figures that are none',
      declare: () =>
        scaled({
          signals: [
            figure({ metric: 'active appointments', perPod: 0 }),
            poolUse({ inUse: 'used', size: '', target: percent(100) }),
            latency({ target: seconds(0), percentile: percent(100) }),
          ],
        }),
      expect: [
        'clinical.ehr.scale.signals[0].metric: must be the name of a metric, got "active appointments"; write it as active_appointments [scale-signals]',
        'clinical.ehr.scale.signals[0].perPod: must be a number above zero, got 0; write how much one pod sees to [scale-signals]',
        'clinical.ehr.scale.signals[1].size: must be the name of a metric, got ""; write it as active_appointments [scale-signals]',
        'clinical.ehr.scale.signals[1].target: must be a share above 0% and below 100%, got 100%; write it as percent(75) [scale-signals]',
        'clinical.ehr.scale.signals[2].percentile: must be a share above 0% and below 100%, got 100%; write it as percent(95) [scale-signals]',
        'clinical.ehr.scale.signals[2].target: must be a length of time above zero, got 0s; write it as seconds(0.2) [scale-signals]',
      ],
    },
    {
      what: 'what is no signal',
      declare: () => scaled({ signals: [untyped({ kind: 'weather' })] }),
      expect: [
        'clinical.ehr.scale.signals[0]: must be a signal, got an object; make it by kafkaLag, redisList, redisStream, rabbitQueue, figure, poolUse or latency [scale-signals]',
      ],
    },
  ]);
});

describe('what scales', () => {
  findsExactly([
    {
      what: 'hours where there is no KEDA',
      declare: () => scaled({ hours: [DAY] }, {}),
      expect: [
        'clinical.ehr.metrics: must stand where a Prometheus asks for them, as on sites.dublin, got none there; set prometheus on the site, or leave them out [metrics]',
        'clinical.ehr.scale.hours: must stand only where there is KEDA, got sites.dublin, which has none; set keda on that site, or leave it out [scale-ground]',
      ],
    },
    {
      what: 'two thresholds where nobody knows them',
      declare: () => aWard({ ehr: { scale: { ...SCALE, down: { below: percent(40) } } } }),
      expect: [
        'clinical.ehr.scale.down.below: must stand only where there is KEDA, got sites.dublin, which has none; set keda on that site, or leave it out [scale-ground]',
        'clinical.ehr.scale.down.below: must stand only where there is a Prometheus, got sites.dublin, which has none; set prometheus on that site, or leave it out [scale-ground]',
      ],
    },
    {
      what: 'requests without an adapter, and of a workload that shows none',
      declare: () => aWard({ site: { prometheus: { namespace: 'watch', selects: { release: 'prometheus' } } }, ehr: { scale: { ...SCALE, requests: {} } } }),
      expect: [
        'clinical.ehr.scale.requests: must go by metrics of the workload, got no metrics; declare metrics, so that Prometheus has them [scale-ground]',
        'clinical.ehr.scale.requests: must stand only where there is a metrics adapter, got sites.dublin, which has none; set metricsAdapter on that site, or leave it out [scale-ground]',
      ],
    },
    {
      what: 'a login where no secret arrives',
      declare: () =>
        aWard({ site: { keda: {} } }, ward => {
          const secret = new Secret(ward.platform, 'broker', { keys: ['uri'] });
          Object.assign(ward.notifier.scale, { signals: [rabbitQueue({ queue: 'q', perPod: 5, address: keyOf(secret, 'uri') })] });
        }),
      expect: [
        'clinical.notifier.scale.signals: must stand only where there is a source of secrets, got sites.dublin, which has none; set secrets on that site, or leave it out [scale-ground]',
      ],
    },
    {
      what: 'an adapter with nothing behind it, and names that are none',
      declare: () => aWard({ site: { metricsAdapter: { namespace: 'Watch' }, keda: { namespace: '' } } }),
      expect: [
        'sites.dublin.keda.namespace: must be the name of a namespace, got ""; write it as keda [scale-ground]',
        'sites.dublin.metricsAdapter: must stand beside a Prometheus, got none there; set prometheus on the site, or leave it out [scale-ground]',
        'sites.dublin.metricsAdapter.namespace: must be the name of a namespace, got "Watch"; write it as keda [scale-ground]',
      ],
    },
    {
      what: 'a Prometheus at no address',
      declare: () => aWard({ site: { prometheus: { namespace: 'watch', selects: { release: 'p' }, url: 'prometheus:9090' }, addOns: 'preinstalled' } }),
      expect: [
        'sites.dublin.prometheus.url: must be an address with http or https, got "prometheus:9090"; write it as http://prometheus.monitoring.svc.cluster.local:9090 [scale-ground]',
      ],
    },
  ]);
});

describe('consumers', () => {
  findsExactly([
    {
      what: '[K3] more consumers than partitions',
      declare: () => aWard({ notifier: { scale: { min: 2, max: 17 } } }),
      expect: [
        'clinical.notifier.scale.max: must be at most the partitions of stores.bus.admissions (16), got 17; lower it, or give the topic more partitions [consumers]',
      ],
    },
  ]);

  it('[K3] may be more where they are declared to wait', () => {
    expect(messagesOf(queued(({ events }) => [kafkaLag({ topic: events, perPod: 5, idleConsumers: true })], { max: 20 }))).toEqual([]);
  });
});
