import { DataTier, type Domain, days, gib, type Platform, SEVEN_YEARS, type Site } from '@clinfra/core';
import { CACHE_MEMORY, FIGURES, type NileCareEnvironment, TOPICS } from './figures';

export type Stores = ReturnType<typeof declareStores>;

/** Caches and topics are cut by facility, so that one facility's messages keep their order. */
export function declareStores(platform: Platform, administration: Domain, environment: NileCareEnvironment, standby: Site | undefined) {
  const { storeSize: size, managed, replicas, pool, proxy, cache } = FIGURES[environment];
  const production = environment === 'production';
  const tier = new DataTier(platform, 'stores', { administration: { domain: administration } });
  const records = tier.postgres('records', {
    holds: ['phi', 'pii', 'financial'],
    size,
    managed,
    replicas,
    pool,
    ...(proxy && { proxy }),
    highAvailability: environment !== 'development',
  });
  const sessions = tier.redis('sessions', { holds: ['phi', 'pii'], size, memory: CACHE_MEMORY, eviction: 'allkeys-lru', ...cache });
  const events = tier.kafka('events', { holds: ['phi'], size, storage: gib(production ? 200 : 50), monitoring: production ? 'topic' : 'broker' });
  // Medical images, with a copy at Port Sudan, as in the scalability document. They are looked at often for a month, and must be there at once ever after.
  const images = tier.bucket('images', {
    holds: ['phi'],
    lifecycle: { transitions: [{ after: days(30), to: 'infrequent-access' }] },
    ...(standby && { replicateTo: standby }),
  });
  // Who saw which patient, as the scalability document's table `phi_audit_log`; there it can be changed by whoever may change the database.
  const access = tier.auditTrail('phi-access', { holds: ['phi', 'audit'], retention: production ? SEVEN_YEARS : days(30) });
  // Scripts, styles, fonts and pictures of pages, which a CDN reads and delivers.
  const assets = tier.bucket('assets', { holds: ['public'], ...(standby && { replicateTo: standby }) });
  const copies = environment === 'development' ? 1 : 3;
  const topic = (name: keyof typeof TOPICS) => events.topic(name, { ...TOPICS[name], holds: ['phi'], replicas: copies });
  return {
    records,
    sessions,
    images,
    access,
    assets,
    clinicalEvents: topic('clinical-events'),
    patientEvents: topic('patient-events'),
    medicationEvents: topic('medication-events'),
    labEvents: topic('lab-events'),
    deviceEvents: topic('device-events'),
  };
}
