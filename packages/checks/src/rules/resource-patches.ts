import { type Adjustable, type Inventory, patchedResources } from '@clinfra/core';
import { at, isFields } from '../fields';
import { error, type Fault } from '../finding';
import { shapeOf } from '../patches/readable';
import { closedIn } from '../patches/resource-guards';
import { rule } from '../rule';
import { holdsSecret } from '../secret-text';
import { show } from '../show';
import { partsOf } from './patches';

export const resourcePatches = rule(
  'resource-patches',
  'a patch of AWS resources names a type that its owner becomes, and changes neither its name nor what a property says',
  function* ({ inventory }) {
    for (const owner of inventory.patchedOnAws) {
      for (const [index, patch] of owner.resourcePatches.entries()) yield* patchAt(`${owner.path}.resourcePatches[${index}]`, owner, patch, inventory);
    }
  },
);

function* patchAt(path: string, owner: Adjustable, patch: unknown, inventory: Inventory): Generator<Fault> {
  if (!isFields(patch)) return yield error(path, 'be a type and what is merged', show(patch), "write it as { type: 'aws:rds/cluster:Cluster', merge: {} }");
  yield* partsOf(path, patch, ['type', 'name', 'merge']);
  yield* target(path, owner, patch, inventory);
  if (!isFields(patch.merge) || Object.keys(patch.merge).length === 0) {
    return yield error(`${path}.merge`, 'be an object with arguments', show(patch.merge), 'write it as { networkType: ... }');
  }
  yield* plain(`${path}.merge`, patch.merge);
  for (const argument of closedIn(patch.merge)) {
    const must = `stay as it is made: it names the resource, is a property of ${owner.path}, or holds a secret`;
    yield error(`${path}.merge.${argument}`, must, shapeOf(at(patch.merge, argument.split('.'))), 'declare it by a property');
  }
}

/** What it means must be there. */
function* target(path: string, owner: Adjustable, { type, name }: Readonly<Record<string, unknown>>, inventory: Inventory): Generator<Fault> {
  const known: ReadonlyMap<unknown, readonly string[]> = patchedResources(owner, inventory);
  const names = known.get(type);
  if (names === undefined) {
    const types = [...known.keys()].join(', ');
    const must = types ? `be what ${owner.path} becomes on AWS (${types})` : `be left out: AWS has nothing of ${owner.path}`;
    return yield error(`${path}.type`, must, show(type), 'name one of these or take the patch away');
  }
  if (name === undefined || names.some(one => one === name)) return;
  const must = names.length > 0 ? `be one of ${names.join(', ')}` : `be left out: those of ${owner.path} are alike`;
  yield error(`${path}.name`, must, show(name), 'leave it out for all of the type');
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
