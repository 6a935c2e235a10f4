import type { RelationalManagement, RelationalStore } from '@clinfra/core';

/** What AWS calls an engine, and what it writes to CloudWatch. */
export interface Engine {
  /** The engine; its families of parameters are named engine and version. */
  readonly name: string;
  /** Its logs that go to CloudWatch. None of them holds queries with their values. */
  readonly logs: readonly string[];
  /** What makes it refuse connections without TLS. */
  readonly onlyTls: { readonly name: string; readonly value: string };
  /** Settings that every database of it gets. */
  readonly always: Readonly<Record<string, string>>;
}

const POSTGRES_TLS = { name: 'rds.force_ssl', value: '1' } as const;
const POSTGRES: Engine = { name: 'postgres', logs: ['postgresql', 'upgrade'], onlyTls: POSTGRES_TLS, always: {} };
const MYSQL: Engine = { name: 'mysql', logs: ['error'], onlyTls: { name: 'require_secure_transport', value: '1' }, always: {} };

const ENGINES: Readonly<Record<RelationalStore['kind'], Readonly<Record<RelationalManagement, Engine>>>> = {
  postgres: {
    rds: POSTGRES,
    'rds-cluster': POSTGRES,
    aurora: { name: 'aurora-postgresql', logs: ['postgresql'], onlyTls: POSTGRES_TLS, always: {} },
  },
  mysql: {
    rds: MYSQL,
    'rds-cluster': MYSQL,
    aurora: {
      name: 'aurora-mysql',
      // Who connected and who failed to; not what they asked.
      logs: ['audit', 'error'],
      onlyTls: { name: 'require_secure_transport', value: 'ON' },
      always: { server_audit_events: 'CONNECT', server_audit_logging: '1' },
    },
  },
};

export function engineOf({ kind, managed }: Pick<RelationalStore, 'kind' | 'managed'>): Engine {
  return ENGINES[kind][managed];
}
