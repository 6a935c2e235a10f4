import { type Adjustable, changesNothing, type Inventory, merged, type Patch } from '@clinfra/core';
import type { Manifest } from '../manifest';
import { keyOf, ownerKeyOf, type Place } from './owner-key';

/** Whose patches an object bears, and what they say; whoever reads the object or the plan sees that it is not only what was rendered. */
export const PATCHED_BY = 'clinfra.io/patched-by';
export const PATCHED_FIELDS = 'clinfra.io/patched-fields';

/** What became of a patch. */
export interface Laid {
  /** The names of the objects of its kind that its owner became, whether or not it means them. */
  readonly offered: Set<string>;
  /** The objects over which it was laid. */
  readonly matched: Set<string>;
  /** Whether one of them is another than without it. */
  changed: boolean;
}

/** Kinds from whose content others follow, so that they are patched where they are made. */
const MADE_PATCHED: ReadonlySet<string> = new Set(['Deployment', 'Rollout', 'CronJob', 'Job']);

/** The patches of a platform, laid over the objects of one site. Where there are none, every object is passed on as it is. */
export class Patches {
  readonly #owners: ReadonlyMap<string, Adjustable>;
  readonly #laid: ReadonlyMap<Adjustable, readonly Laid[]>;

  constructor({ patched }: Inventory) {
    this.#owners = new Map(patched.map(owner => [keyOf(owner), owner]));
    this.#laid = new Map(patched.map(owner => [owner, owner.patches.map(() => ({ offered: new Set(), matched: new Set(), changed: false }))]));
  }

  /** The objects of a place, with what their owners changed, last of all. */
  over(place: Place, manifests: readonly Manifest[]): readonly Manifest[] {
    if (this.#owners.size === 0) return manifests;
    return manifests.map(manifest => {
      const owner = MADE_PATCHED.has(manifest.kind) ? undefined : this.#owners.get(ownerKeyOf(manifest, place));
      return owner ? this.on(owner, manifest) : manifest;
    });
  }

  /** An object of a construct with its patches laid over it, in their order. */
  on(owner: Adjustable, manifest: Manifest): Manifest {
    const { kind, metadata } = manifest;
    const meant: Patch['merge'][] = [];
    let whole: unknown = manifest;
    for (const [laid, patch] of this.#of(owner)) {
      if (patch.kind !== kind) continue;
      laid.offered.add(metadata.name);
      if (patch.name !== undefined && patch.name !== metadata.name) continue;
      laid.matched.add(metadata.name);
      laid.changed ||= !changesNothing(whole, patch.merge);
      whole = merged(whole, patch.merge);
      meant.push(patch.merge);
    }
    return meant.length > 0 ? noted(owner, meant, whole as Manifest) : manifest;
  }

  /** What became of the patches of a construct, in their order. */
  laidOf(owner: Adjustable): readonly Laid[] {
    return this.#laid.get(owner) ?? [];
  }

  #of(owner: Adjustable): readonly (readonly [Laid, Patch])[] {
    if (owner.patches.length === 0) return [];
    const patches: readonly Patch[] = owner.patches;
    return this.laidOf(owner).flatMap((laid, index) => (patches[index] ? [[laid, patches[index]] as const] : []));
  }
}

/** The object says who changed what. */
function noted(owner: Adjustable, merges: readonly Patch['merge'][], whole: Manifest): Manifest {
  const fields = new Set(merges.flatMap(merge => fieldsOf(merge)));
  const notes = { [PATCHED_BY]: owner.path, [PATCHED_FIELDS]: [...fields].join(', ') };
  return { ...whole, metadata: { ...whole.metadata, annotations: { ...whole.metadata.annotations, ...notes } } };
}

/** The fields that a patch sets or takes away. */
function fieldsOf(merge: unknown, before = ''): readonly string[] {
  if (typeof merge !== 'object' || merge === null || Array.isArray(merge)) return [before];
  return Object.entries(merge).flatMap(([key, value]) => (value === undefined ? [] : fieldsOf(value, before ? `${before}.${key}` : key)));
}
