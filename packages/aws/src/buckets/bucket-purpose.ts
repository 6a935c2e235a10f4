import type { AwsRegion } from '@clinfra/core';
import type { Statement } from '../identity/policy-document';

/** Where a bucket stands, for the policies that name it. */
export interface BucketPlace {
  readonly accountId: string;
  readonly region: AwsRegion;
  readonly arn: string;
}

/** What holds for the buckets of a purpose. */
interface Purpose {
  /** With what objects are encrypted: the platform's own key, or, where AWS delivers to no other, the key that S3 itself keeps. */
  readonly encryption: 'customer-key' | 's3';
  /** The service that writes to it without being a role of the account; its key lets it encrypt. */
  readonly writer?: (region: AwsRegion) => string;
  /** What that service may do. */
  readonly deliveries?: (place: BucketPlace) => readonly Statement[];
  /** Whether its objects are logs, which are forgotten in time. */
  readonly logs?: true;
  /** What its name has to begin with. */
  readonly nameBegins?: 'aws-waf-logs-';
}

/**
 * What buckets are for. Logs of requests to buckets and of Application Load Balancers cannot be delivered to a bucket with a customer's key: S3 and Elastic
 * Load Balancing take buckets with S3's own keys only, and lose the logs silently otherwise.
 */
const PURPOSES = {
  /** What workloads keep. */
  data: { encryption: 'customer-key' },
  /** What nobody may change or remove. */
  audit: { encryption: 'customer-key' },
  /** How resources were set, by AWS Config, which cannot deliver to a locked bucket. */
  configuration: { encryption: 'customer-key' },
  /** What Velero and the operators of databases keep, each with a role of its own. */
  backups: { encryption: 'customer-key' },
  /** Copies of caches that ElastiCache exports. */
  'cache-snapshots': { encryption: 'customer-key', writer: region => `${region}.elasticache-snapshot.amazonaws.com`, deliveries: cacheSnapshots },
  /** Snapshots of indexes, which OpenSearch Service writes with a role of the account. */
  'search-snapshots': { encryption: 'customer-key' },
  /** Requests to CloudFront, by its standard logging of the second version; the first needs ACLs, which these buckets do not have. */
  'cdn-logs': { encryption: 'customer-key', writer: () => LOG_DELIVERY, deliveries: deliveredLogs, logs: true },
  /** Requests that a web firewall saw. */
  'firewall-logs': { encryption: 'customer-key', writer: () => LOG_DELIVERY, deliveries: deliveredLogs, logs: true, nameBegins: 'aws-waf-logs-' },
  /** Traffic of a network, queries to a resolver, connections of a Network Load Balancer. */
  'network-logs': { encryption: 'customer-key', writer: () => LOG_DELIVERY, deliveries: deliveredLogs, logs: true },
  /** Requests to an Application Load Balancer. */
  'load-balancer-logs': { encryption: 's3', deliveries: loadBalancerLogs, logs: true },
  /** Requests to other buckets. */
  'access-logs': { encryption: 's3', deliveries: accessLogs, logs: true },
} as const satisfies Record<string, Purpose>;

export type BucketPurpose = keyof typeof PURPOSES;

/** The purposes whose buckets have a key of the platform. */
export type KeyedPurpose = { [P in BucketPurpose]: (typeof PURPOSES)[P]['encryption'] extends 'customer-key' ? P : never }[BucketPurpose];

export function purposeOf(purpose: BucketPurpose): Purpose {
  return PURPOSES[purpose];
}

/** The services to which the key of a bucket of that purpose must be opened, besides S3: `EncryptionKeyArgs.writers`. */
export function keyWriters(purpose: KeyedPurpose, region: AwsRegion): readonly string[] {
  const { writer } = purposeOf(purpose);
  return writer ? [writer(region)] : [];
}

const LOG_DELIVERY = 'delivery.logs.amazonaws.com';

/** By the log delivery of CloudWatch. CloudFront and its firewalls deliver from us-east-1 whatever the region of the bucket, so that the region is left open. */
function deliveredLogs({ accountId, arn }: BucketPlace): readonly Statement[] {
  const Principal = { Service: LOG_DELIVERY };
  const own = { StringEquals: { 'aws:SourceAccount': accountId }, ArnLike: { 'aws:SourceArn': `arn:aws:logs:*:${accountId}:*` } };
  const full = { ...own, StringEquals: { ...own.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' } };
  return [
    { Sid: 'Deliver', Effect: 'Allow', Principal, Action: ['s3:PutObject'], Resource: `${arn}/AWSLogs/${accountId}/*`, Condition: full },
    { Sid: 'DeliveryLooks', Effect: 'Allow', Principal, Action: ['s3:GetBucketAcl', 's3:ListBucket'], Resource: arn, Condition: own },
  ];
}

/** The folder of the account is the condition: it is the service that writes there, for load balancers of that account. */
function loadBalancerLogs({ accountId, arn }: BucketPlace): readonly Statement[] {
  const Principal = { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' };
  return [{ Sid: 'Deliver', Effect: 'Allow', Principal, Action: ['s3:PutObject'], Resource: `${arn}/AWSLogs/${accountId}/*` }];
}

function accessLogs({ accountId, arn }: BucketPlace): readonly Statement[] {
  const Condition = { StringEquals: { 'aws:SourceAccount': accountId }, ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } };
  return [{ Sid: 'Deliver', Effect: 'Allow', Principal: { Service: 'logging.s3.amazonaws.com' }, Action: ['s3:PutObject'], Resource: `${arn}/*`, Condition }];
}

function cacheSnapshots({ arn, region }: BucketPlace): readonly Statement[] {
  const Principal = { Service: `${region}.elasticache-snapshot.amazonaws.com` };
  const inBucket = ['s3:GetBucketAcl', 's3:ListBucket', 's3:ListBucketMultipartUploads'];
  return [
    { Sid: 'Export', Effect: 'Allow', Principal, Action: ['s3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'], Resource: `${arn}/*` },
    { Sid: 'ExportLooks', Effect: 'Allow', Principal, Action: inBucket, Resource: arn },
  ];
}
