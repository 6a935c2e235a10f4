import { addOnValues } from '@clinfra/aws/add-on-values';
import type { Inventory } from '@clinfra/core';
import { type FolderFile, addOnFiles as files } from '@clinfra/kubernetes';

/** The add-ons of every site as files, told what their clouds will be called; nothing of Pulumi is needed for it. */
export function addOnFiles(inventory: Inventory): Iterable<FolderFile> {
  return files(inventory, addOnValues);
}
