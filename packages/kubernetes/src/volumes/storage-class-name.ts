import type { StorageClassName } from '@clinfra/core';
import type { SiteView } from '../site-view';

/** A cluster has one list of these, and often a `standard` of its own, so that the platform's name tells ours from others. */
export function storageClassName({ inventory }: Pick<SiteView, 'inventory'>, name: StorageClassName): string {
  return `${inventory.platform.name}-${name}`;
}
