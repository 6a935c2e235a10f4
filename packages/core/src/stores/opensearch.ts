import { given } from '../given/given';
import { Domain } from '../platform/domain';
import { type Duration, days, gib, mib, millicores, minutes, type Size } from '../units';
import { ReleaseTask } from '../workloads/release-task';
import type { ClockTime } from '../workloads/scale-hours';
import type { DataTier } from './data-tier';
import { OPENSEARCH_MACHINES, type OpenSearchInstance } from './opensearch-instance';
import { SET_UP_COMMAND, setUpMounts } from './opensearch-set-up';
import { StoreDeclaration, type StoreProps, type StoreSize } from './store';

/** The versions of OpenSearch. 3.1 drops what 2 still allowed, so that clients have to be tried against it; back there is no way. */
export type OpenSearchVersion = '2.19' | '3.1';

/**
 * How old an index is when it moves on; each is counted from the day of the index. After the last of those that are declared it is deleted. Indexes age only where
 * writers begin a new one each day: `ehr-2026.11.29`.
 */
export interface IndexLifecycle {
  /** Until when it is on the disks of nodes, where it can be written; whole days. */
  readonly hot: Duration;
  /**
   * Until when it is on warm nodes, cheaper, slower and only to read; whole days. It takes `warm`.
   * @default none: it is not moved there
   */
  readonly warm?: Duration;
  /**
   * Until when it is kept in cold storage, from which it must be fetched before it can be asked; whole days. It takes `warm`, and a field `@timestamp` in
   * what is written.
   * @default none: it is not moved there
   */
  readonly cold?: Duration;
}

/** Snapshots in a bucket of the platform's own, from which another domain can be filled. */
export interface IndexSnapshots {
  /**
   * When one is taken each day, in the platform's time zone.
   * @default '04:00'
   */
  readonly at?: ClockTime;
  /**
   * How long each is kept; whole days. The newest seven stay however old they are.
   * @default days(30); where indexes move to warm nodes, as long as an index lives, because a snapshot holds only those that are hot
   */
  readonly keep?: Duration;
}

/** The nodes of the warm tier, which keep their indexes in S3. */
export interface WarmNodes {
  /** How many, at least two. */
  readonly nodes: number;
  /**
   * How much each reaches: medium 1.5 TiB, large 20 TiB.
   * @default 'medium'
   */
  readonly size?: 'medium' | 'large';
}

/** Where a store sets itself up: as a task of a release, which tells it who may do what, and how indexes begin and age. */
export interface OpenSearchSetUp {
  /** The domain in whose namespace the task runs. */
  readonly domain: Domain;
  /** An image with a shell and curl 8 or newer, which signs requests for AWS; it runs as any user. */
  readonly image: string;
}

export interface OpenSearchProps extends StoreProps {
  /**
   * The version of OpenSearch. It is upgraded in place, node by node.
   * @default '2.19'
   */
  readonly version?: OpenSearchVersion;
  /**
   * The machine of each node with data, where the one that follows from `size` does not fit.
   * @default the machine of the size: small t3.medium.search, medium r6g.large.search, large r6g.xlarge.search, xlarge r6g.2xlarge.search
   */
  readonly instanceType?: OpenSearchInstance;
  /**
   * The nodes with data, the same number in each zone; up to three zones are used.
   * @default 3
   */
  readonly nodes?: number;
  /**
   * The disk of each of them, gp3. Machines with disks of their own take none.
   * @default gib(100), none where the machine has disks of its own
   */
  readonly storage?: Size;
  /**
   * The nodes that lead the others and hold no data: 3 or 5. None is a weakened default (`high-availability`): whoever leads then also answers, and a rush can
   * take the lead away from it.
   * @default 3
   */
  readonly masters?: 0 | 3 | 5;
  /**
   * The machine of each of them.
   * @default 'm6g.large.search'
   */
  readonly masterType?: OpenSearchInstance;
  /**
   * Nodes for indexes that are only read. It takes masters, and nodes that do not live on credits.
   * @default none
   */
  readonly warm?: WarmNodes;
  /**
   * What becomes of indexes with time: `{ hot: days(30), warm: days(90), cold: days(365) }`.
   * @default none: they stay where they are
   */
  readonly lifecycle?: IndexLifecycle;
  /**
   * Daily snapshots of the indexes that workloads write, besides those that the service keeps for two weeks and for this domain alone. `'none'` is a weakened default
   * (`backup`) of what holds data of patients, persons or payments. Where indexes move to warm nodes, their names have to end with the day, as in `ehr-2026.11.29`: AWS
   * refuses a snapshot of hot and warm ones.
   * @default taken, at 04:00
   */
  readonly snapshots?: IndexSnapshots | 'none';
  /**
   * The parts of each new index, among which its documents are divided.
   * @default 5
   */
  readonly shards?: number;
  /**
   * The copies of each of them, on other nodes. None is a weakened default (`high-availability`): a lost node loses its documents.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * When the ten quiet hours of each day begin in the platform's time zone, within which AWS changes nodes and installs updates.
   * @default '20:00'
   */
  readonly quietFrom?: ClockTime;
  /**
   * Where it sets itself up. What is made needs it: without it nobody but its administrator gets in.
   * @default none, for what exists already
   */
  readonly setUp?: OpenSearchSetUp;
}

