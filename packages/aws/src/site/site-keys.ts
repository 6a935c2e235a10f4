import { siteKeyAlias, volumeKeyAlias } from '@clinfra/core';
import type { ComponentResourceOptions, Input } from '@pulumi/pulumi';
import { controlPlaneLogName } from '../cluster/cluster';
import type { ClusterRoles } from '../cluster/cluster-roles';
import { EncryptionKey } from '../encryption/encryption-key';
import { flowLogName } from '../network/flow-logs';
import type { SiteFacts } from '../site-facts';

export interface SiteKeyArgs {
  readonly facts: SiteFacts;
  readonly accountId: Input<string>;
}

/** The key of the cluster's secrets, logs and disks. */
export function siteKey({ facts, accountId }: SiteKeyArgs, roles: ClusterRoles, options: ComponentResourceOptions): EncryptionKey {
  const karpenter = facts.hosting.autoscaling.kind === 'karpenter';
  return new EncryptionKey(
    facts.prefix,
    {
      facts,
      accountId,
      description: `secrets, logs and disks of the cluster at ${facts.site.name}`,
      alias: withoutPrefix(siteKeyAlias(facts.site)),
      usedBy: ['ec2', 'eks', ...(karpenter ? (['sqs'] as const) : [])],
      writers: karpenter ? ['events.amazonaws.com'] : [],
      roles: [roles.controlPlane.arn],
      logGroups: [flowLogName(facts), controlPlaneLogName(facts)],
      protect: facts.stage === 'production',
    },
    options,
  );
}

/** The key of the disks that pods claim; storage classes name it by its alias. */
export function volumeKey({ facts, accountId }: SiteKeyArgs, options: ComponentResourceOptions): EncryptionKey {
  const what = { description: `disks that pods claim at ${facts.site.name}`, alias: withoutPrefix(volumeKeyAlias(facts.site)) };
  const settings = { ...what, usedBy: ['ec2'] as const, protect: facts.stage === 'production' };
  return new EncryptionKey(`${facts.prefix}-volumes.key`, { facts, accountId, ...settings }, options);
}

function withoutPrefix(alias: string): string {
  return alias.slice('alias/'.length);
}
