import { DataTier, gib, type Platform } from '@clinfra/core';
import { FIGURES, type NileCareEnvironment } from './figures';

export type Stores = ReturnType<typeof declareStores>;

/** Caches and topics are cut by facility, so that one facility's messages keep their order. */
export function declareStores(platform: Platform, environment: NileCareEnvironment) {
  const { storeSize: size, managed, replicas } = FIGURES[environment];
  const production = environment === 'production';
  const tier = new DataTier(platform, 'stores');
  const records = tier.postgres('records', {
    holds: ['phi', 'pii', 'financial'],
    size,
    managed,
    replicas,
    highAvailability: environment !== 'development',
  });
  const sessions = tier.redis('sessions', { holds: ['phi', 'pii'], size, shards: production ? 3 : 1, replicas: environment === 'development' ? 0 : 1 });
  const events = tier.kafka('events', { holds: ['phi'], size, storage: gib(production ? 200 : 50) });
  const copies = environment === 'development' ? 1 : 3;
  const clinicalEvents = events.topic('clinical-events', { partitions: 16, key: 'facility_id', holds: ['phi'], replicas: copies });
  const patientEvents = events.topic('patient-events', { partitions: 16, key: 'patient_id', holds: ['phi'], replicas: copies });
  return { records, sessions, clinicalEvents, patientEvents };
}
