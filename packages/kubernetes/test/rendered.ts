import { type Domain, Inventory, type Platform, type Site } from '@clinfra/core';
import { type Addresses, type Manifest, renderDomain } from '@clinfra/kubernetes';
import { aPlatform } from '../../../test/fixtures/a-platform';
import { at } from '../../../test/fixtures/at';

export { at };

/** An address for every store, by its name. */
export const ADDRESSES: Addresses = store => ({ host: `${store.name}.example`, readerHost: `${store.name}-ro.example` });

/** What `aPlatform` declares, after `change`; the objects of one domain of its site. */
export function rendered(change: (ward: Ward) => void = () => {}, addresses: Addresses = ADDRESSES): Rendered {
  const ward = aPlatform();
  change(ward);
  return renderedDomain(ward.platform, ward.clinical, ward.site, addresses);
}

export type Ward = ReturnType<typeof aPlatform>;

export function renderedDomain(platform: Platform, domain: Domain, site: Site, addresses: Addresses = ADDRESSES): Rendered {
  return new Rendered(renderDomain(new Inventory(platform), domain, site, addresses));
}

/** Rendered objects, found by kind and name. */
export class Rendered {
  constructor(readonly manifests: readonly Manifest[]) {}

  /** The one object of that kind and name. */
  get(kind: string, name: string): Manifest {
    const found = this.manifests.filter(manifest => manifest.kind === kind && manifest.metadata.name === name);
    if (found.length !== 1 || !found[0]) throw new Error(`there are ${found.length} objects ${kind} ${name} among ${this.listing().join(', ')}`);
    return found[0];
  }

  names(kind: string): readonly string[] {
    return this.manifests.filter(manifest => manifest.kind === kind).map(({ metadata }) => metadata.name);
  }

  listing(): readonly string[] {
    return this.manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
  }
}

const TEMPLATE = ['spec', 'template', 'spec'] as const;

/** The pod of a Deployment. */
export function podOf(deployment: Manifest): unknown {
  return at(deployment, ...TEMPLATE);
}

/** The container of a Deployment. */
export function containerOf(deployment: Manifest): unknown {
  return at(podOf(deployment), 'containers', 0);
}
