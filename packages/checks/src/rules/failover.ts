import type { Inventory, MultiRegionFailover, Site } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { byPath } from '../order';
import { rule } from '../rule';
import { count, show, showOn } from '../show';

export const failover = rule('failover', 'one failover says which of its sites serves, and those sites do not fall together', function* ({ inventory }) {
  const [first, ...others] = byPath(inventory.failovers);
  for (const other of others) {
    yield error(
      other.path,
      'be the only failover of the platform',
      `${count(inventory.failovers.length, 'failover')} with the first at ${show(first)}`,
      'remove all but one',
    );
  }
  for (const one of inventory.failovers) yield* roles(one, inventory);
});

function* roles({ path, active, standby, cold }: MultiRegionFailover, inventory: Inventory): Generator<Fault> {
  const before: { readonly role: string; readonly site: Site }[] = [];
  for (const [role, site] of Object.entries({ active, standby, cold })) {
    if (role === 'cold' && site === undefined) continue;
    if (site === undefined || !inventory.sites.includes(site)) {
      yield error(
        `${path}.${role}`,
        `be a site of platform ${inventory.platform.name}`,
        showOn(inventory.platform, site),
        'pass a Site that was declared there',
      );
      continue;
    }
    yield* apart(`${path}.${role}`, site, before);
    before.push({ role, site });
  }
}

function* apart(path: string, site: Site, before: readonly { readonly role: string; readonly site: Site }[]): Generator<Fault> {
  for (const other of before) {
    const shared = site.zones.filter(zone => other.site.zones.includes(zone));
    if (other.site === site) yield error(path, `be another site than ${other.role}`, show(site), 'name a site that stands elsewhere');
    else if (shared.length > 0 && site.hosting?.kind === other.site.hosting?.kind) {
      yield error(
        path,
        `share no zone with ${other.role} (${show(other.site)})`,
        `${show(site)} with ${shared.join(', ')}`,
        'use zones that are lost one at a time',
      );
    }
  }
}
