import { DataTier, type Hours, keyOf, type RabbitMqProps, type Scale, Secret, type Signal, type SiteProps, secretsManager } from '@clinfra/core';
import { aWard, type Ward } from '../a-ward';

export const SITE: Partial<SiteProps> = {
  prometheus: { namespace: 'watch', selects: { release: 'prometheus' } },
  keda: {},
  metricsAdapter: {},
  secrets: secretsManager(),
};
export const SCALE: Scale = { min: 2, max: 9 };
export const DAY: Hours = { from: '08:00', until: '20:00', min: 3 };

/** The scale of `ehr` on a site with everything that scales. */
export const scaled = (scale: Partial<Scale>, site = SITE) => aWard({ site, ehr: { metrics: {}, scale: { ...SCALE, ...scale } } });
export const during = (...all: readonly Hours[]) => scaled({ hours: all });
/** The scale of `notifier`, which consumes `events`; its signals are made once there is something to refer to. */
export const queued = (signals: (ward: Ward) => readonly Signal[], scale: Partial<Scale> = {}) =>
  aWard({ site: SITE, notifier: { metrics: { port: 9464 } } }, ward => {
    Object.assign(ward.notifier.scale, { ...scale, signals: signals(ward) });
  });
export const login = ({ platform }: Ward) => {
  const secret = new Secret(platform, 'queues', { keys: ['user', 'password'] });
  return { username: keyOf(secret, 'user'), password: keyOf(secret, 'password') };
};
export const jobs = ({ platform }: Ward, name = 'jobs') =>
  new DataTier(platform, `tier-${name}`).redis(name, { holds: ['operational'], existing: { host: 'jobs.example', cidr: '10.9.0.0/28' } });

/** A queue of a broker that exists already, and the secret with which it is asked. */
export const waiting = ({ platform }: Ward, props: Partial<RabbitMqProps> = {}) => {
  const existing = { host: 'dispatch.example', cidr: '10.9.2.0/28' };
  const broker = new DataTier(platform, 'waiting').rabbitmq('dispatch', { holds: ['operational'], existing, ...props });
  const failed = broker.exchange('failed', { type: 'fanout', holds: ['operational'] });
  const queue = broker.queue('requests', { holds: ['operational'], deadLetter: failed }).bind(broker.exchange('incoming', { holds: ['operational'] }), '#');
  broker.queue('kept', { holds: ['operational'] }).bind(failed);
  return { queue, secret: new Secret(platform, 'broker', { keys: ['uri'] }) };
};
export const another = (kafka: Ward['kafka'], ehr: Ward['ehr']) => {
  const topic = kafka.topic('discharges', { partitions: 4, key: 'facility_id', holds: ['phi'] });
  ehr.publishes(topic);
  return topic;
};
export const elsewhere = () => {
  let found: Ward | undefined;
  aWard({}, ward => {
    found = ward;
  });
  if (!found) throw new Error('no other ward');
  return found;
};
