import { ClinicalService, type Inventory, type Method, type Relation, type Requests } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';
import { isText } from '../text';

const METHODS = Object.keys({ GET: true, HEAD: true, OPTIONS: true, POST: true, PUT: true, PATCH: true, DELETE: true } satisfies Record<Method, true>);
/** What a URL may hold, with one star at the end at most. */
const PATH = /^\/[A-Za-z0-9\-._~!$&'()+,;=:@%/]*\*?$/;

export const requests = rule(
  'requests',
  'a call that is narrowed to some requests says which, once, to a service that has requests, where a mesh can tell them apart',
  function* ({ inventory }) {
    for (const relation of inventory.relations) if (relation.requests) yield* narrowed(relation, relation.requests, inventory);
  },
);

function* narrowed({ from, to }: Relation, stated: readonly Requests[], inventory: Inventory): Generator<Fault> {
  // What is no service is reported where edges are.
  if (!(to instanceof ClinicalService)) return;
  const path = `${from.path}.calls(${to.path})`;
  if (to.protocol === 'tcp') yield error(path, 'not be narrowed for a service that speaks tcp, which has no requests', 'methods or paths', 'leave them out');
  for (const site of sitesOf(inventory, from)) {
    if (!site.mesh)
      yield error(path, `be narrowed only where there is a mesh, as on ${site.path}`, 'none there', 'set mesh on the site, or leave methods and paths out');
  }
  if (stated.some(isEverything)) {
    yield error(path, 'name methods or paths', stated.length > 1 ? 'a call of everything as well' : 'neither', 'name some, or call without');
  }
  for (const { methods, paths } of stated) {
    for (const method of listed(methods))
      if (!METHODS.includes(method as string)) yield error(`${path}.methods`, `be of ${METHODS.join(', ')}`, show(method), 'choose among them');
    for (const one of listed(paths))
      if (!isText(one, PATH)) yield error(`${path}.paths`, 'begin with / and have a star at the end alone', show(one), 'write it as /patients/*');
  }
  yield* claimedTwice(path, stated);
}

function isEverything({ methods, paths }: Requests): boolean {
  return listed(methods).length === 0 && listed(paths).length === 0;
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function* claimedTwice(place: string, stated: readonly Requests[]): Generator<Fault> {
  const claimed = new Set<string>();
  for (const { methods, paths } of stated) {
    const ways = listed(methods).length > 0 ? listed(methods) : ['any method'];
    for (const path of listed(paths)) {
      for (const way of ways) {
        const claim = `${way} ${path}`;
        if (claimed.has(claim)) yield error(`${place}.paths`, 'name each path once for a method', `${show(path)} with ${way} again`, 'leave one of them out');
        claimed.add(claim);
      }
    }
  }
}
