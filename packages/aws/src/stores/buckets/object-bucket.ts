import type { Bucket } from '@clinfra/core';
import { BucketCorsConfiguration } from '@pulumi/aws/s3';
import { ComponentResource, type ComponentResourceOptions, type Input, type Output, output } from '@pulumi/pulumi';
import type { BucketPlace } from '../../buckets/bucket-purpose';
import { PrivateBucket } from '../../buckets/private-bucket';
import type { Statement } from '../../identity/policy-document';
import type { StoreContext } from '../store-context';
import { storeKey } from '../store-key';
import { corsRules, lifecycleOf, lockOf } from './bucket-settings';

export interface ObjectBucketArgs {
  /** The declared bucket. */
  readonly store: Bucket;
  /** What it stands on. */
  readonly context: StoreContext;
  /** The URL by which the site's workloads reach S3 inside their network. */
  readonly endpoint: Input<string>;
  /** The bucket in which requests are noted. */
  readonly accessLogs: Input<string>;
  /**
   * Whether a CDN of the account reads its objects.
   * @default false
   */
  readonly delivered?: boolean;
}

/** The service that reads for the CDNs of an account. */
const CDN = 'cloudfront.amazonaws.com';

/** CDNs of the account read objects, each request signed; there is no list of them, and nobody writes. */
function readByCdn({ accountId, arn }: BucketPlace): readonly Statement[] {
  const Condition = { StringEquals: { 'aws:SourceAccount': accountId }, ArnLike: { 'aws:SourceArn': `arn:aws:cloudfront::${accountId}:distribution/*` } };
  return [{ Sid: 'ReadByCdn', Effect: 'Allow', Principal: { Service: CDN }, Action: ['s3:GetObject'], Resource: `${arn}/*`, Condition }];
}

/** A bucket of workloads: what each of them may do with it stands in its own role. */
export class ObjectBucket extends ComponentResource {
  /** The URL by which requests are made. */
  readonly host: Output<string>;
  readonly readerHost: Output<string>;
  /** Its name. */
  readonly resource: Output<string>;
  /** What has to be copied where it is replicated. */
  readonly objects: PrivateBucket;
  readonly keyArn: Output<string>;

  constructor(name: string, args: ObjectBucketArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:ObjectBucket', name, {}, opts);
    const { store, context, endpoint, accessLogs, delivered = false } = args;
    const { facts, network } = context;
    const key = storeKey(store, context, { usedBy: ['s3'], ...(delivered && { writers: [CDN] }) }, this);
    const whose = { facts, accountId: network.accountId, called: store.name, purpose: 'data', keyArn: key.arn, accessLogs } as const;
    const tags = facts.ownedBy(store, name).tags;
    const read = delivered && { statements: readByCdn };
    const settings = { ...read, lifecycle: lifecycleOf(store), versions: store.versions, ...lockOf(store), tags, protect: store.deletionProtection };
    this.objects = new PrivateBucket(name, { ...whose, ...settings }, { parent: this });
    this.resource = this.objects.bucketName;
    this.keyArn = key.arn;
    const rules = corsRules(store);
    if (rules.length > 0) new BucketCorsConfiguration(name, { region: facts.region, bucket: this.resource, corsRules: rules }, { parent: this });
    this.host = output(endpoint);
    this.readerHost = this.host;
    this.registerOutputs({ bucket: this.resource });
  }
}
