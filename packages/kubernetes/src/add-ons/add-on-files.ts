import type { Inventory, Site } from '@clinfra/core';
import type { FolderFile } from '../folder/folder';
import type { Manifest } from '../manifest';
import { renderCluster } from '../render';
import { documents, writeYaml } from '../yaml/document';
import { type CloudValues, type HelmRelease, renderAddOns } from './helm-release';

/** Where the add-ons of all sites stand in a folder, apart from what `kubectl apply -k` takes; no site can be called so. */
const ADD_ONS = '_add-ons';

/**
 * The add-ons of each site as two files: the namespaces with their policies and the kinds of storage, and a Helmfile (`helmfile sync`) with every release pinned, whole with its values, each needing
 * the one before. They are to be applied before the objects of the site. A Velero of which nobody says where it keeps its backups is left out.
 */
export function* addOnFiles(inventory: Inventory, cloud: (site: Site) => CloudValues): Iterable<FolderFile> {
  for (const site of inventory.servingSites) {
    const known = cloud(site);
    const { namespaces, guards, releases: all } = renderAddOns(inventory, site, known);
    const releases = all.filter(({ addOn }) => addOn !== 'velero' || known.velero !== undefined);
    if (releases.length === 0) continue;
    if (namespaces.length > 0)
      yield { path: `${ADD_ONS}/${site.name}/namespaces.yaml`, text: documents([...namespaces, ...guards, ...storageOf(inventory, site)]) };
    yield { path: `${ADD_ONS}/${site.name}/helmfile.yaml`, text: writeYaml(helmfile(releases)) };
  }
}

/** The kinds of storage stand among the objects of the site as well; but Helm waits for what keeps something on a disk. */
function storageOf(inventory: Inventory, site: Site): readonly Manifest[] {
  return renderCluster(inventory, site).filter(({ kind }) => kind === 'StorageClass');
}

function helmfile(releases: readonly HelmRelease[]): Readonly<Record<string, unknown>> {
  const kept = [...new Set(releases.map(({ repository }) => repository))].map(repository => repositoryOf(repository));
  return {
    repositories: kept,
    helmDefaults: { atomic: true, wait: true, createNamespace: false, timeout: 900 },
    releases: releases.map((release, index) => {
      const before = releases[index - 1];
      return {
        name: release.name,
        namespace: release.namespace,
        chart: `${repositoryOf(release.repository).name}/${release.chart}`,
        version: release.version,
        ...(before && { needs: [`${before.namespace}/${before.name}`] }),
        ...(release.skipsDefinitions && { skipCRDs: true }),
        values: [release.values],
      };
    }),
  };
}

/** A registry is told from an index by `oci`; its name is made of its address. */
function repositoryOf(address: string): { readonly name: string; readonly url: string; readonly oci?: true } {
  const oci = address.startsWith('oci://');
  const url = address.slice(address.indexOf('://') + 3);
  const name = url.replace(/[^a-z0-9]+/g, '-');
  return oci ? { name, url, oci } : { name, url: address };
}
