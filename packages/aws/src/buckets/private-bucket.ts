import {
  Bucket,
  BucketLifecycleConfiguration,
  BucketLogging,
  BucketObjectLockConfiguration,
  BucketOwnershipControls,
  BucketPolicy,
  BucketPublicAccessBlock,
  BucketServerSideEncryptionConfiguration,
  BucketVersioning,
} from '@pulumi/aws/s3';
import { all, ComponentResource, type ComponentResourceOptions, type Input, type Output, output, type Resource } from '@pulumi/pulumi';
import type { Statement } from '../identity/policy-document';
import type { SiteFacts, Tags } from '../site-facts';
import { type BucketLifecycle, lifecycleRules, usualLifecycle } from './bucket-lifecycle';
import { bucketArn, bucketName } from './bucket-name';
import { bucketPolicy } from './bucket-policy';
import { type BucketPlace, type BucketPurpose, type KeyedPurpose, purposeOf } from './bucket-purpose';

/** How long no version of an object can be removed: by nobody (`compliance`), or by nobody without a special right (`governance`). */
export interface BucketLock {
  readonly mode: 'governance' | 'compliance';
  readonly days: number;
}

interface CommonBucketArgs {
  /** The site in whose region it stands. */
  readonly facts: SiteFacts;
  /** The account, which becomes a part of its name. */
  readonly accountId: Input<string>;
  /** What it is called within the site. */
  readonly called: string;
  /**
   * What becomes of its objects with time.
   * @default logs are removed after as long as the stage keeps logs; everything else stays
   */
  readonly lifecycle?: BucketLifecycle;
  /**
   * How long its objects cannot be removed or written over.
   * @default not at all
   */
  readonly lock?: BucketLock;
  /**
   * The bucket in which every request to this one is noted.
   * @default none
   */
  readonly accessLogs?: Input<string>;
  /**
   * What its policy says besides what every bucket's does.
   * @default nothing
   */
  readonly statements?: (place: BucketPlace) => readonly Statement[];
  /**
   * Whether what is written over is kept as a version.
   * @default true
   */
  readonly versions?: boolean;
  /**
   * Tags besides the site's.
   * @default none
   */
  readonly tags?: Tags;
  /**
   * Whether Pulumi refuses to delete it.
   * @default true
   */
  readonly protect?: boolean;
}

/** The purpose decides whether a key is needed: see `bucket-purpose.ts`. The key must be usable through S3 and by `keyWriters(purpose, region)`. */
export type PrivateBucketArgs = CommonBucketArgs &
  (
    | { readonly purpose: KeyedPurpose; readonly keyArn: Input<string> }
    | { readonly purpose: Exclude<BucketPurpose, KeyedPurpose>; readonly keyArn?: undefined }
  );

/**
 * A bucket that nobody outside the account can see, encrypted, reached by TLS only, without ACLs, that keeps the versions of what is written over. It is
 * never emptied by a program: deleting it takes whoever empties it first.
 */
export class PrivateBucket extends ComponentResource {
  readonly bucketName: Output<string>;
  readonly arn: Output<string>;
  /** What must stand before a service delivers to it. */
  readonly ready: Resource;
  /** What must stand before anything can be copied. */
  readonly versioning: Resource;

  constructor(name: string, args: PrivateBucketArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:PrivateBucket', name, {}, opts);
    const bucket = this.#createBucket(name, args);
    this.bucketName = bucket.bucket;
    this.arn = bucket.arn;
    const where = { bucket: this.bucketName, region: args.facts.region };
    this.#encrypt(name, args, where);
    const status = args.versions === false ? 'Suspended' : 'Enabled';
    this.versioning = new BucketVersioning(name, { ...where, versioningConfiguration: { status } }, { parent: this });
    this.#age(name, args, where, this.versioning);
    this.#lock(name, args, where, this.versioning);
    this.#noteAccess(name, args, where);
    this.ready = this.#close(name, args, where);
    this.registerOutputs({ bucketName: this.bucketName, arn: this.arn });
  }

  #createBucket(name: string, { facts, accountId, called, purpose, lock, tags = {}, protect = true }: PrivateBucketArgs): Bucket {
    const owned = facts.owned(name);
    const settings = {
      bucket: output(accountId).apply(account => bucketName(facts, [called], purpose, account)),
      forceDestroy: false,
      ...(lock && { objectLockEnabled: true }),
    };
    return new Bucket(name, { ...owned, tags: { ...owned.tags, ...tags, purpose }, ...settings }, { parent: this, protect });
  }

  /** The key of the bucket is asked once for many objects; a key that the client brings along would be one that nobody else holds. */
  #encrypt(name: string, { purpose, keyArn }: PrivateBucketArgs, where: Where): void {
    const keyed = purposeOf(purpose).encryption === 'customer-key' && keyArn !== undefined;
    const byDefault = keyed ? { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn } : { sseAlgorithm: 'AES256' };
    const rule = { applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled: keyed, blockedEncryptionTypes: ['SSE-C'] };
    new BucketServerSideEncryptionConfiguration(name, { ...where, rules: [rule] }, { parent: this });
  }

  #age(name: string, { facts, purpose, lifecycle = usualLifecycle(purpose, facts.stage) }: PrivateBucketArgs, where: Where, versioning: Resource): void {
    new BucketLifecycleConfiguration(name, { ...where, rules: lifecycleRules(lifecycle) }, { parent: this, dependsOn: [versioning] });
  }

  #lock(name: string, { lock }: PrivateBucketArgs, where: Where, versioning: Resource): void {
    if (!lock) return;
    const rule = { defaultRetention: { mode: lock.mode.toUpperCase(), days: lock.days } };
    new BucketObjectLockConfiguration(name, { ...where, rule }, { parent: this, dependsOn: [versioning] });
  }

  #noteAccess(name: string, { accessLogs }: PrivateBucketArgs, where: Where): void {
    if (accessLogs === undefined) return;
    const settings = { targetBucket: accessLogs, targetPrefix: `${name}/` };
    new BucketLogging(name, { ...where, ...settings }, { parent: this });
  }

  /** One after the other: S3 refuses two changes of a bucket's access at the same time. */
  #close(name: string, args: PrivateBucketArgs, where: Where): Resource {
    const owner = new BucketOwnershipControls(name, { ...where, rule: { objectOwnership: 'BucketOwnerEnforced' } }, { parent: this });
    const closed = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
    const block = new BucketPublicAccessBlock(name, { ...where, ...closed }, { parent: this, dependsOn: [owner] });
    return new BucketPolicy(name, { ...where, policy: policyOf(args) }, { parent: this, dependsOn: [block] });
  }
}

/** The bucket as what belongs to it names it. */
interface Where {
  readonly bucket: Output<string>;
  readonly region: SiteFacts['region'];
}

function policyOf({ facts, accountId, called, purpose, keyArn, statements = () => [] }: PrivateBucketArgs): Output<string> {
  return all([accountId, keyArn]).apply(([account, key]) => {
    const place = { accountId: account, region: facts.region, arn: bucketArn(bucketName(facts, [called], purpose, account)) };
    return JSON.stringify(bucketPolicy({ ...place, purpose, keyArn: key, more: statements(place) }));
  });
}
