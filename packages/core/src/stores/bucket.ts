import { given } from '../given/given';
import type { Site } from '../sites/site';
import { type Duration, days } from '../units';
import type { DataTier } from './data-tier';
import { type ExistingStore, StoreDeclaration, type StoreProps } from './store';

/**
 * Where objects may move when they are seldom read, from the quickest to the slowest. `intelligent-tiering` watches each object and moves it by itself;
 * from `glacier` on an object must be asked for hours before it can be read.
 */
export type ObjectStorageClass = 'infrequent-access' | 'intelligent-tiering' | 'glacier-instant' | 'glacier' | 'deep-archive';

/** When objects move to a cheaper place. */
export interface ObjectTransition {
  /** How long after an object was written; whole days. */
  readonly after: Duration;
  /** Where it moves. */
  readonly to: ObjectStorageClass;
}

/** What becomes of objects with time. */
export interface ObjectLifecycle {
  /**
   * Where objects move, the soonest first, each to a slower place than the one before.
   * @default nowhere
   */
  readonly transitions?: readonly ObjectTransition[];
  /**
   * How long objects are kept; whole days. What is older is removed.
   * @default for ever
   */
  readonly expireAfter?: Duration;
  /**
   * How long a version is kept after it was written over or removed; whole days. So long a mistake can be taken back.
   * @default days(90)
   */
  readonly oldVersionsFor?: Duration;
}

/** For how long nobody can remove or write over what was put into a bucket. */
export interface ObjectLock {
  /**
   * Who may lift it before its time: with `governance` somebody with a special right, with `compliance` nobody, the owner of the account included. Nothing
   * that is locked by `compliance` can be removed, and neither can its bucket: not by mistake either.
   */
  readonly mode: 'governance' | 'compliance';
  /** How long each version is locked; whole days, at most a hundred years. */
  readonly retention: Duration;
}

/** Web pages of other hosts that may read or write a bucket from a browser. */
export interface BucketCors {
  /** Those pages: `https://` and a host, never a star. */
  readonly origins: readonly [string, ...string[]];
  /** What they may do. */
  readonly methods: readonly ['GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE', ...('GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE')[]];
  /**
   * The headers that they may send.
   * @default none but those of every request
   */
  readonly headers?: readonly string[];
  /**
   * How long a browser keeps the answer.
   * @default hours(1)
   */
  readonly maxAge?: Duration;
}

/** A bucket that exists already, behind the interface of S3, and is left alone. */
export interface ExistingBucket extends Omit<ExistingStore, 'readerHost'> {
  /** How it is called there. */
  readonly bucket: string;
  /**
   * The region by which requests are signed; most servers besides AWS take any.
   * @default 'us-east-1'
   */
  readonly region?: string;
  /** What proves that it is private, encrypted and keeps versions, because nothing here can see to that: a contract, an audit, a report. */
  readonly evidence: string;
  /** Who attests it. */
  readonly by: string;
}

export interface BucketProps extends Omit<StoreProps, 'size' | 'existing'> {
  /**
   * A bucket behind the interface of S3 that exists already. Sites on an existing cluster need it.
   * @default none: the bucket is made
   */
  readonly existing?: ExistingBucket;
  /**
   * What becomes of objects with time.
   * @default objects stay where they are, versions that were replaced are removed after 90 days
   */
  readonly lifecycle?: ObjectLifecycle;
  /**
   * Whether what is written over or removed is kept as a version. Turning it off is a weakened default (`object-versions`): what a program removes by
   * mistake is gone. It cannot be off where there is a lock or a replica.
   * @default true
   */
  readonly versions?: boolean;
  /**
   * For how long nobody can remove or write over an object. It is chosen when the bucket is made.
   * @default not at all
   */
  readonly lock?: ObjectLock;
  /**
   * The site to which every object is copied within minutes, encrypted with a key of that site. Its law must be one under which the data may stand.
   * @default none
   */
  readonly replicateTo?: Site;
  /**
   * Web pages of other hosts that may use it from a browser.
   * @default none
   */
  readonly cors?: BucketCors;
}

/** A bucket for objects: S3 on AWS. Private, encrypted, reached by TLS from inside the network alone. */
export class Bucket extends StoreDeclaration {
  readonly kind = 'bucket';
  override readonly existing: ExistingBucket | undefined;
  readonly lifecycle: ObjectLifecycle & { readonly oldVersionsFor: Duration };
  readonly versions: boolean;
  readonly lock: ObjectLock | undefined;
  readonly replicateTo: Site | undefined;
  readonly cors: BucketCors | undefined;
  /** HTTPS. */
  protected readonly usualPort = 443;

  constructor(tier: DataTier, name: string, declared: BucketProps) {
    const props = given('BucketProps', declared);
    super(tier, name, props);
    const { existing, lifecycle, versions = true, lock, replicateTo, cors } = props;
    this.existing = existing;
    this.lifecycle = { oldVersionsFor: days(90), ...lifecycle };
    this.versions = versions;
    this.lock = lock;
    this.replicateTo = replicateTo;
    this.cors = cors;
  }
}

/** Which objects of a bucket an edge leads to. */
export interface Objects {
  /** How the names of those objects begin, `scans/2026/`, or those of indexes, `ehr-`. */
  readonly prefix: string;
}
