import { given } from '../given/given';
import type { DataTier } from './data-tier';
import type { MysqlParameter } from './mysql-parameters';
import { RelationalDeclaration, type RelationalProps } from './relational';

/** The versions of MySQL: 8.4 is that of RDS, 8.0 that of Aurora, which maintains it itself. */
export type MysqlVersion = '8.0' | '8.4';

export interface MysqlProps extends RelationalProps {
  /**
   * The version of MySQL.
   * @default '8.0' for 'aurora', which has no other; else '8.4'
   */
  readonly version?: MysqlVersion;
  /**
   * Settings of the server in MySQL's own words, `{ sync_binlog: '1' }`. What AWS keeps to itself is reported with what does it there.
   * A `sync_binlog` or `innodb_flush_log_at_trx_commit` other than 1 does not wait for the disk, which is a weakened default (`durability`).
   * @default AWS's own, and connections with TLS only
   */
  readonly parameters?: Readonly<Partial<Record<MysqlParameter, string>>>;
}

/** A MySQL database server. */
export class Mysql extends RelationalDeclaration {
  readonly kind = 'mysql';
  readonly version: string;
  readonly parameters: Readonly<Record<string, string>>;
  protected readonly usualPort = 3306;

  constructor(tier: DataTier, name: string, declared: MysqlProps) {
    const props = given('MysqlProps', declared);
    super(tier, name, props);
    const { version = this.managed === 'aurora' ? '8.0' : '8.4', parameters = {} } = props;
    this.version = version;
    this.parameters = parameters;
  }
}
