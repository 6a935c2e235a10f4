import type { Exchange, Queue, RabbitMq } from '@clinfra/core';

type Value = string | number | boolean;

interface Policy {
  readonly vhost: string;
  readonly name: string;
  /** Which names it is for: one, whole. */
  readonly pattern: string;
  readonly 'apply-to': 'queues' | 'exchanges';
  readonly priority: number;
  readonly definition: Readonly<Record<string, Value>>;
}

/** What a broker is to hold, as RabbitMQ's management API reads it. No user and no permission: who may do what stands in the broker's configuration. */
export interface Definitions {
  readonly vhosts: readonly { readonly name: string }[];
  readonly exchanges: readonly Readonly<Record<string, unknown>>[];
  readonly queues: readonly Readonly<Record<string, unknown>>[];
  readonly bindings: readonly Readonly<Record<string, unknown>>[];
  readonly policies: readonly Policy[];
}

/**
 * The exchanges, queues and bindings of a broker. What can change later is a policy and no argument of a queue: a queue keeps its arguments for life, and
 * another one would lose its messages.
 */
export function definitionsOf(broker: RabbitMq): Definitions {
  const { virtualHost: vhost, exchanges, queues } = broker;
  return {
    vhosts: [{ name: vhost }],
    exchanges: exchanges.map(({ name, type }) => ({ name, vhost, type, durable: true, auto_delete: false, internal: false, arguments: {} })),
    queues: queues.map(queue => ({ name: queue.name, vhost, durable: true, auto_delete: false, arguments: argumentsOf(queue) })),
    bindings: queues.flatMap(({ name, bindings }) =>
      bindings.map(({ exchange, key }) => ({
        source: exchange.name,
        vhost,
        destination: name,
        destination_type: 'queue',
        routing_key: key,
        arguments: {},
      })),
    ),
    policies: [...exchanges.flatMap(exchange => ofExchange(vhost, exchange)), ...queues.flatMap(queue => ofQueue(vhost, queue))],
  };
}

function argumentsOf({ type, singleConsumer }: Queue): Readonly<Record<string, Value>> {
  return { 'x-queue-type': type, ...(singleConsumer && { 'x-single-active-consumer': true }) };
}

function ofExchange(vhost: string, { name, alternate }: Exchange): readonly Policy[] {
  return alternate ? [policy(vhost, 'exchanges', name, { 'alternate-exchange': alternate.name })] : [];
}

/** Of several policies only one holds for a queue, so that each has one of its own with everything in it. */
function ofQueue(vhost: string, { name, type, deadLetter, deadLetterKey, deliveryLimit, ttl, maxLength, maxSize, whenFull }: Queue): readonly Policy[] {
  const definition = {
    ...(deadLetter && { 'dead-letter-exchange': deadLetter.name }),
    ...(deadLetterKey !== undefined && { 'dead-letter-routing-key': deadLetterKey }),
    ...(type === 'quorum' && { 'delivery-limit': deliveryLimit }),
    ...(ttl && { 'message-ttl': ttl.toMilliseconds() }),
    ...(maxLength !== undefined && { 'max-length': maxLength }),
    ...(maxSize && { 'max-length-bytes': maxSize.toBytes() }),
    ...((maxLength !== undefined || maxSize) && { overflow: whenFull === 'reject' ? 'reject-publish' : 'drop-head' }),
  };
  return Object.keys(definition).length > 0 ? [policy(vhost, 'queues', name, definition)] : [];
}

/** An exchange and a queue may bear one name, and policies are told apart by theirs. */
function policy(vhost: string, applyTo: Policy['apply-to'], name: string, definition: Policy['definition']): Policy {
  return { vhost, name: `${applyTo}/${name}`, pattern: `^${name.replaceAll('.', '\\.')}$`, 'apply-to': applyTo, priority: 0, definition };
}
