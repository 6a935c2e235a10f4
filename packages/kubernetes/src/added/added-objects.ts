import type { AddedObject, Addition, Domain, Store } from '@clinfra/core';
import type { StoreAddress } from '../addresses';
import { domainLabels } from '../labels';
import type { Manifest } from '../manifest';
import type { SiteView } from '../site-view';

/** Whose addition an object is, whatever its own labels say. */
export const ADDED_BY = 'clinfra.io/added-by';

/** What was added to a domain, as it was given, in its namespace and with the platform's labels. */
export function addedObjects(view: SiteView, domain: Domain): readonly Manifest[] {
  return view.inventory.additionsOf(domain).flatMap(addition => objectsOf(view, addition));
}

export function objectsOf(view: SiteView, addition: Addition): readonly Manifest[] {
  const { site } = view;
  const host = (property: 'host' | 'readerHost') => (store: Store) => addressOf(view, store)?.[property];
  const labels = domainLabels(view, addition.domain, addition.name, 'addition');
  return addition.objects({ site, host: host('host'), readerHost: host('readerHost') }).map(object => placed(object, addition, labels));
}

function addressOf(view: SiteView, store: Store): StoreAddress | undefined {
  return view.inventory.sitesOf(store).includes(view.site) ? view.addresses(store, view.site) : undefined;
}

/** A chart's own labels stay, for what selects by them. */
function placed(object: AddedObject, { domain, name: addition }: Addition, labels: Manifest['metadata']['labels']): Manifest {
  const { name, namespace: _, labels: own, ...rest } = object.metadata;
  return { ...object, metadata: { name, namespace: domain.name, ...rest, labels: { ...labels, ...own, [ADDED_BY]: addition } } };
}
