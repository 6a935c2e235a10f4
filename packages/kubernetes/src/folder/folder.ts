import type { Domain, Inventory, Site, Store } from '@clinfra/core';
import type { Addresses } from '../addresses';
import type { Manifest } from '../manifest';
import { renderCluster, renderSite } from '../render';
import { storesOf, usesOf } from '../workload/uses';
import { documents, toYaml } from '../yaml/document';
import { kustomization } from './kustomization';

export interface FolderOptions {
  /** Where stores answer. What is not known leaves a connection ConfigMap out, which is reported. */
  readonly addresses: Addresses;
  /** A file for each object, or one for each namespace. */
  readonly layout: 'object' | 'namespace';
}

export interface FolderFile {
  /** Where the file stands in the folder, with `/` between the parts: `khartoum/clinical/deployment-ehr.yaml`. */
  readonly path: string;
  readonly text: string;
}

/** A connection ConfigMap that is not in the folder, because nobody knows yet where the store answers. */
export interface Omission {
  readonly site: Site;
  readonly domain: Domain;
  readonly store: Store;
}

/** The files, rendered one namespace at a time while they are iterated. */
export interface Folder extends Iterable<FolderFile> {
  /** What workloads need and the folder lacks; they do not start before somebody else makes it. */
  readonly omitted: readonly Omission[];
}

/** The manifests of all sites as files that `kubectl apply -k <site>` takes as they are. The same declaration gives the same bytes. */
export function folder(inventory: Inventory, options: FolderOptions): Folder {
  return {
    omitted: omissions(inventory, options.addresses),
    *[Symbol.iterator]() {
      for (const site of inventory.sites) yield* siteFiles(inventory, site, options);
    },
  };
}

function omissions(inventory: Inventory, addresses: Addresses): readonly Omission[] {
  return inventory.domains.flatMap(domain => {
    const stores = storesOf(inventory.workloadsOf(domain).map(usesOf));
    return inventory.sitesOf(domain).flatMap(site => stores.filter(store => !addresses(store, site)).map(store => ({ site, domain, store })));
  });
}

/** Where the objects stand that have no namespace; no domain can be called so. */
const CLUSTER = '_cluster';

/** The files of one site; a site on which nothing runs has none, for a kustomization of nothing is refused. */
function* siteFiles(inventory: Inventory, site: Site, { addresses, layout }: FolderOptions): Iterable<FolderFile> {
  const resources: string[] = [];
  for (const { name, manifests } of partsOf(inventory, site, addresses)) {
    resources.push(layout === 'object' ? name : `${name}.yaml`);
    if (layout === 'object') yield* objectFiles(`${site.name}/${name}`, manifests);
    else yield { path: `${site.name}/${name}.yaml`, text: documents(manifests) };
  }
  if (resources.length > 0) yield { path: `${site.name}/kustomization.yaml`, text: kustomization(resources) };
}

/** What stands in no namespace first, then the namespaces. */
function* partsOf(inventory: Inventory, site: Site, addresses: Addresses): Iterable<{ readonly name: string; readonly manifests: readonly Manifest[] }> {
  const manifests = renderCluster(inventory, site);
  if (manifests.length > 0) yield { name: CLUSTER, manifests };
  for (const rendered of renderSite(inventory, site, addresses)) yield { name: rendered.domain.name, manifests: rendered.manifests };
}

function* objectFiles(path: string, manifests: readonly Manifest[]): Iterable<FolderFile> {
  const names = new Set<string>();
  for (const manifest of manifests) {
    const name = fileName(manifest);
    if (names.has(name)) throw new Error(`${path}: two objects are ${manifest.kind} ${manifest.metadata.name}, and one would replace the other`);
    names.add(name);
    yield { path: `${path}/${name}`, text: toYaml(manifest) };
  }
  yield { path: `${path}/kustomization.yaml`, text: kustomization([...names]) };
}

function fileName({ kind, metadata }: Manifest): string {
  return `${kind.toLowerCase()}-${metadata.name}.yaml`;
}
