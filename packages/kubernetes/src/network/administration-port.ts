import { KAFKA_PORTS, MANAGEMENT_PORT, type Store } from '@clinfra/core';

/** The port on which a store is used, or on which a Job administers it: of brokers that is another one. */
export function portOf(store: Store, administers: boolean): number {
  if (administers && store.kind === 'rabbitmq') return MANAGEMENT_PORT;
  return administers && store.kind === 'kafka' ? KAFKA_PORTS.iam : store.port;
}
