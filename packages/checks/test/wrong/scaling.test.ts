import { figure, hours, kafkaLag, keyOf, minutes, percent, rabbitQueue } from '@clinfra/core';
import { aWard } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';
import { DAY, queued, SCALE, scaled, waiting } from './a-scale';

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
          const { queue, secret } = waiting(ward);
          ward.notifier.consumes(queue);
          Object.assign(ward.notifier.scale, { signals: [rabbitQueue({ queue, perPod: 5, address: keyOf(secret, 'uri') })] });
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
