import { type Duration, days, gib, type Size } from '../units';
import type { DataTier } from './data-tier';
import { StoreDeclaration, type StoreProps } from './store';

export interface PostgresProps extends StoreProps {
  /**
   * The major version of PostgreSQL.
   * @default '17'
   */
  readonly version?: string;
  /**
   * The size of its disk, encrypted with a key of the platform's own. It grows by itself up to four times as much.
   * @default gib(100)
   */
  readonly storage?: Size;
  /**
   * The replicas that answer reads.
   * @default 0
   */
  readonly replicas?: number;
  /**
   * Whether a standby in a second zone takes over by itself. Turning it off is a weakened default (`high-availability`).
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
  readonly storage: Size;
  readonly replicas: number;
  readonly highAvailability: boolean;
  readonly backupRetention: Duration;
  readonly finalSnapshot: boolean;
  protected readonly usualPort = 5432;

  constructor(tier: DataTier, name: string, props: PostgresProps) {
    super(tier, name, props);
    const { version = '17', storage = gib(100), replicas = 0, highAvailability = true, backupRetention = days(30), finalSnapshot = true } = props;
    this.version = version;
    this.storage = storage;
    this.replicas = replicas;
    this.highAvailability = highAvailability;
    this.backupRetention = backupRetention;
    this.finalSnapshot = finalSnapshot;
  }
}
