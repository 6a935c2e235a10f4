import { AuditTrail, Bucket, type DataClass, type Inventory, type Store } from '@clinfra/core';
import { bucketArn, bucketName } from '../buckets/bucket-name';
import type { BucketPlace } from '../buckets/bucket-purpose';
import type { PolicyDocument, Statement } from '../identity/policy-document';
import { SiteFacts } from '../site-facts';
import { copyCalled } from '../stores/buckets/bucket-settings';

/** Whoever reads or writes objects of these classes is noted one by one. */
const WATCHED: readonly DataClass[] = ['phi', 'audit'];

/** The ARNs of the buckets whose objects are watched, at all sites on AWS, their copies included. Their names are known before they exist. */
export function watchedBuckets(inventory: Inventory, accountId: string): readonly string[] {
  const named = (store: Bucket | AuditTrail) => {
    const purpose = store.kind === 'bucket' ? ('data' as const) : ('audit' as const);
    return inventory.sitesOf(store).flatMap(site => {
      if (site.hosting.kind !== 'aws') return [];
      const here = bucketName(new SiteFacts(site), [store.name], purpose, accountId);
      const there = store.kind === 'bucket' ? store.replicateTo : undefined;
      return there?.hosting.kind === 'aws' ? [here, bucketName(new SiteFacts(there), [copyCalled(store.name, site)], 'data', accountId)] : [here];
    });
  };
  const watched = inventory.stores.filter(isWatched);
  return [...new Set(watched.flatMap(named))].map(bucketArn);
}

function isWatched(store: Store): store is Bucket | AuditTrail {
  if (!(store instanceof Bucket || store instanceof AuditTrail) || store.existing) return false;
  return store.holds.some(name => WATCHED.includes(name));
}

/** What a trail notes: every change and every look at the account, and every touch of an object in the buckets. */
export function eventSelectors(buckets: readonly string[]) {
  const field = (name: string, equals: readonly string[]) => ({ field: name, equals: [...equals] });
  const objects = [field('eventCategory', ['Data']), field('resources.type', ['AWS::S3::Object'])];
  return [
    { name: 'calls', fieldSelectors: [field('eventCategory', ['Management'])] },
    ...(buckets.length > 0 ? [{ name: 'objects', fieldSelectors: [...objects, { field: 'resources.ARN', startsWiths: buckets.map(arn => `${arn}/`) }] }] : []),
  ];
}

/** What CloudTrail may do with the bucket of one trail. */
export function trailStatements({ accountId, arn }: BucketPlace, trailArn: string): readonly Statement[] {
  const Principal = { Service: 'cloudtrail.amazonaws.com' };
  const own = { StringEquals: { 'aws:SourceArn': trailArn } };
  const full = { StringEquals: { ...own.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' } };
  return [
    { Sid: 'TrailLooks', Effect: 'Allow', Principal, Action: ['s3:GetBucketAcl'], Resource: arn, Condition: own },
    { Sid: 'TrailWrites', Effect: 'Allow', Principal, Action: ['s3:PutObject'], Resource: `${arn}/AWSLogs/${accountId}/*`, Condition: full },
  ];
}

/** What CloudTrail may do with the log group of a trail: write its own stream. */
export function trailLogPolicy(groupArn: string, accountId: string, region: string): PolicyDocument {
  const Resource = `${groupArn}:log-stream:${accountId}_CloudTrail_${region}*`;
  return { Version: '2012-10-17', Statement: [{ Sid: 'Write', Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource }] };
}
