import type { PlannedResource } from './planned-resource';

/**
 * Resources as a tree written down: a parent before its children, neighbours by URN. Registration order would differ
 * from run to run wherever values arrive in a different order.
 */
export function treeOrder(resources: Iterable<PlannedResource>): PlannedResource[] {
  const byUrn = new Map<string, PlannedResource>();
  for (const resource of resources) byUrn.set(resource.urn, resource);
  const children = new Map<string, PlannedResource[]>();
  for (const urn of [...byUrn.keys()].sort()) {
    const resource = byUrn.get(urn);
    if (resource === undefined) continue;
    const parent = resource.parent !== undefined && byUrn.has(resource.parent) ? resource.parent : '';
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [resource]);
    else siblings.push(resource);
  }
  const ordered: PlannedResource[] = [];
  const visit = (parent: string): void => {
    for (const child of children.get(parent) ?? []) {
      ordered.push(child);
      visit(child.urn);
    }
  };
  visit('');
  return ordered;
}
