import type { Inventory } from '../platform/inventory';
import type { Site } from '../sites/site';
import type { Store } from './store';

/** Whether a store is made at a site: it stands there and does not exist already. */
export function isMadeAt(inventory: Inventory, site: Site, store: Store): boolean {
  return store.existing === undefined && inventory.sitesOf(store).includes(site);
}
