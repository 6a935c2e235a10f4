import { given } from '../given/given';
import type { DailyHours, WeeklyHours } from '../hours';
import { type Duration, days } from '../units';
import type { DataTier } from './data-tier';
import type { MongoDbClass } from './mongodb-class';
import { StoreDeclaration, type StoreProps, type StoreSize } from './store';

/**
 * The versions of MongoDB whose interface DocumentDB speaks. It is not MongoDB: it has no retried writes, and of each version it knows most commands and
 * not all of them. What a service uses has to be tried against it.
 */
export type MongoDbVersion = '5.0' | '8.0';

export interface MongoDbProps extends StoreProps {
  /**
   * The version whose interface it speaks. An upgrade interrupts it; back there is no way.
   * @default '5.0'
   */
  readonly version?: MongoDbVersion;
  /**
   * The machine, where the one that follows from `size` does not fit.
   * @default the machine of the size: small t4g.medium, medium r6g.large, large r6g.xlarge, xlarge r6g.2xlarge
   */
  readonly instanceClass?: MongoDbClass;
  /**
   * The instances in other zones that answer reads and take over writes. None is a weakened default (`high-availability`).
   * @default 2
   */
  readonly replicas?: number;
  /**
   * How far back any moment can be restored. Less than seven days is a weakened default (`backup-retention`).
   * @default days(30)
   */
  readonly backupRetention?: Duration;
  /**
   * Whether a last snapshot is kept when the database is deleted. Turning it off is a weakened default (`final-snapshot`).
   * @default true
   */
  readonly finalSnapshot?: boolean;
  /**
   * The hours within which the daily backup is taken.
   * @default { from: '01:00', to: '03:00' }
   */
  readonly backupHours?: DailyHours;
  /**
   * The hours within which AWS may patch it, which may interrupt it for a minute. They must not meet those of the backup.
   * @default { day: 'sunday', from: '03:00', to: '05:00' }
   */
  readonly maintenanceHours?: WeeklyHours;
  /**
   * How often the administrator's password is renewed. DocumentDB makes it and keeps it in Secrets Manager; nothing of it is in a program or a state.
   * @default days(7)
   */
  readonly passwordRotation?: Duration;
  /**
   * From what duration on an operation is written to a log, with the values that it asked for; at least 50 ms. For a database that holds `phi` it is a
   * weakened default (`logged-values`), because those values are patients'.
   * @default none: no operation is written to a log
   */
  readonly slowOperations?: Duration;
}

/** A database of documents, spoken to as MongoDB. */
export class MongoDb extends StoreDeclaration {
  readonly kind = 'mongodb';
  readonly version: MongoDbVersion;
  readonly instanceClass: string;
  readonly replicas: number;
  readonly backupRetention: Duration;
  readonly finalSnapshot: boolean;
  readonly backupHours: DailyHours;
  readonly maintenanceHours: WeeklyHours;
  readonly passwordRotation: Duration;
  readonly slowOperations: Duration | undefined;
  protected readonly usualPort = 27_017;

  constructor(tier: DataTier, name: string, declared: MongoDbProps) {
    const props = given('MongoDbProps', declared);
    super(tier, name, props);
    const { version = '5.0', replicas = 2, backupRetention = days(30), finalSnapshot = true, passwordRotation = days(7) } = props;
    const { backupHours = { from: '01:00', to: '03:00' }, maintenanceHours = { day: 'sunday', from: '03:00', to: '05:00' } } = props;
    this.version = version;
    this.instanceClass = props.instanceClass ?? CLASSES[this.size];
    this.replicas = replicas;
    this.backupRetention = backupRetention;
    this.finalSnapshot = finalSnapshot;
    this.backupHours = backupHours;
    this.maintenanceHours = maintenanceHours;
    this.passwordRotation = passwordRotation;
    this.slowOperations = props.slowOperations;
  }
}

const CLASSES = {
  small: 'db.t4g.medium',
  medium: 'db.r6g.large',
  large: 'db.r6g.xlarge',
  xlarge: 'db.r6g.2xlarge',
} as const satisfies Record<StoreSize, MongoDbClass>;

/**
 * What a client of DocumentDB has to say when it connects, as MongoDB's connection strings write it. It finds the instance that takes writes as a member of
 * a set; at the address of readers it speaks to whichever answers. Writes are never retried by the driver, which DocumentDB refuses.
 */
export const MONGODB_OPTIONS = {
  writes: 'tls=true&replicaSet=rs0&retryWrites=false',
  reads: 'tls=true&directConnection=true&readPreference=secondaryPreferred&retryWrites=false',
} as const;