/** Logs and documents to search in. Workloads log in with their own identity, and reach the indexes that their edges name. */
export class OpenSearch extends StoreDeclaration {
  readonly kind = 'opensearch';
  readonly version: OpenSearchVersion;
  readonly instanceType: string;
  readonly nodes: number;
  readonly storage: Size | undefined;
  readonly masters: 0 | 3 | 5;
  readonly masterType: string;
  readonly warm: Required<WarmNodes> | undefined;
  readonly lifecycle: IndexLifecycle | undefined;
  /** None of what exists already. */
  readonly snapshots: Required<IndexSnapshots> | 'none';
  readonly shards: number;
  readonly replicas: number;
  readonly quietFrom: ClockTime;
  /** What sets it up, as its administrator. */
  readonly setUp: ReleaseTask | undefined;
  protected readonly usualPort = 443;

  constructor(tier: DataTier, name: string, declared: OpenSearchProps) {
    const props = given('OpenSearchProps', declared);
    super(tier, name, props);
    const { version = '2.19', nodes = 3, masters = 3, masterType = 'm6g.large.search', warm, lifecycle } = props;
    const { shards = 5, replicas = 1, quietFrom = '20:00', setUp } = props;
    this.version = version;
    this.instanceType = props.instanceType ?? MACHINES[this.size];
    this.nodes = nodes;
    this.storage = props.storage ?? (hasOwnDisks(this.instanceType) ? undefined : gib(100));
    this.masters = masters;
    this.masterType = masterType;
    this.warm = warm && { size: 'medium', ...warm };
    this.lifecycle = lifecycle;
    const { snapshots = props.existing ? 'none' : {} } = props;
    this.snapshots = typeof snapshots !== 'object' ? snapshots : { at: '04:00', keep: longest(lifecycle), ...snapshots };
    this.shards = shards;
    this.replicas = replicas;
    this.quietFrom = quietFrom;
    this.setUp = setUp?.domain instanceof Domain ? this.#setsUp(setUp) : undefined;
  }

  /** A task like any other: hardened, counted against the quota, run again when what it tells has changed. */
  #setsUp({ domain, image }: OpenSearchSetUp): ReleaseTask {
    const task = new ReleaseTask(domain, `${this.name}-set-up`, {
      image,
      command: SET_UP_COMMAND,
      mounts: setUpMounts(this),
      size: { requests: { cpu: millicores(50), memory: mib(64) }, limits: { cpu: millicores(200), memory: mib(128) } },
      timeLimit: minutes(30),
      retries: 6,
    });
    return task.writes(this);
  }
}

const MACHINES = {
  small: 't3.medium.search',
  medium: 'r6g.large.search',
  large: 'r6g.xlarge.search',
  xlarge: 'r6g.2xlarge.search',
} as const satisfies Record<StoreSize, OpenSearchInstance>;

/** How long a snapshot is kept: one that holds only hot indexes as long as the oldest of them lives. */
function longest(lifecycle: IndexLifecycle | undefined): Duration {
  return (lifecycle?.warm && (lifecycle.cold ?? lifecycle.warm)) ?? days(30);
}

function hasOwnDisks(instanceType: string): boolean {
  const machine = OPENSEARCH_MACHINES.get(instanceType);
  return machine !== undefined && machine.largestDisk === undefined;
}
