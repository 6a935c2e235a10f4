import type { Duration, Inventory } from '@clinfra/core';
import { Trail } from '@pulumi/aws/cloudtrail';
import { Role, RolePolicy } from '@pulumi/aws/iam';
import { all, ComponentResource, type ComponentResourceOptions, type Input, interpolate, output } from '@pulumi/pulumi';
import { PrivateBucket } from '../buckets/private-bucket';
import { EncryptionKey } from '../encryption/encryption-key';
import { trust } from '../identity/policy-document';
import { encryptedLogGroup } from '../log-group';
import { resourcePatches } from '../resource-patches';
import type { SiteFacts } from '../site-facts';
import { lockedFor } from '../stores/buckets/bucket-settings';
import { eventSelectors, trailLogPolicy, trailStatements, watchedBuckets } from './trail-settings';

export interface AccountTrailArgs {
  readonly facts: SiteFacts;
  readonly inventory: Inventory;
  readonly accountId: Input<string>;
  /** How long what is noted is kept and locked. */
  readonly retention: Duration;
  /** The bucket in which requests to its own are noted. */
  readonly accessLogs: Input<string>;
}

/** Who did what in the account, in every region: in a locked bucket for years, signed so that a gap shows, and in a log group for questions of today. */
export class AccountTrail extends ComponentResource {
  constructor(name: string, args: AccountTrailArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:AccountTrail', name, {}, opts);
    const { facts, inventory, accountId } = args;
    const trailName = facts.physicalName(['account'], 128);
    const logName = `/clinfra/${facts.physicalName([], 64)}/account`;
    const key = this.#createKey(name, args, logName);
    const bucket = this.#createBucket(name, args, key, trailName);
    const group = encryptedLogGroup(name, { facts, logName, keyArn: key.arn }, this);
    const role = new Role(
      name,
      { name: facts.physicalName(['account-trail'], 64), assumeRolePolicy: trust('cloudtrail.amazonaws.com'), tags: facts.tags },
      { parent: this, ...resourcePatches(facts.site) },
    );
    const policy = all([group.arn, accountId]).apply(([arn, account]) => JSON.stringify(trailLogPolicy(arn, account, facts.region)));
    const allowed = new RolePolicy(name, { role: role.name, policy }, { parent: this });
    const settings = {
      name: trailName,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      kmsKeyId: key.arn,
      s3BucketName: bucket.bucketName,
      cloudWatchLogsGroupArn: interpolate`${group.arn}:*`,
      cloudWatchLogsRoleArn: role.arn,
      advancedEventSelectors: output(accountId).apply(account => eventSelectors(watchedBuckets(inventory, account))),
    };
    new Trail(name, { ...facts.owned(name), ...settings }, { parent: this, protect: facts.stage === 'production', dependsOn: [bucket.ready, allowed] });
    this.registerOutputs({});
  }

  #createKey(name: string, { facts, accountId }: AccountTrailArgs, logName: string): EncryptionKey {
    const what = { description: `who did what in the account of ${facts.site.name}`, alias: facts.physicalName(['account.trail'], 200) };
    const use = { usedBy: ['s3'] as const, writers: ['cloudtrail.amazonaws.com'], logGroups: [logName], protect: facts.stage === 'production' };
    return new EncryptionKey(name, { facts, accountId, ...what, ...use }, { parent: this });
  }

  #createBucket(name: string, { facts, accountId, retention, accessLogs }: AccountTrailArgs, key: EncryptionKey, trailName: string): PrivateBucket {
    const trailArn = (account: string) => `arn:aws:cloudtrail:${facts.region}:${account}:trail/${trailName}`;
    const settings = {
      ...lockedFor(retention, facts.stage),
      accessLogs,
      statements: (place: Parameters<typeof trailStatements>[0]) => trailStatements(place, trailArn(place.accountId)),
      protect: facts.stage === 'production',
    };
    return new PrivateBucket(name, { facts, accountId, called: 'account.trail', purpose: 'audit', keyArn: key.arn, ...settings }, { parent: this });
  }
}
