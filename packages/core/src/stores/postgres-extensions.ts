/** Whether AWS has an extension; where it has not, what to do instead. */
export type ExtensionHandling = 'on AWS' | { readonly instead: string };

/** The extensions of PostgreSQL that may be declared, and whether RDS and Aurora have them. Those that reach files or other servers are left out. */
export const POSTGRES_EXTENSIONS = {
  btree_gin: 'on AWS',
  btree_gist: 'on AWS',
  citext: 'on AWS',
  hstore: 'on AWS',
  ltree: 'on AWS',
  pg_partman: 'on AWS',
  pg_stat_statements: 'on AWS',
  pg_trgm: 'on AWS',
  pgcrypto: 'on AWS',
  postgis: 'on AWS',
  postgis_topology: 'on AWS',
  timescaledb: { instead: 'keep time series in a server of your own that is declared as existing, or divide their table with pg_partman' },
  tsm_system_rows: 'on AWS',
  unaccent: 'on AWS',
  'uuid-ossp': 'on AWS',
  vector: 'on AWS',
} as const satisfies Readonly<Record<string, ExtensionHandling>>;

export type PostgresExtension = keyof typeof POSTGRES_EXTENSIONS;
