import { Exchange } from './exchange';
import type { Kafka } from './kafka';
import { Queue } from './queue';
import type { RabbitMq } from './rabbitmq';
import { Topic } from './topic';

/** What messages go through: part of a store that clients reach, where they do not reach the store as such. */
export type Channel = Topic | Exchange | Queue;

export function isChannel(value: unknown): value is Channel {
  return value instanceof Topic || value instanceof Exchange || value instanceof Queue;
}

/** The store of which it is a part. */
export function carrierOf(channel: Channel): Kafka | RabbitMq {
  return channel instanceof Topic ? channel.kafka : channel.broker;
}
