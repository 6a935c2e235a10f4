import type { DailyHours, WeeklyHours } from '../hours';
import { type Duration, days, gib, type Size } from '../units';
import type { DataTier } from './data-tier';
import type { DatabaseClass } from './database-class';
import { type DatabaseProxy, type DatabaseProxyProps, proxyFrom } from './database-proxy';
import { type Pool, poolFrom } from './pool';
import { StoreDeclaration, type StoreProps, type StoreSize } from './store';

/** What manages a relational database on AWS. */
export type RelationalManagement = 'rds' | 'rds-cluster' | 'aurora';

export interface RelationalProps extends StoreProps {
  /**
   * What manages it on AWS. `rds`: one server with a standby that answers nothing, and no readers. `rds-cluster`: a Multi-AZ cluster, one server that
   * takes writes and two in other zones that answer reads and stand by; it needs three zones. `aurora`: a cluster with up to fifteen readers, whose
   * storage grows by itself. Each has one address for reads. Changing it makes a new, empty database and gives the old one up: to move, declare a second
   * store and copy the data.
   * @default 'rds'
   */
  readonly managed?: RelationalManagement;
  /**
   * The machine, where the one that follows from `size` does not fit.
   * @default the machine of the size: small t4g.medium, medium large, large xlarge, xlarge 2xlarge, of a memory line
   */
  readonly instanceClass?: DatabaseClass;
  /**
   * The size of its disk, encrypted with a key of the platform's own. A server's grows by itself up to four times as much; that of a Multi-AZ cluster does
   * not. The storage of Aurora has no size.
   * @default gib(100)
   */
  readonly storage?: Size;
  /**
   * Reads and writes a second that the disk sustains, for a disk of 400 GiB and more. Not for Aurora.
   * @default what comes with the disk: 3000, and 12000 from 400 GiB on
   */
  readonly iops?: number;
  /**
   * Mebibytes a second that the disk sustains, for a disk of 400 GiB and more. For `rds` only.
   * @default what comes with the disk: 125, and 500 from 400 GiB on
   */
  readonly throughput?: number;
  /**
   * The replicas that answer reads. `rds` has none, because it refuses replicas of a database whose password it keeps; `rds-cluster` has two, always.
   * @default 2 for 'rds-cluster', else 0
   */
  readonly replicas?: number;
  /**
   * Whether a standby in a second zone takes over by itself; in a cluster a replica is one. Turning it off is a weakened default (`high-availability`).
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
  /**
   * The version of the release before which a snapshot is taken, `'2.4.0'`: another text is another snapshot, made on AWS before anything in the cluster is changed. Change it
   * with each release that one might have to go back behind, as a whole, with its data. A snapshot stays when the next one is taken, and when the database goes;
   * AWS keeps a hundred of them in a region, so that somebody has to remove old ones, and refuses a text that was used before.
   * @default none: AWS's own backups let any moment be restored, into a new database
   */
  readonly snapshotBefore?: string;
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
   * How often the administrator's password is renewed. RDS makes it and keeps it in Secrets Manager; nothing of it is in a program or a state.
   * @default days(7)
   */
  readonly passwordRotation?: Duration;
  /**
   * How many connections each pod keeps that reads or writes it, as `<NAME>_POOL_MIN` and `<NAME>_POOL_MAX`. A workload that needs others says so by
   * `pools`. The sum of all pods at their maximum must be what the server holds; with a `proxy`, the sum of what each pod keeps open.
   * @default { min: 10, max: 100 }
   */
  readonly pool?: Pool;
  /**
   * RDS Proxy before it: workloads connect there, and their connections share fewer to the servers, over TLS and with the identities of the workloads alone. A
   * failover drops none of them. `{}` takes every figure as it is.
   * @default none: workloads connect to the servers
   */
  readonly proxy?: DatabaseProxyProps;
}

/** A relational database server with what keeps it alive. */
export abstract class RelationalDeclaration extends StoreDeclaration {
  abstract readonly kind: 'postgres' | 'mysql';
  /** The major version of its engine. */
  abstract readonly version: string;
  /** Settings of the server, in its own words. */
  abstract readonly parameters: Readonly<Record<string, string>>;
  readonly managed: RelationalManagement;
  readonly instanceClass: string;
  readonly storage: Size;
  readonly iops: number | undefined;
  readonly throughput: number | undefined;
  readonly replicas: number;
  readonly highAvailability: boolean;
  readonly backupRetention: Duration;
  readonly finalSnapshot: boolean;
  readonly snapshotBefore: string | undefined;
  readonly backupHours: DailyHours;
  readonly maintenanceHours: WeeklyHours;
  readonly passwordRotation: Duration;
  readonly pool: Required<Pool>;
  readonly proxy: DatabaseProxy | undefined;

  constructor(tier: DataTier, name: string, props: RelationalProps) {
    super(tier, name, props);
    const { managed = 'rds', storage = gib(100), iops, throughput, replicas = managed === 'rds-cluster' ? 2 : 0 } = props;
    const { highAvailability = true, backupRetention = days(30), finalSnapshot = true, passwordRotation = days(7) } = props;
    const { backupHours = { from: '01:00', to: '03:00' }, maintenanceHours = { day: 'sunday', from: '03:00', to: '05:00' } } = props;
    this.managed = managed;
    this.instanceClass = props.instanceClass ?? CLASSES[managed === 'rds-cluster' ? 'disk' : 'memory'][this.size];
    this.storage = storage;
    this.iops = iops;
    this.throughput = throughput;
    this.replicas = replicas;
    this.highAvailability = highAvailability;
    this.backupRetention = backupRetention;
    this.finalSnapshot = finalSnapshot;
    this.snapshotBefore = props.snapshotBefore;
    this.backupHours = backupHours;
    this.maintenanceHours = maintenanceHours;
    this.passwordRotation = passwordRotation;
    this.pool = poolFrom(props.pool);
    this.proxy = props.proxy && proxyFrom(props.proxy);
  }
}

/** The machines of the sizes; Graviton, of the size of the r5 machines that older documents name. A Multi-AZ cluster wants a disk in the machine. */
const CLASSES = {
  memory: { small: 'db.t4g.medium', medium: 'db.r6g.large', large: 'db.r6g.xlarge', xlarge: 'db.r6g.2xlarge' },
  disk: { small: 'db.m6gd.large', medium: 'db.r6gd.large', large: 'db.r6gd.xlarge', xlarge: 'db.r6gd.2xlarge' },
} as const satisfies Record<string, Record<StoreSize, DatabaseClass>>;
