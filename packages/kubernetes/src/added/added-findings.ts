import type { Fault } from '@clinfra/checks';
import type { Addition, Domain, Inventory } from '@clinfra/core';
import type { Addresses } from '../addresses';
import type { Manifest } from '../manifest';
import { namespaceObjects } from '../render';
import { SiteView } from '../site-view';
import { ADDED_BY, objectsOf } from './added-objects';

/** An address for every store, so that what bears one is rendered. */
const ANYWHERE: Addresses = ({ name }) => ({ host: name, readerHost: name });

/** What is found of additions only beside what is rendered: objects that two of them are, or that the platform has already. Only their domains are rendered. */
export function additionFaults(inventory: Inventory): readonly Fault[] {
  const domains = new Set(inventory.additions.map(({ domain }) => domain));
  if (domains.size === 0) return [];
  const faults = inventory.sites.flatMap(site => {
    const view = new SiteView(inventory, site, ANYWHERE);
    return view.domains.filter(domain => domains.has(domain)).flatMap(domain => twice(view, domain));
  });
  return [...new Map(faults.map(fault => [`${fault.path} ${fault.got}`, fault])).values()];
}

function twice(view: SiteView, domain: Domain): readonly Fault[] {
  const owners = new Map<string, string>();
  for (const manifest of namespaceObjects(view, domain)) if (!isAdded(manifest)) owners.set(keyOf(manifest), ownerOf(manifest));
  return view.inventory.additionsOf(domain).flatMap(addition =>
    objectsOf(view, addition).flatMap(manifest => {
      const other = owners.get(keyOf(manifest));
      owners.set(keyOf(manifest), other ?? addition.path);
      return other === undefined ? [] : [fault(addition, manifest, other)];
    }),
  );
}

function fault({ path }: Addition, { kind, metadata }: Manifest, other: string): Fault {
  const must = `be the only ${kind} of its name in ${metadata.namespace}`;
  return { severity: 'error', path: `${path}.${kind}/${metadata.name}`, must, got: `another of ${other}`, remedy: 'rename it, or patch what is there' };
}

/** Two versions of one kind are one object. */
function keyOf({ apiVersion, kind, metadata }: Manifest): string {
  return `${apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''}/${kind}/${metadata.name}`;
}

function isAdded({ metadata }: Manifest): boolean {
  return metadata.labels?.[ADDED_BY] !== undefined;
}

function ownerOf({ metadata }: Manifest): string {
  return `the ${metadata.labels?.['app.kubernetes.io/component']} ${metadata.labels?.['app.kubernetes.io/name']}`;
}
