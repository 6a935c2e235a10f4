import { ClinicalService, DataTier, days, gib, minutes, percent, tib, Worker } from '@clinfra/core';
import type { Ground } from './ground';

/** The managed stores with their options. On a cluster that exists there is nothing to manage. */
export function declareData({ platform, hosting, site, clinical }: Ground): void {
  if (hosting !== 'aws') return;
  const tier = new DataTier(platform, 'managed', { sites: [site], backup: { frequent: false } });
  const results = tier.redis('results', {
    holds: ['phi'],
    engine: 'valkey',
    size: 'large',
    scale: { min: 6, max: 18, memory: percent(70) },
    memory: gib(4),
    eviction: 'volatile-ttl',
    finalSnapshot: true,
    idleTimeout: minutes(5),
    snapshotRetention: days(14),
  });
  const archive = tier.kafka('archive', {
    holds: ['phi'],
    version: '4.1',
    brokersPerZone: 2,
    storage: gib(500),
    storageLimit: tib(2),
    tieredStorage: true,
    monitoring: 'partition',
  });
  const observations = archive.topic('observations', {
    partitions: 24,
    key: 'device_id',
    holds: ['phi'],
    retention: days(365),
    localRetention: days(2),
    minInSyncReplicas: 2,
  });
  const latest = archive.topic('latest-observations', { partitions: 12, key: 'patient_id', holds: ['phi'], cleanup: 'compact' });
  const laboratory = new ClinicalService(clinical, 'laboratory-results', {
    image: 'registry.reference.example/laboratory-results:1.4.2',
    port: 4003,
    scale: { min: 3, max: 9 },
  });
  laboratory.reads(results).writes(results).publishes(observations);
  const digest = new Worker(clinical, 'digest', { image: 'registry.reference.example/digest:1.4.2', scale: { min: 2, max: 12 } });
  digest.consumes(observations).publishes(latest);
  laboratory.consumes(latest);
}
