import {
  ClinicalService,
  cores,
  DataTier,
  days,
  figure,
  gib,
  kafkaLag,
  keyOf,
  latency,
  mib,
  millicores,
  minutes,
  percent,
  poolUse,
  rabbitQueue,
  redisList,
  redisStream,
  Secret,
  type SignalLogin,
  seconds,
  Worker,
} from '@clinfra/core';
import type { Ground } from './ground';

const image = (name: string) => `registry.reference.example/${name}:1.4.2`;

/** What makes pods more and fewer, and larger and smaller. */
export function declareScaling(ground: Ground): void {
  const { business } = ground;
  new ClinicalService(business, 'search', {
    image: image('search'),
    port: 4010,
    metrics: { port: 9464 },
    scale: {
      min: 3,
      max: 12,
      cpu: percent(75),
      memory: 'off',
      requests: { perPod: 400, counter: 'http_server_requests_total' },
      up: { after: seconds(0), percent: percent(100), pods: 4, every: seconds(30) },
      down: { after: minutes(10), percent: percent(50), pods: 1, every: minutes(2) },
    },
    sizing: { min: { cpu: millicores(50), memory: mib(128) }, max: { cpu: cores(1), memory: gib(1) } },
  });
  const booking = new ClinicalService(business, 'booking', {
    image: image('booking'),
    port: 4011,
    metrics: { port: 9464 },
    scale: {
      min: 2,
      max: 10,
      requests: {},
      hours: [
        { from: '08:00', until: '20:00', days: ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday'], min: 3 },
        { from: '22:00', until: '02:00', days: ['friday'], min: 4 },
      ],
      signals: [
        figure({ metric: 'active_appointments', perPod: 50 }),
        figure({ metric: 'waiting_patients', perPod: 20, shows: 'total' }),
        poolUse({ inUse: 'db_pool_in_use', size: 'db_pool_size', target: percent(75) }),
        latency({ target: seconds(0.2), percentile: percent(99), histogram: 'http_server_duration_seconds' }),
      ],
      down: { after: minutes(10), below: percent(40) },
      fallback: { failures: 5, pods: 4 },
    },
  });
  booking.reads(ground.records);
  declareQueues(ground);
  new Worker(business, 'archivist', {
    image: image('archivist'),
    scale: { min: 2, max: 2 },
    sizing: { apply: 'restart', max: { cpu: millicores(400), memory: gib(1) } },
  }).writes(ground.records);
}

/** A worker without a pod while nothing waits, and one that is woken by every kind of queue. */
function declareQueues({ platform, hosting, site, business, encounters }: Ground): void {
  const broker = new Secret(platform, 'queues', {
    keys: ['username', 'password', 'uri'],
    deletionProtection: true,
    ...(hosting === 'aws' && { rotation: { function: 'renew-queue-password', every: days(30) } }),
  });
  const login: SignalLogin = { username: keyOf(broker, 'username'), password: keyOf(broker, 'password') };
  const tier = new DataTier(platform, 'queues', { sites: [site] });
  const fax = tier.rabbitmq('fax', { holds: ['operational'], virtualHost: '/', existing: { host: 'fax.stores.reference.example', cidr: '10.90.14.0/28' } });
  const unsent = fax.exchange('unsent', { type: 'fanout', holds: ['operational'] });
  const requests = fax.queue('requests', { holds: ['operational'], deadLetter: unsent }).bind(fax.exchange('outgoing', { holds: ['operational'] }), '#');
  const kept = fax.queue('unsent-requests', { holds: ['operational'] }).bind(unsent);
  const store = tier.redis('jobs', {
    holds: ['operational'],
    existing: { host: 'jobs.stores.reference.example', cidr: '10.90.4.0/28', readerHost: 'jobs-ro.stores.reference.example', port: 6380 },
    access: 'read-only',
  });
  new Worker(business, 'indexer', {
    image: image('indexer'),
    scale: {
      min: 0,
      max: 12,
      cpu: 'off',
      signals: [kafkaLag({ topic: encounters, perPod: 200, group: 'indexer-1', ...(hosting === 'cluster' ? { login } : {}) })],
    },
  }).consumes(encounters);
  new Worker(business, 'clerk', {
    image: image('clerk'),
    scale: {
      min: 1,
      max: 16,
      signals: [
        kafkaLag({ topic: encounters, perPod: 500, idleConsumers: true }),
        redisList({ store, list: 'letters', perPod: 50, login }),
        redisStream({ store, stream: 'scans', perPod: 20, group: 'clerks', login }),
        rabbitQueue({ queue: requests, perPod: 100, address: keyOf(broker, 'uri') }),
      ],
    },
  })
    .reads(store)
    .consumes(encounters, requests, kept);
}
