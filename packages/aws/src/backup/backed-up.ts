import { backupOf, type Inventory, type ResolvedBackup, type Site, type Store, VolumeClaim } from '@clinfra/core';
import type { Input, Output } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';
import { storesOn } from '../stores/clients';

/** Something at a site that AWS Backup backs up. */
export interface BackedUp {
  readonly kept: Store | VolumeClaim;
  readonly backup: ResolvedBackup;
}

/** What is backed up at a site: the stores and the disks of claims that are made there. */
export function backedUpAt(inventory: Inventory, site: Site): readonly BackedUp[] {
  const claims = inventory.claims.filter(claim => inventory.sitesOf(claim).includes(site));
  return [...storesOn(inventory, site), ...claims].flatMap(kept => {
    const backup = backupOf(kept, inventory.platform);
    return backup ? [{ kept, backup }] : [];
  });
}

/** How its parts are called: a store by its name, a claim by its domain's and its own. */
export function partName(kept: Store | VolumeClaim): string {
  return kept instanceof VolumeClaim ? `${kept.domain.name}.${kept.name}` : kept.name;
}

/** What a plan backs up: a store by its ARN; a disk, which the cluster makes and names, by what its driver writes on it. */
export function selectionOf(kept: Store | VolumeClaim, facts: SiteFacts, accountId: Output<string>, arn: Input<string> | undefined) {
  if (!(kept instanceof VolumeClaim)) {
    if (arn === undefined) throw new Error(`${kept.path} is backed up and has no ARN`);
    return { resources: [arn] };
  }
  const stringEquals = claimTags(kept, facts).map(([key, value]) => ({ key: `aws:ResourceTag/${key}`, value }));
  return { resources: [accountId.apply(account => `arn:aws:ec2:${facts.region}:${account}:volume/*`)], conditions: [{ stringEquals }] };
}

/** What is written on the disk of a claim and on no other. */
export function claimTags({ domain, name }: VolumeClaim, { platform, site }: SiteFacts): readonly (readonly [key: string, value: string])[] {
  return [
    ['platform', platform.name],
    ['environment', platform.environment],
    ['site', site.name],
    ['kubernetes.io/created-for/pvc/namespace', domain.name],
    ['kubernetes.io/created-for/pvc/name', name],
  ];
}

/** Where AWS Backup keeps the log of a database, it decides on the hours of the database's own backup; what it has decided is no difference to undo. */
export function leftToAwsBackup(store: Store, { platform }: SiteFacts, property: string): { readonly ignoreChanges?: string[] } {
  return backupOf(store, platform)?.continuous ? { ignoreChanges: [property] } : {};
}
