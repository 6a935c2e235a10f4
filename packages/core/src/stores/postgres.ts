import { type Duration, days, gib, type Size } from '../units';
import type { DataTier } from './data-tier';
import { StoreDeclaration, type StoreProps } from './store';

/** What manages a database on AWS. */
export type PostgresManagement = 'rds' | 'aurora';

export interface PostgresProps extends StoreProps {
  /**
   * The major version of PostgreSQL.
   * @default '17'
   */
  readonly version?: string;
  /**
   * What manages it on AWS: `rds` a server of its own with a standby and no readers; `aurora` a cluster with readers and an address for
   * reads, whose storage grows by itself. Changing it makes a new, empty database and gives the old one up: to move, declare a second
   * store and copy the data.
   * @default 'rds'
   */
  readonly managed?: PostgresManagement;
  /**
   * The size of its disk, encrypted with a key of the platform's own. It grows by itself up to four times as much. For `rds` only: the
   * storage of Aurora has no size, it grows with the data.
   * @default gib(100)
   */
  readonly storage?: Size;
  /**
   * The replicas that answer reads. On AWS they need `managed: 'aurora'`: RDS refuses replicas of a database whose password it keeps.
   * @default 0
   */
  readonly replicas?: number;
  /**
   * Whether a standby in a second zone takes over by itself; on Aurora a replica is one. Turning it off is a weakened default (`high-availability`).
   * @default true
   */
  readonly highAvailability?: boolean;
  /**
   * How far back any moment can be restored. Less than seven days is a weakened default (`backup-retention`).
   * @default days(30)
   */
  readonly backupRetention?: Duration;
  /**
   * Whether a last snapshot is kept when the server is deleted. Turning it off is a weakened default (`final-snapshot`).
   * @default true
   */
  readonly finalSnapshot?: boolean;
}

/** A PostgreSQL database server. */
export class Postgres extends StoreDeclaration {
  readonly kind = 'postgres';
  readonly version: string;
  readonly managed: PostgresManagement;
  readonly storage: Size;
  readonly replicas: number;
  readonly highAvailability: boolean;
  readonly backupRetention: Duration;
  readonly finalSnapshot: boolean;
  protected readonly usualPort = 5432;

  constructor(tier: DataTier, name: string, props: PostgresProps) {
    super(tier, name, props);
    const { version = '17', managed = 'rds', storage = gib(100), replicas = 0 } = props;
    const { highAvailability = true, backupRetention = days(30), finalSnapshot = true } = props;
    this.version = version;
    this.managed = managed;
    this.storage = storage;
    this.replicas = replicas;
    this.highAvailability = highAvailability;
    this.backupRetention = backupRetention;
    this.finalSnapshot = finalSnapshot;
  }
}
