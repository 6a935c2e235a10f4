import { given } from '../given/given';
import type { DataTier } from './data-tier';
import type { PostgresExtension } from './postgres-extensions';
import type { PostgresParameter } from './postgres-parameters';
import { RelationalDeclaration, type RelationalProps } from './relational';

/** The major versions of PostgreSQL that RDS and Aurora offer and that still get fixes. */
export type PostgresVersion = '14' | '15' | '16' | '17';

export interface PostgresProps extends RelationalProps {
  /**
   * The major version of PostgreSQL.
   * @default '17'
   */
  readonly version?: PostgresVersion;
  /**
   * Settings of the server in PostgreSQL's own words, `{ max_parallel_workers: '8' }`. What AWS keeps to itself is reported with what does it there.
   * A `synchronous_commit` that does not wait for the disk is a weakened default (`durability`).
   * @default AWS's own, and connections with TLS only
   */
  readonly parameters?: Readonly<Partial<Record<PostgresParameter, string>>>;
  /**
   * The extensions of its database, `['postgis']`, which the Job creates that makes its users. One that is named no longer stays, because data may rest on it.
   * @default none
   */
  readonly extensions?: readonly PostgresExtension[];
}

/** A PostgreSQL database server. */
export class Postgres extends RelationalDeclaration {
  readonly kind = 'postgres';
  readonly version: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly extensions: readonly PostgresExtension[];
  protected readonly usualPort = 5432;

  constructor(tier: DataTier, name: string, declared: PostgresProps) {
    const props = given('PostgresProps', declared);
    super(tier, name, props);
    const { version = '17', parameters = {}, extensions = [] } = props;
    this.version = version;
    this.parameters = parameters;
    this.extensions = extensions;
  }
}
