import { addOnValues } from '@clinfra/aws/add-on-values';
import { type Inventory, installedAddOns, type Site, VELERO } from '@clinfra/core';
import { type FolderFile, addOnFiles as files } from '@clinfra/kubernetes';

/**
 * The add-ons of every site as files, told what their clouds will be called; nothing of Pulumi is needed for it. `bucketOf` gives the name of a bucket for backups of a
 * cluster, which is known only after apply: where it gives none, Velero is left out.
 */
export function addOnFiles(inventory: Inventory, bucketOf: (site: Site) => string | undefined): Iterable<FolderFile> {
  return files(inventory, site => addOnValues(site, keepsBackups(inventory, site) ? bucketOf(site) : undefined));
}

/** Whether the cluster of a site is backed up into a bucket of the platform. */
function keepsBackups(inventory: Inventory, site: Site): boolean {
  return site.hosting.kind === 'aws' && installedAddOns(inventory, site).some(({ name }) => name === 'velero');
}

/** Under which name the bucket for backups of a site's cluster stands among the addresses that are known after apply. */
export function backupsOf(site: Site): string {
  return `${site.name}/${VELERO.bucket}`;
}
