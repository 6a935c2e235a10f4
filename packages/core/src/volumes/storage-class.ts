/** Storage for data that is to be kept: `fast-ssd` for databases, `standard` for files and logs, `backup` for copies that are hardly ever read. */
export type DataStorage = 'fast-ssd' | 'standard' | 'backup';

/** What kinds of storage a site has: those for data, and `scratch`, whose disks are deleted with the pods to which they belong. */
export type StorageClassName = DataStorage | 'scratch';

/** What an SSD of AWS can do, whatever its size. More than is included is paid for. */
export interface SsdPerformance {
  /**
   * The operations in a second, 3000 to 16000.
   * @default 3000
   */
  readonly iops?: number;
  /**
   * The MiB in a second, 125 to 1000; at most a quarter of `iops`.
   * @default 125
   */
  readonly throughput?: number;
}

/** How disks are made in a cluster that exists already. */
export interface Provisioner {
  /** The CSI driver that makes them, as it is called in the cluster: `rook-ceph.rbd.csi.ceph.com`. */
  readonly provisioner: string;
  /** The settings of the driver. What it makes must be encrypted at rest; nothing here can see whether it is. */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Whether a claim can be had by the pods of several nodes, as with a file system on the network.
   * @default false
   */
  readonly shared?: boolean;
  /**
   * Whether volumes can grow.
   * @default true
   */
  readonly expandable?: boolean;
}

/** The performance of the SSDs of a site on AWS, by the storage that they are for. `backup` is on cold magnetic disks, which have none to choose. */
export type AwsStorage = Partial<Readonly<Record<Exclude<StorageClassName, 'backup'>, SsdPerformance>>>;

/** The storage that a cluster has, by what it is for. */
export type ClusterStorage = Partial<Readonly<Record<StorageClassName, Provisioner>>>;
