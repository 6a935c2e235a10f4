import { AT_ONCE, AT_RESTART, fixed, type Handling, type ParameterHandling } from './database-parameter';

const WAL_LEVEL: Handling = { as: 'rds.logical_replication', values: { replica: '0', logical: '1' } };
/** Aurora writes its log to storage that needs no checkpoints. */
const NO_CHECKPOINTS = { fixed: 'kept by its storage', instead: 'leave it out' } as const;

/**
 * The settings of PostgreSQL that may be declared, and how AWS takes each. Those that write statements with their values to the log are left out, because
 * the values are those of patients.
 */
export const POSTGRES_PARAMETERS = {
  wal_level: { rds: WAL_LEVEL, aurora: WAL_LEVEL },
  max_wal_senders: AT_RESTART,
  max_replication_slots: AT_RESTART,
  max_logical_replication_workers: AT_RESTART,
  max_worker_processes: AT_RESTART,
  max_parallel_workers: AT_ONCE,
  max_parallel_workers_per_gather: AT_ONCE,
  max_parallel_maintenance_workers: AT_ONCE,
  synchronous_commit: AT_ONCE,
  synchronous_standby_names: fixed('', 'leave it out; highAvailability keeps a standby in step'),
  hot_standby: fixed('on', 'leave it out'),
  hot_standby_feedback: { rds: 'at once', aurora: { fixed: 'on', instead: 'leave it out; readers share the storage' } },
  max_standby_streaming_delay: AT_ONCE,
  primary_conninfo: fixed('', 'leave it out; replicas are connected by AWS'),
  archive_mode: fixed('on', 'leave it out; backupRetention keeps the log'),
  max_connections: AT_RESTART,
  shared_buffers: AT_RESTART,
  work_mem: AT_ONCE,
  maintenance_work_mem: AT_ONCE,
  effective_cache_size: AT_ONCE,
  random_page_cost: AT_ONCE,
  default_statistics_target: AT_ONCE,
  checkpoint_timeout: { rds: 'at once', aurora: NO_CHECKPOINTS },
  checkpoint_completion_target: { rds: 'at once', aurora: NO_CHECKPOINTS },
  min_wal_size: { rds: 'at once', aurora: NO_CHECKPOINTS },
  max_wal_size: { rds: 'at once', aurora: NO_CHECKPOINTS },
  wal_compression: { rds: 'at once', aurora: NO_CHECKPOINTS },
  wal_buffers: { rds: 'at restart', aurora: NO_CHECKPOINTS },
  autovacuum_max_workers: AT_RESTART,
  autovacuum_naptime: AT_ONCE,
  autovacuum_vacuum_scale_factor: AT_ONCE,
  autovacuum_analyze_scale_factor: AT_ONCE,
  statement_timeout: AT_ONCE,
  lock_timeout: AT_ONCE,
  idle_in_transaction_session_timeout: AT_ONCE,
  log_connections: AT_ONCE,
  log_disconnections: AT_ONCE,
  log_lock_waits: AT_ONCE,
  timezone: AT_ONCE,
} as const satisfies Readonly<Record<string, ParameterHandling>>;

export type PostgresParameter = keyof typeof POSTGRES_PARAMETERS;
