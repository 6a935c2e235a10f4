import { ClinicalService, DataTier, days, gib, hours, mib, type RabbitMqProps, Worker } from '@clinfra/core';
import type { Ground } from './ground';

const image = (name: string) => `registry.reference.example/${name}:1.4.2`;

/** RabbitMQ with its exchanges, queues and bindings: made on AWS, and on a cluster one that exists already. */
export function declareMessageQueues({ platform, hosting, site, clinical, administration }: Ground): void {
  const made: Partial<RabbitMqProps> = {
    version: '4.3',
    highAvailability: true,
    size: 'large',
    maintenance: { day: 'saturday', at: '02:30' },
    tokenIssuer: 'https://0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0.tokens.sts.global.api.aws',
  };
  const there: Partial<RabbitMqProps> = { existing: { host: 'dispatch.stores.reference.example', cidr: '10.90.13.0/28' }, virtualHost: '/' };
  const broker = new DataTier(platform, 'messages', { sites: [site], administration }).rabbitmq('dispatch', {
    holds: ['phi', 'operational'],
    ...(hosting === 'aws' ? made : there),
  });
  const failed = broker.exchange('failed-orders', { type: 'fanout', holds: ['phi'] });
  const unknown = broker.exchange('unknown-orders', { type: 'fanout', holds: ['phi'] });
  const orders = broker.exchange('orders', { holds: ['phi'], alternate: unknown });
  const laboratory = broker
    .queue('laboratory-orders', {
      holds: ['phi'],
      deadLetter: failed,
      deadLetterKey: 'laboratory',
      deliveryLimit: 5,
      ttl: hours(36),
      maxLength: 100_000,
      maxSize: gib(1),
    })
    .bind(orders, 'laboratory.*', 'blood.#');
  const looked = broker
    .queue('orders-to-look-at', { holds: ['phi'], ttl: days(30), maxSize: mib(256), whenFull: 'drop-oldest' })
    .bind(failed)
    .bind(unknown);
  const ordering = new ClinicalService(clinical, 'ordering', { image: image('ordering'), port: 4015, scale: { min: 3, max: 6 } });
  ordering.publishes(orders);
  new Worker(clinical, 'laboratory-orders', { image: image('laboratory-orders'), scale: { min: 2, max: 8 } }).consumes(laboratory);
  declareBeds(broker, clinical);
  new Worker(clinical, 'order-desk', { image: image('order-desk'), scale: { min: 2, max: 2 } }).consumes(looked);
}

/** Who lies where, in order and on one broker: a lost message is told again by the next one. */
function declareBeds(broker: ReturnType<DataTier['rabbitmq']>, clinical: Ground['clinical']): void {
  const rounds = broker.exchange('rounds', { type: 'direct', holds: ['operational'] });
  const missed = broker.exchange('missed-rounds', { type: 'fanout', holds: ['operational'] });
  const beds = broker.queue('beds', { holds: ['operational'], type: 'classic', singleConsumer: true, deadLetter: missed }).bind(rounds, 'bed');
  const late = broker.queue('late-beds', { holds: ['operational'] }).bind(missed);
  // What exists already is somebody else's to waive.
  if (!broker.existing) beds.waive({ rule: 'high-availability', reason: 'the next round tells again where everybody lies', until: '2027-06-30' });
  new Worker(clinical, 'bed-board', { image: image('bed-board'), scale: { min: 2, max: 2 } }).consumes(beds, late);
  new ClinicalService(clinical, 'ward-rounds', { image: image('ward-rounds'), port: 4016, scale: { min: 3, max: 3 } }).publishes(rounds);
}
