import type { Fault } from '@clinfra/checks';
import { type Adjustable, Domain, Edge, type Inventory, type Patch, Site, VolumeClaim, Workload } from '@clinfra/core';
import type { Addresses } from '../addresses';
import { clusterObjects, namespaceObjects } from '../render';
import { SiteView } from '../site-view';
import type { Laid } from './patches';

/** An address for every store, so that what bears one is rendered. */
const ANYWHERE: Addresses = ({ name }) => ({ host: name, readerHost: name });

/** What is found of patches only in what they are laid over: those that mean nothing, or change nothing. Only what was patched is rendered. */
export function patchFaults(inventory: Inventory): readonly Fault[] {
  const { patched } = inventory;
  if (patched.length === 0) return [];
  const views = inventory.sites.map(site => new SiteView(inventory, site, ANYWHERE));
  const isEverywhere = patched.some(owner => placeOf(owner) === undefined);
  const places = new Set(patched.map(placeOf));
  for (const view of views) {
    if (places.has(view.site)) clusterObjects(view);
    for (const domain of view.domains) if (isEverywhere || places.has(domain)) namespaceObjects(view, domain);
  }
  return patched.flatMap(owner => {
    const patches: readonly Patch[] = owner.patches;
    return patches.flatMap((patch, index) => {
      const laid = views.flatMap(({ patches }) => patches.laidOf(owner)[index] ?? []);
      return faultsOf(`${owner.path}.patches[${index}]`, owner, patch, laid);
    });
  });
}

/** Where the objects of a construct stand; undefined where each namespace may have some. */
function placeOf(owner: Adjustable): Domain | Site | undefined {
  if (owner instanceof Domain || owner instanceof Site) return owner;
  return owner instanceof Workload || owner instanceof VolumeClaim || owner instanceof Edge ? owner.domain : undefined;
}

function faultsOf(path: string, { path: owner }: Adjustable, { kind, name }: Patch, laid: readonly Laid[]): readonly Fault[] {
  const names = [...new Set(laid.flatMap(({ offered }) => [...offered]))].sort().join(', ');
  if (names === '') {
    const must = `be what ${owner} becomes where it stands, as it is declared`;
    return [{ severity: 'error', path: `${path}.kind`, must, got: `${kind}, of which there is none`, remedy: 'take the patch away' }];
  }
  if (laid.every(({ matched }) => matched.size === 0)) {
    return [{ severity: 'error', path: `${path}.name`, must: `be a ${kind} of ${owner} (${names})`, got: JSON.stringify(name), remedy: 'name one of these' }];
  }
  if (name === undefined && laid.some(({ offered }) => offered.size > 1)) {
    return [{ severity: 'error', path: `${path}.name`, must: `say which ${kind} is meant (${names})`, got: 'nothing', remedy: 'name one of these' }];
  }
  if (laid.some(({ changed }) => changed)) return [];
  return [{ severity: 'warning', path: `${path}.merge`, must: 'change something', got: 'what is rendered without it', remedy: 'take the patch away' }];
}
