import { type Inventory, RelationalDeclaration, STORE_RESOURCES, type Store } from '@clinfra/core';
import { at, isFields } from '../fields';
import { error, type Fault } from '../finding';
import { shapeOf } from '../patches/readable';
import { closedIn } from '../patches/resource-guards';
import { rule } from '../rule';
import { holdsSecret } from '../secret-text';
import { show } from '../show';
import { sitesOf } from '../standing';

export const resourcePatches = rule(
  'resource-patches',
  'a patch of AWS resources names a type that the store becomes, and changes neither its name nor what a property of the store says',
  function* ({ inventory }) {
    for (const store of inventory.stores) {
      for (const [index, patch] of store.resourcePatches.entries()) yield* patchAt(`${store.path}.resourcePatches[${index}]`, store, patch, inventory);
    }
  },
);

function* patchAt(path: string, store: Store, patch: unknown, inventory: Inventory): Generator<Fault> {
  if (!isFields(patch)) return yield error(path, 'be a type and what is merged', show(patch), "write it as { type: 'aws:rds/cluster:Cluster', merge: {} }");
  const types = typesOf(store, inventory);
  if (!types.some(type => type === patch.type)) {
    const must = types.length > 0 ? `be what ${store.path} becomes on AWS (${types.join(', ')})` : `be left out: AWS has nothing of ${store.path}`;
    yield error(`${path}.type`, must, show(patch.type), 'name one of these or take the patch away');
  }
  if (!isFields(patch.merge) || Object.keys(patch.merge).length === 0) {
    return yield error(`${path}.merge`, 'be an object with arguments', show(patch.merge), 'write it as { networkType: ... }');
  }
  yield* plain(`${path}.merge`, patch.merge);
  for (const argument of closedIn({ type: 'aws:kms/key:Key', merge: patch.merge as never })) {
    const must = 'stay as it is made: it names the resource, is a property of the store, or holds a secret';
    yield error(`${path}.merge.${argument}`, must, shapeOf(at(patch.merge, argument.split('.'))), 'declare it by a property of the store');
  }
}

/** The types of what a store becomes; none where it exists already, or stands on no site of AWS. */
function typesOf(store: Store, inventory: Inventory): readonly string[] {
  if (store.existing !== undefined || !sitesOf(inventory, store).some(({ hosting }) => hosting.kind === 'aws')) return [];
  const table: Readonly<Record<string, readonly string[]>> = STORE_RESOURCES;
  return table[store instanceof RelationalDeclaration ? store.managed : store.kind] ?? [];
}

/** No resource is deeper, and an object that holds itself is. */
const DEEPEST = 40;

function* plain(path: string, value: unknown, depth = 0): Generator<Fault> {
  if (typeof value === 'string' && holdsSecret(value)) yield error(path, 'hold no secret', 'contents that look like one', 'take it out');
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return;
  const isPlain = typeof value === 'object' && (Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value)));
  if (isPlain && depth < DEEPEST) for (const [key, item] of Object.entries(value)) yield* plain(`${path}.${key}`, item, depth + 1);
  else yield error(path, 'be what JSON can say', show(value), 'write a text, a number, true, false, null, a list or an object');
}
