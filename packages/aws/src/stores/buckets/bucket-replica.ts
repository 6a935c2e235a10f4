import type { Bucket } from '@clinfra/core';
import { Role, RolePolicy } from '@pulumi/aws/iam';
import { BucketReplicationConfig } from '@pulumi/aws/s3';
import { all, ComponentResource, type ComponentResourceOptions, type Input, type ProviderResource } from '@pulumi/pulumi';
import { PrivateBucket } from '../../buckets/private-bucket';
import { EncryptionKey } from '../../encryption/encryption-key';
import { trust } from '../../identity/policy-document';
import { resourcePatches } from '../../resource-patches';
import type { SiteFacts } from '../../site-facts';
import { copyCalled, lifecycleOf, lockOf } from './bucket-settings';
import type { ObjectBucket } from './object-bucket';
import { replicationPolicy, replicationRule } from './replication-settings';

export interface BucketReplicaArgs {
  /** The declared bucket. */
  readonly store: Bucket;
  /** The bucket whose objects are copied. */
  readonly source: ObjectBucket;
  /** The site of that bucket, and who speaks to its region. */
  readonly from: { readonly facts: SiteFacts; readonly provider: ProviderResource };
  /** The site to which they are copied; who speaks to its region comes with the options of this component. */
  readonly to: SiteFacts;
  readonly accountId: Input<string>;
}

/** The copy of a bucket at another site: as private, as long locked, and encrypted with a key that stands there. */
export class BucketReplica extends ComponentResource {
  constructor(name: string, args: BucketReplicaArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:BucketReplica', name, {}, { ...opts, ...resourcePatches(args.store) });
    const { store, from, to, accountId } = args;
    const called = copyCalled(store.name, from.facts.site);
    const key = new EncryptionKey(
      name,
      {
        facts: to,
        accountId,
        description: `copies of ${store.name} from ${from.facts.site.name}`,
        alias: to.physicalName([called], 200),
        usedBy: ['s3'],
        tags: to.ownedBy(store, name).tags,
        protect: store.deletionProtection,
      },
      { parent: this },
    );
    const settings = { lifecycle: lifecycleOf(store), ...lockOf(store), tags: to.ownedBy(store, name).tags, protect: store.deletionProtection };
    const copy = new PrivateBucket(name, { facts: to, accountId, called, purpose: 'data', keyArn: key.arn, ...settings }, { parent: this });
    this.#copy(name, args, copy, key);
    this.registerOutputs({ bucket: copy.bucketName });
  }

  /** S3 decrypts with the key of the one site and encrypts with that of the other, so that no key has to leave its region. */
  #copy(name: string, { store, source, from, to }: BucketReplicaArgs, copy: PrivateBucket, key: EncryptionKey): void {
    const { facts, provider } = from;
    const there = { parent: this, provider };
    const assumeRolePolicy = trust('s3.amazonaws.com');
    const role = new Role(name, { name: facts.physicalName([`copies.${to.site.name}.${store.name}`], 64), assumeRolePolicy, tags: facts.tags }, there);
    const policy = all([source.objects.arn, copy.arn, source.keyArn, key.arn]).apply(([origin, target, originKey, targetKey]) =>
      JSON.stringify(replicationPolicy({ origin, target, originKey, targetKey, regions: [facts.region, to.region] })),
    );
    const allowed = new RolePolicy(name, { role: role.name, policy }, there);
    const config = { region: facts.region, bucket: source.resource, role: role.arn, rules: [replicationRule(copy.arn, key.arn)] };
    new BucketReplicationConfig(name, config, { ...there, dependsOn: [allowed, source.objects.ready, copy.ready, copy.versioning, source.objects.versioning] });
  }
}
