import { ClinicalService, days, gib, type OpenSearchProps, Worker } from '@clinfra/core';
import type { Ground } from './ground';

/** Logs to search in, with every option; on a cluster that exists they exist as well. */
export function declareSearch({ hosting, tier, business }: Ground): void {
  const made: Partial<OpenSearchProps> = {
    version: '3.1',
    instanceType: 'r6g.xlarge.search',
    nodes: 6,
    storage: gib(500),
    masters: 5,
    masterType: 'm6g.xlarge.search',
    warm: { nodes: 3, size: 'large' },
    lifecycle: { hot: days(30), warm: days(90), cold: days(365) },
    snapshots: { at: '03:15', keep: days(400) },
    shards: 5,
    replicas: 2,
    quietFrom: '21:30',
    setUp: { domain: business, image: 'registry.reference.example/curl:8.16.0' },
  };
  const existing = { existing: { host: 'logs.stores.reference.example', cidr: '10.90.13.0/28' } };
  const logs = tier.opensearch('logs', { holds: ['operational'], ...(hosting === 'aws' ? made : existing) });
  const collector = new Worker(business, 'log-collector', { image: 'registry.reference.example/fluent-bit:4.1.1', scale: { min: 2, max: 6 } });
  collector.writes(logs, { prefix: 'business-' });
  const searching = new ClinicalService(business, 'log-search', {
    image: 'registry.reference.example/log-search:1.4.2',
    port: 4015,
    scale: { min: 2, max: 4 },
  });
  searching.reads(logs, { prefix: 'business-' });
}
