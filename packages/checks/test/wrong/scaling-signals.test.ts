import { figure, kafkaLag, keyOf, latency, percent, poolUse, rabbitQueue, redisList, redisStream, seconds } from '@clinfra/core';
import { aWard, untyped } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';
import { another, elsewhere, jobs, login, queued, scaled, waiting } from './a-scale';

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
      what: 'a queue whose address is written down, and that the worker does not consume',
      declare: () => queued(ward => [rabbitQueue({ queue: waiting(ward).queue, perPod: 0, address: untyped(undefined) })]),
      expect: [
        'clinical.notifier.scale.signals[0]: must take a secret declared on platform ward, got nothing; pass a Secret that was declared there [scale-signals]',
        'clinical.notifier.scale.signals[0].perPod: must be a whole number of at least 1, got 0; write how much one pod sees to [scale-signals]',
        'clinical.notifier.scale.signals[0].queue: must be a queue that the workload consumes, got waiting.dispatch.requests; let it consume the queue, or leave the signal out [scale-signals]',
        'warning: secrets.broker: must be used by a workload, got no use of it; let a workload use it, or remove it [secrets]',
      ],
    },
    {
      what: 'a queue by its name alone',
      declare: () => queued(ward => [rabbitQueue({ queue: untyped('requests'), perPod: 5, address: keyOf(waiting(ward).secret, 'uri') })]),
      expect: [
        'clinical.notifier.scale.signals[0].queue: must be a queue declared on platform ward, got "requests"; pass what was declared there [scale-signals]',
      ],
    },
    {
      what: 'a queue of a broker that knows no passwords',
      declare: () =>
        queued(ward => {
          const { queue, secret } = waiting(ward, { existing: untyped(undefined), tokenIssuer: 'https://0f1e.tokens.sts.global.api.aws' });
          ward.notifier.consumes(queue);
          return [rabbitQueue({ queue, perPod: 5, address: keyOf(secret, 'uri') })];
        }),
      expect: [
        'clinical.notifier.scale.signals[0].queue: must be a queue of a broker to which KEDA can log in, got waiting.dispatch.requests, whose broker is made on AWS and knows ' +
          'identities alone; show its length as a metric of the workload, and use figure(...) [scale-signals]',
        'warning: waiting.administration: must say where the exchanges and queues of waiting.dispatch are made, got nothing; give a domain of its own, or make them by hand after each change [administration]',
        'warning: waiting.dispatch.incoming: must be published to by a workload, got no edge to it; let a workload publish to it, or remove it [rabbitmq]',
        'warning: waiting.dispatch.kept: must be consumed by a workload, got no edge to it; let a workload consume it, or remove it [rabbitmq]',
      ],
    },
    {
      what: 'a key that the secret does not have',
      declare: () =>
        queued(ward => {
          const { queue, secret } = waiting(ward);
          ward.notifier.consumes(queue);
          return [rabbitQueue({ queue, perPod: 5, address: keyOf(secret, untyped('url')) })];
        }),
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
