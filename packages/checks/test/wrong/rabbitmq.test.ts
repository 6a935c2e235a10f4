import { days, type ExchangeProps, type QueueProps, type RabbitMqProps, seconds } from '@clinfra/core';
import { aService, aWard, untyped, type Ward, type WardChanges } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

const ISSUER = 'https://0f1e2d3c-4b5a.tokens.sts.global.api.aws';

interface Changes {
  readonly broker?: Partial<RabbitMqProps>;
  readonly orders?: Partial<ExchangeProps>;
  readonly laboratory?: Partial<QueueProps>;
  readonly ward?: WardChanges;
}

/** A ward with a broker, an exchange that the service publishes to, a queue that a worker consumes, and a place for dead letters. */
function queued({ ward = {}, ...changes }: Changes = {}, add: (parts: ReturnType<typeof declare> & Ward) => unknown = () => undefined) {
  return aWard(ward, made => add({ ...made, ...declare(made, changes) }));
}

function declare({ stores, ehr, notifier }: Ward, { broker: props = {}, orders: exchange = {}, laboratory: queue = {} }: Omit<Changes, 'ward'>) {
  const broker = stores.rabbitmq('dispatch', { holds: ['phi'], tokenIssuer: ISSUER, ...props });
  const failed = broker.exchange('failed', { type: 'fanout', holds: ['phi'] });
  const orders = broker.exchange('orders', { holds: ['phi'], ...exchange });
  const laboratory = broker.queue('laboratory', { holds: ['phi'], deadLetter: failed, ...queue });
  if (orders.type === 'topic') laboratory.bind(orders, 'laboratory.*');
  const looked = broker.queue('looked', { holds: ['phi'] }).bind(failed);
  ehr.publishes(orders);
  notifier.consumes(laboratory, looked);
  return { broker, failed, orders, laboratory, looked };
}

const THERE = { existing: { host: 'dispatch.example.ie', cidr: '10.9.0.0/28' }, tokenIssuer: untyped<string>(undefined) };

