import { type ClusterBackup as Declared, VELERO } from '@clinfra/core';
import { all, ComponentResource, type ComponentResourceOptions, type Input, type Output } from '@pulumi/pulumi';
import { PrivateBucket } from '../buckets/private-bucket';
import { EncryptionKey } from '../encryption/encryption-key';
import { podIdentity } from '../identity/pod-identity';
import { resourcePatches } from '../resource-patches';
import type { SiteFacts } from '../site-facts';
import { clusterBackupPolicy } from './cluster-backup-policy';

export interface ClusterBackupArgs {
  readonly facts: SiteFacts;
  readonly backup: Required<Declared>;
  readonly accountId: Input<string>;
  /** The cluster's name, known once it is there. */
  readonly clusterName: Input<string>;
  /** The bucket in which requests to its own are noted. */
  readonly accessLogs: Input<string>;
}

/** How long a version stays that was removed before its time. */
const REMOVED_FOR = 30;

/** Where Velero keeps what stands in the cluster, and who it is in AWS. */
export class ClusterBackup extends ComponentResource {
  readonly bucketName: Output<string>;

  constructor(name: string, args: ClusterBackupArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:ClusterBackup', name, {}, opts);
    const bucket = this.#createBucket(name, args);
    this.bucketName = bucket.bucketName;
    this.#createIdentity(name, args, bucket);
    this.registerOutputs({ bucketName: this.bucketName });
  }

  #createBucket(name: string, { facts, accountId, accessLogs }: ClusterBackupArgs): PrivateBucket {
    const protect = facts.stage === 'production';
    const what = { description: `backups of the cluster at ${facts.site.name}`, alias: facts.physicalName([VELERO.bucket], 200) };
    const key = new EncryptionKey(name, { facts, accountId, ...what, usedBy: ['s3'], protect }, { parent: this });
    const settings = { called: VELERO.bucket, purpose: 'backups', keyArn: key.arn, accessLogs, protect } as const;
    const lifecycle = { removeOldVersionsAfter: REMOVED_FOR };
    return new PrivateBucket(name, { facts, accountId, ...settings, lifecycle }, { parent: this });
  }

  #createIdentity(name: string, { facts, backup, accountId, clusterName }: ClusterBackupArgs, bucket: PrivateBucket): void {
    const { platform, site } = facts;
    const disks = backup.volumes ? { platform: platform.name, environment: platform.environment, site: site.name } : undefined;
    const policy = all([accountId, bucket.arn]).apply(([account, bucketArn]) =>
      JSON.stringify(clusterBackupPolicy({ region: facts.region, accountId: account, bucketArn, disks })),
    );
    const { namespace, serviceAccount } = VELERO;
    const args = { facts, roleName: facts.physicalName(['velero'], 64), policy, clusterName, namespace, serviceAccount };
    podIdentity(name, args, this, resourcePatches(site));
  }
}
