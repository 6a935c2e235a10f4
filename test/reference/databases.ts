import { ClinicalService, days, type ExistingStore, gib, minutes, percent, seconds } from '@clinfra/core';
import type { Ground } from './ground';

/** Relational databases of both engines, managed in each way, with their options. */
export function declareDatabases({ hosting, others, tier, business }: Ground): void {
  const existing = (host: string, cidr: string): { readonly existing?: ExistingStore } => (hosting === 'cluster' ? { existing: { host, cidr } } : {});
  const ledger = tier.mysql('ledger', {
    ...existing('ledger.stores.reference.example', '10.90.4.0/28'),
    holds: ['financial'],
    version: '8.4',
    instanceClass: 'db.r7g.large',
    storage: gib(500),
    iops: 16_000,
    throughput: 1_000,
    backupRetention: days(35),
    backupHours: { from: '23:30', to: '02:00' },
    maintenanceHours: { day: 'saturday', from: '03:00', to: '06:00' },
    passwordRotation: days(3),
    ...(hosting === 'aws' && { snapshotBefore: '1.4.2' }),
    ...(hosting === 'aws' && { alarms: { storage: percent(70), lasting: minutes(15) } }),
    ...(others && { backup: { copies: others.second } }),
    parameters: { binlog_format: 'ROW', sync_binlog: '1', innodb_flush_log_at_trx_commit: '1', replica_parallel_workers: '4' },
  });
  const registry = tier.postgres('registry', {
    ...existing('registry.stores.reference.example', '10.90.5.0/28'),
    holds: ['pii'],
    pool: { min: 2, max: 40 },
    ...(hosting === 'aws' && { extensions: ['postgis', 'pg_trgm'] as const }),
    version: '16',
    managed: 'rds-cluster',
    ...(hosting === 'aws' && { proxy: { connections: percent(80), idle: percent(20), borrowTimeout: seconds(10), idleTimeout: minutes(10) } }),
    parameters: { wal_level: 'logical', max_wal_senders: '20', max_parallel_workers: '8', log_connections: '1' },
  });
  const catalogue = tier.mysql('catalogue', {
    ...existing('catalogue.stores.reference.example', '10.90.6.0/28'),
    holds: ['operational'],
    managed: 'aurora',
    replicas: 0,
    highAvailability: false,
    finalSnapshot: false,
    deletionProtection: false,
    backup: 'none',
    ...(hosting === 'aws' && { alarms: 'none' as const }),
  });
  if (hosting === 'aws') {
    const until = '2027-06-30';
    const reason = 'the catalogue is built anew from public lists within an hour';
    for (const rule of ['high-availability', 'final-snapshot', 'deletion-protection', 'alarms'] as const) catalogue.waive({ rule, reason, until });
  }
  if (hosting === 'aws') ledger.patchResource({ type: 'aws:rds/instance:Instance', merge: { networkType: 'IPV4', tags: { 'cost-centre': '4711' } } });
  const accounts = new ClinicalService(business, 'accounts', { image: 'registry.reference.example/accounts:1.4.2', port: 4005, scale: { min: 3, max: 6 } });
  accounts.reads(ledger, registry, catalogue).writes(ledger, registry).pools(ledger, { min: 0, max: 15 });
}
