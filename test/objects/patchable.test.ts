import { Inventory, PATCHED_KINDS, type PatchedNoun } from '@clinfra/core';
import { renderCluster, renderSite } from '@clinfra/kubernetes';
import { stacks } from '../../stacks/platforms';
import { references } from '../reference';

/** The constructs to which the objects of a component may belong. */
const NOUNS: Readonly<Record<string, readonly PatchedNoun[]>> = {
  connection: ['store'],
  secret: ['secret', 'domain'],
  scaling: ['domain', 'site'],
  mesh: ['site'],
  priority: ['site'],
  nodes: ['site'],
  storage: ['site'],
};

const addresses = ({ name }: { readonly name: string }) => ({ host: `${name}.example`, readerHost: `${name}-ro.example` });

it.each(Object.entries({ ...stacks, ...references }))('every object of %s can be patched by some construct', (_name, declare) => {
  const inventory = new Inventory(declare());
  const objects = inventory.servingSites.flatMap(site => [
    ...renderCluster(inventory, site),
    ...[...renderSite(inventory, site, addresses)].flatMap(({ manifests }) => manifests),
  ]);
  expect(objects.length).toBeGreaterThan(20);
  const closed = objects
    .filter(({ metadata }) => metadata.labels?.['clinfra.io/added-by'] === undefined)
    .flatMap(({ kind, metadata }) => {
      const component = metadata.labels?.['app.kubernetes.io/component'] ?? '';
      const nouns = NOUNS[component] ?? [component as PatchedNoun];
      return nouns.some(noun => (PATCHED_KINDS[noun] as readonly string[]).includes(kind)) ? [] : [`${component} ${kind}`];
    });
  expect([...new Set(closed)]).toEqual([]);
});
