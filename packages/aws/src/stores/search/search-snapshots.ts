import type { OpenSearch } from '@clinfra/core';
import { Role, RolePolicy } from '@pulumi/aws/iam';
import { BucketMetric } from '@pulumi/aws/s3';
import { all, ComponentResource, type ComponentResourceOptions, type Input, type Output } from '@pulumi/pulumi';
import { PrivateBucket } from '../../buckets/private-bucket';
import { trust } from '../../identity/policy-document';
import { resourcePatches } from '../../resource-patches';
import type { StoreContext } from '../store-context';
import { ALL_REQUESTS, snapshotPolicy, snapshotRoleName, snapshotsCalled } from './search-settings';

export interface SearchSnapshotsArgs {
  readonly store: OpenSearch;
  readonly context: StoreContext;
  /** The key of the domain, which encrypts the snapshots as well. */
  readonly keyArn: Input<string>;
  /** The domain, which alone may take the role on; by its name, because it need not stand yet. */
  readonly domainArn: Output<string>;
}

/** How long what a snapshot no longer needs can still be brought back. */
const BROUGHT_BACK = 30;

/** Where a domain puts its snapshots, and the role by which it does. When it does, the task says that sets the domain up. */
export class SearchSnapshots extends ComponentResource {
  readonly bucket: Output<string>;
  /** The ARN of the role, once it may write. */
  readonly role: Output<string>;

  constructor(name: string, args: SearchSnapshotsArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:SearchSnapshots', name, {}, opts);
    const { store, context, keyArn, domainArn } = args;
    const { facts, network, accessLogs } = context;
    const whose = { facts, accountId: network.accountId, called: snapshotsCalled(store), purpose: 'search-snapshots', keyArn } as const;
    // Files age by the snapshots that name them, of which S3 knows nothing: none expires, and none moves where the service does not read.
    const settings = { accessLogs: accessLogs(), lifecycle: { removeOldVersionsAfter: BROUGHT_BACK }, tags: facts.ownedBy(store, name).tags };
    const bucket = new PrivateBucket(name, { ...whose, ...settings, protect: store.deletionProtection }, { parent: this });
    // The service tells nobody of a snapshot that was not taken; that nothing is written for a day does.
    new BucketMetric(name, { bucket: bucket.bucketName, region: facts.region, name: ALL_REQUESTS }, { parent: this });
    const assumeRolePolicy = all([network.accountId, domainArn]).apply(([account, domain]) =>
      trust('es.amazonaws.com', ['sts:AssumeRole'], { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': domain } }),
    );
    const identity = { name: snapshotRoleName(facts, store), assumeRolePolicy, tags: facts.ownedBy(store, name).tags };
    const role = new Role(name, identity, { parent: this, ...resourcePatches(store) });
    const policy = all([bucket.arn, keyArn]).apply(([bucketArn, key]) => JSON.stringify(snapshotPolicy(bucketArn, key)));
    const allowed = new RolePolicy(name, { role: role.name, policy }, { parent: this });
    this.bucket = bucket.bucketName;
    this.role = all([role.arn, allowed.id]).apply(([arn]) => arn);
    this.registerOutputs({ bucket: this.bucket });
  }
}