describe('a broker of RabbitMQ with its exchanges and queues', () => {
  it('has no finding as it comes, made or there already', () => {
    expect(messagesOf(queued())).toEqual([]);
    expect(messagesOf(queued({ broker: { ...THERE, virtualHost: '/' } }))).toEqual([]);
  });

  findsExactly([
    {
      what: '[D1] a version that Amazon MQ lacks',
      declare: () => queued({ broker: { version: untyped('3.8') } }),
      expect: ['stores.dispatch.version: must be one of 3.13, 4.2, 4.3, got "3.8"; choose one of them [choices]'],
    },
    {
      what: '[D1] a machine where a size is wanted',
      declare: () => queued({ broker: { size: untyped('mq.t3.micro') } }),
      expect: ['stores.dispatch.size: must be one of small, medium, large, xlarge, got "mq.t3.micro"; choose one of them [choices]'],
    },
    {
      what: '[X3] a broker that is made, with nobody who says who its clients are',
      declare: () => queued({ broker: { tokenIssuer: 'https://sts.amazonaws.com' } }),
      expect: [
        'stores.dispatch.tokenIssuer: must be who issues identities to the workloads of the account, got "https://sts.amazonaws.com"; write what aws iam ' +
          'enable-outbound-web-identity-federation answers, as https://<id>.tokens.sts.global.api.aws [rabbitmq]',
      ],
    },
    {
      what: '[D1] a day and a time that are none',
      declare: () => queued({ broker: { maintenance: { day: untyped('someday'), at: '3 am' } } }),
      expect: [
        'stores.dispatch.maintenance.at: must be a time of day, got "3 am"; write it as 03:00 [rabbitmq]',
        'stores.dispatch.maintenance.day: must be one of sunday, monday, tuesday, wednesday, thursday, friday, saturday, got "someday"; choose one of them [rabbitmq]',
      ],
    },
    {
      what: '[V1] three brokers for two zones',
      declare: () => queued({ ward: { site: { zones: ['eu-west-1a', 'eu-west-1b'] }, kafka: { brokersPerZone: 2 } } }),
      expect: [
        'stores.dispatch.highAvailability: must have 3 zones for its brokers, got 2 zones at sites.dublin; add zones, or turn it off where care does not depend on it [rabbitmq]',
      ],
    },
    {
      what: '[V1] one broker in production, and a queue on one of its brokers alone',
      declare: () => queued({ broker: { highAvailability: false }, laboratory: { type: 'classic' } }),
      expect: [
        'stores.dispatch.highAvailability: must be true in production, got false; leave it out, or waive high-availability with a reason and an end [high-availability]',
        'stores.dispatch.laboratory.type: must be \'quorum\' in production, got "classic"; leave it out, or waive high-availability with a reason and an end [high-availability]',
      ],
    },
    {
      what: '[D9] a virtual host that no path can hold, and the nameless one where it is made',
      declare: () => queued({ broker: { virtualHost: '/' } }),
      expect: [
        'stores.dispatch.virtualHost: must be letters, digits, dots, underscores and hyphens, with a letter or digit first, got "/"; rename it, or leave it out [rabbitmq]',
      ],
    },
    {
      what: '[D9] a name that the broker keeps for itself, and one that is too long',
      declare: () =>
        queued({}, ({ broker, failed, notifier }) => {
          notifier.consumes(broker.queue('amq.mine', { holds: ['phi'] }).bind(failed), broker.queue('q'.repeat(256), { holds: ['phi'] }).bind(failed));
        }),
      expect: [
        'stores.dispatch.amq.mine.name: must not begin with amq., which is the broker\'s own, got "amq.mine"; rename it [rabbitmq]',
        `stores.dispatch.${'q'.repeat(256)}.name: must have at most 255 characters, got 256; shorten it [name-length]`,
      ],
    },
    {
      what: '[D9] two queues of one name',
      declare: () => queued({}, ({ broker, failed, notifier }) => notifier.consumes(broker.queue('looked', { holds: ['phi'] }).bind(failed))),
      expect: [
        'clinical.notifier.consumes: must give each target variables of its own, got LOOKED_QUEUE for stores.dispatch.looked and stores.dispatch.looked; rename one of them [variables]',
        'stores.dispatch.looked.name: must be unique among the queues of stores.dispatch, got "looked", one of 2 with the first at stores.dispatch.looked; rename all but one [duplicates]',
      ],
    },
    {
      what: '[D9] a queue that nobody consumes and an exchange that nobody publishes to',
      declare: () =>
        queued({}, ({ broker, failed }) => {
          broker.queue('idle', { holds: ['phi'], deadLetter: failed }).bind(broker.exchange('silent', { holds: ['phi'] }), '#');
        }),
      expect: [
        'warning: stores.dispatch.idle: must be consumed by a workload, got no edge to it; let a workload consume it, or remove it [rabbitmq]',
        'warning: stores.dispatch.silent: must be published to by a workload, got no edge to it; let a workload publish to it, or remove it [rabbitmq]',
      ],
    },
    {
      what: '[D9] an exchange and a queue that lead nowhere',
      declare: () =>
        queued({}, ({ broker, ehr, notifier, failed }) => {
          ehr.publishes(broker.exchange('void', { holds: ['phi'] }));
          notifier.consumes(broker.queue('alone', { holds: ['phi'], deadLetter: failed }));
        }),
      expect: [
        'warning: stores.dispatch.alone: must be bound to an exchange, got no binding; bind it to one, or remove it [rabbitmq]',
        'warning: stores.dispatch.void: must lead to a queue, got no queue bound to it; bind a queue to it, or remove it [rabbitmq]',
      ],
    },
    {
      what: '[D9] a broker with nothing in it',
      declare: () => aWard({}, ({ stores }) => stores.rabbitmq('dispatch', { holds: ['phi'], tokenIssuer: ISSUER })),
      expect: ['warning: stores.dispatch: must have a queue, got none; add one, or remove the broker [store-use]'],
    },
    {
      what: '[D9] a broker of which nobody makes the queues',
      declare: () => queued({ ward: { stores: { administration: untyped(undefined) } } }),
      expect: [
        'warning: stores.administration: must say where the exchanges and queues of stores.dispatch are made, got nothing; give a domain of its own, or make them by hand after each change [administration]',
        'warning: stores.administration: must say where the users of stores.records are made, got nothing; give a domain of its own, or make them by hand after each change of an edge [administration]',
      ],
    },
    {
      what: '[D9] exchanges of another broker',
      declare: () =>
        queued({}, ({ stores, broker, laboratory, ehr, notifier, failed }) => {
          const other = stores.rabbitmq('other', { holds: ['phi'], tokenIssuer: ISSUER });
          const theirs = other.exchange('theirs', { holds: ['phi'] });
          notifier.consumes(other.queue('theirs-too', { holds: ['phi'], deadLetter: failed }).bind(theirs, '#'));
          laboratory.bind(theirs, '#');
          ehr.publishes(theirs, broker.exchange('strayed', { holds: ['phi'], alternate: theirs }));
        }),
      expect: [
        'stores.dispatch.laboratory.bindings[1]: must lead to an exchange of stores.dispatch, got stores.other.theirs; pass one that was added there [rabbitmq]',
        'stores.dispatch.strayed.alternate: must lead to an exchange of stores.dispatch, got stores.other.theirs; pass one that was added there [rabbitmq]',
        'stores.other.theirs-too.deadLetter: must lead to an exchange of stores.other, got stores.dispatch.failed; pass one that was added there [rabbitmq]',
      ],
    },
    {
      what: '[D9] keys that do not fit their exchanges',
      declare: () =>
        queued({ orders: { type: 'direct' } }, ({ laboratory, orders, looked, failed, broker, ehr }) => {
          const words = broker.exchange('words', { holds: ['phi'] });
          ehr.publishes(words);
          laboratory.bind(orders, 'laboratory.*').bind(words);
          looked.bind(failed, 'key');
        }),
      expect: [
        'stores.dispatch.laboratory.bindings[0].key: must be a whole key at a direct exchange, which knows no patterns, got "laboratory.*"; write it out, or make the exchange one of the type \'topic\' [rabbitmq]',
        'stores.dispatch.laboratory.bindings[1].key: must be a key of 1 to 255 letters, digits and signs, got ""; write it as lab.* [rabbitmq]',
        'stores.dispatch.looked.bindings[1].key: must be left out at a fanout exchange, which asks for none, got "key"; leave it out [rabbitmq]',
      ],
    },
    {
      what: '[D9] dead letters that go nowhere, and some that come back',
      declare: () =>
        queued({ laboratory: { deadLetter: untyped(undefined), deadLetterKey: 'laboratory' } }, ({ broker, failed, looked, ehr, notifier }) => {
          const round = broker.exchange('round', { holds: ['phi'] });
          ehr.publishes(round, failed);
          notifier.consumes(broker.queue('wheel', { holds: ['phi'], deadLetter: round }).bind(round, '#'));
          expect(looked.deadLetter).toBeUndefined();
        }),
      expect: [
        'warning: stores.dispatch.laboratory.deadLetter: must lead to an exchange, or what fails is lost, got none; name one, with a queue in which people look [rabbitmq]',
        'stores.dispatch.laboratory.deadLetterKey: must be left out where dead letters go nowhere, got "laboratory"; name the exchange as deadLetter [rabbitmq]',
        'warning: stores.dispatch.looked.deadLetter: must lead to an exchange, or what fails is lost, got none; name one, with a queue in which people look [rabbitmq]',
        'stores.dispatch.wheel.deadLetter: must lead to an exchange that does not lead back, got stores.dispatch.round; name another exchange, or messages go round for ever [rabbitmq]',
      ],
    },
    {
      what: '[D9] figures that RabbitMQ does not take',
      declare: () => queued({ laboratory: { ttl: days(60), deliveryLimit: 0, maxLength: -1 } }),
      expect: [
        'stores.dispatch.laboratory.deliveryLimit: must be a whole number from 1 to 1000, got 0; write it as 20 [figures]',
        'stores.dispatch.laboratory.maxLength: must be a whole number of at least 1, got -1; let one message wait at least [figures]',
        'stores.dispatch.laboratory.ttl: must be a length of time from 1s to 49d, got 60d; write it as days(7), or leave it out [figures]',
      ],
    },
    {
      what: '[D9] choices that are none',
      declare: () => queued({ laboratory: { type: untyped('stream'), whenFull: untyped('wait'), ttl: seconds(60) } }),
      expect: [
        'stores.dispatch.laboratory.type: must be one of quorum, classic, got "stream"; choose one of them [choices]',
        'stores.dispatch.laboratory.whenFull: must be one of reject, drop-oldest, got "wait"; choose one of them [choices]',
      ],
    },
    {
      what: '[R2] a queue that holds what its broker does not',
      declare: () => queued({ laboratory: { holds: ['phi', 'financial'] } }),
      expect: [
        'stores.dispatch.laboratory.holds: must hold only what its broker holds ("phi"), got "financial"; add it to holds of stores.dispatch, or use another broker [residency]',
      ],
    },
    {
      what: '[D9] edges the wrong way round, and to a broker as such',
      declare: () =>
        queued({}, ({ broker, orders, laboratory, clinical }) => {
          aService(clinical, 'lost').publishes(untyped(laboratory)).consumes(untyped(orders)).writes(untyped(broker));
        }),
      expect: [
        'clinical.lost.consumes: must lead to a topic or a queue, got exchange stores.dispatch.orders; use the method that fits it [store-use]',
        'clinical.lost.publishes: must lead to a topic or an exchange, got queue stores.dispatch.laboratory; use the method that fits it [store-use]',
        'clinical.lost.writes: must lead to a database, cache, bucket, audit trail or OpenSearch, got rabbitmq stores.dispatch; use the method that fits it [store-use]',
      ],
    },
    {
      what: '[D9] publishing to a broker that was declared read-only',
      declare: () => queued({ broker: { access: 'read-only' } }),
      expect: [
        "clinical.ehr.publishes: must leave what is declared read-only unchanged, got stores.dispatch.orders; read or consume it only, or declare it 'read-write' [store-use]",
      ],
    },
  ]);
});
