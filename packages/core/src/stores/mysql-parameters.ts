import { AT_ONCE, fixed, type ParameterHandling } from './database-parameter';

const ITS_STORAGE = { fixed: 'kept by its storage', instead: 'leave it out' } as const;

/**
 * The settings of MySQL that may be declared, and how AWS takes each. Those that write statements with their values to a log are left out, because the
 * values are those of patients.
 */
export const MYSQL_PARAMETERS = {
  log_bin: fixed('mysql-bin', 'leave it out; backupRetention turns the log on'),
  server_id: fixed('1', 'leave it out; AWS numbers the servers'),
  relay_log: fixed('mysql-relay-bin', 'leave it out; replicas are connected by AWS'),
  read_only: fixed('0', 'leave it out; replicas are read-only'),
  binlog_format: { rds: 'at once', aurora: 'at restart' },
  binlog_row_image: AT_ONCE,
  sync_binlog: { rds: 'at once', aurora: { fixed: '1', instead: 'leave it out; its storage keeps every commit' } },
  innodb_flush_log_at_trx_commit: AT_ONCE,
  replica_parallel_workers: AT_ONCE,
  replica_parallel_type: fixed('LOGICAL_CLOCK', 'leave it out; it is the only one that is kept'),
  max_connections: AT_ONCE,
  innodb_buffer_pool_size: { rds: 'at once', aurora: 'at restart' },
  innodb_io_capacity: { rds: 'at once', aurora: ITS_STORAGE },
  innodb_redo_log_capacity: { rds: 'at once', aurora: ITS_STORAGE },
  innodb_lock_wait_timeout: AT_ONCE,
  max_allowed_packet: AT_ONCE,
  wait_timeout: AT_ONCE,
  interactive_timeout: AT_ONCE,
  event_scheduler: AT_ONCE,
  time_zone: AT_ONCE,
  character_set_server: AT_ONCE,
  collation_server: AT_ONCE,
  transaction_isolation: AT_ONCE,
} as const satisfies Readonly<Record<string, ParameterHandling>>;

export type MysqlParameter = keyof typeof MYSQL_PARAMETERS;
