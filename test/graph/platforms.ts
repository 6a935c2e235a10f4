import { ClinicalService, Inventory, type Site, type Workload } from '@clinfra/core';
import { type Manifest, renderSite } from '@clinfra/kubernetes';
import { stacks } from '../../stacks/platforms';
import { references } from '../reference';

const addresses = ({ name }: { readonly name: string }) => ({ host: `${name}.example`, readerHost: `${name}-ro.example` });

/** A site that serves, with all its objects. */
export interface Rendered {
  readonly title: string;
  readonly site: Site;
  readonly inventory: Inventory;
  readonly manifests: readonly Manifest[];
}

/** Every site that serves, of every platform and of the reference one. */
export const SITES: readonly Rendered[] = Object.entries({ ...stacks, ...references }).flatMap(([name, declare]) => {
  const inventory = new Inventory(declare());
  return inventory.servingSites.map(site => {
    const manifests = [...renderSite(inventory, site, addresses)].flatMap(domain => domain.manifests);
    return { title: `${name} at ${site.name}`, site, inventory, manifests };
  });
});

/** What the declaration says of calls between workloads on a site, port by port: the other side of every comparison here. */
export function declaredCalls({ inventory, site }: Rendered): readonly string[] {
  const calls = inventory.relations.flatMap(({ from, to }) =>
    to instanceof ClinicalService && stands(inventory, site, from) && stands(inventory, site, to)
      ? [to.port, ...Object.values(to.ports).map(({ port }) => port)].map(port => `${idOf(from)} -> ${idOf(to)}:${port}`)
      : [],
  );
  return [...new Set(calls)].sort();
}

function stands(inventory: Inventory, site: Site, { domain }: Workload): boolean {
  return inventory.sitesOf(domain).includes(site);
}

export function idOf({ domain, name }: Workload): string {
  return `${domain.name}/${name}`;
}
