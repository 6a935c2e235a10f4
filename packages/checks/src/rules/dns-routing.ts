import { type AwsEdge, type ByPlace, type ByWeight, CONTINENTS, type Edge, type Inventory, type Site } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { isCountry } from '../jurisdiction';
import { rule } from '../rule';
import { count, show, showOn } from '../show';
import { sitesOf } from '../standing';
import { isWhole } from '../whole';

export const dnsRouting = rule('dns-routing', 'every caller of an edge is sent to a site on which it stands', function* ({ inventory }) {
  for (const edge of inventory.edges) {
    if (!edge.aws || !inventory.domains.includes(edge.domain)) continue;
    yield* routed(`${edge.path}.aws.routing`, edge, edge.aws, inventory);
  }
});

function* routed(path: string, edge: Edge, { routing }: AwsEdge, inventory: Inventory): Generator<Fault> {
  const here = sitesOf(inventory, edge);
  switch (routing?.kind) {
    case 'one-site':
      if (here.length > 1) {
        const remedy = 'use byWeight(...), byLatency(), byPlace(...) or byFailover()';
        yield error(path, 'say who is sent where, because the edge stands on several sites', `toOneSite() on ${show(here)}`, remedy);
      }
      return;
    case 'weight':
      yield* weights(path, routing, here, inventory);
      return;
    case 'latency':
      yield* regions(path, here);
      return;
    case 'place':
      yield* places(path, routing, here, inventory);
      return;
    case 'failover':
      yield* failover(path, here, inventory);
      return;
    default:
      yield error(
        path,
        'be toOneSite(), byWeight(...), byLatency(), byPlace(...) or byFailover()',
        show(Reflect.get(Object(routing), 'kind')),
        'use one of them',
      );
  }
}

const HEAVIEST = 255;

function* weights(path: string, { weights: listed }: ByWeight, here: readonly Site[], inventory: Inventory): Generator<Fault> {
  yield* eachOnce(
    path,
    listed.map(({ site }) => site),
    here,
    inventory,
  );
  for (const { site, weight } of listed) {
    if (isWhole(weight) && weight >= 0 && weight <= HEAVIEST) continue;
    yield error(`${path}.weights`, `be whole numbers from 0 to ${HEAVIEST}`, `${show(weight)} for ${show(site)}`, 'write shares such as 70 and 30');
  }
  if (listed.length > 0 && listed.every(({ weight }) => weight === 0)) {
    yield error(`${path}.weights`, 'send somebody somewhere', '0 for every site', 'give one site a share');
  }
}

/** Sites that wait in a failover may be named too: they get their share when they serve. */
function* eachOnce(path: string, named: readonly Site[], here: readonly Site[], inventory: Inventory): Generator<Fault> {
  for (const [index, site] of named.entries()) {
    if (!inventory.sites.includes(site)) {
      const { platform } = inventory;
      yield error(path, `name sites of platform ${platform.name}`, showOn(platform, site), 'pass a Site that was declared there');
    } else if (named.indexOf(site) < index) yield error(path, 'name each site once', show(site), 'leave it out');
  }
  const missing = here.filter(site => !named.includes(site));
  if (missing.length > 0) yield error(path, 'name every site on which the edge stands', `nothing for ${show(missing)}`, 'add it');
}

function* regions(path: string, here: readonly Site[]): Generator<Fault> {
  const seen = new Map<string, Site>();
  for (const site of here) {
    if (site.hosting?.kind !== 'aws') continue;
    const { region } = site.hosting;
    const other = seen.get(region);
    seen.set(region, other ?? site);
    if (other) yield error(path, 'have one site in each region', `${show(other)} and ${show(site)} in ${region}`, 'use byWeight(...)');
  }
}

function* places(path: string, { places: listed, otherwise }: ByPlace, here: readonly Site[], inventory: Inventory): Generator<Fault> {
  const named = listed.map(({ site }) => site);
  yield* eachOnce(path, [...new Set([...named, otherwise])], here, inventory);
  const continents: readonly string[] = CONTINENTS;
  for (const country of listed.flatMap(one => one.countries ?? [])) {
    if (!isCountry(country)) yield error(`${path}.countries`, 'name countries by their two capital letters', show(country), 'write it as SD');
  }
  for (const continent of listed.flatMap(one => one.continents ?? [])) {
    if (!continents.includes(continent)) yield error(`${path}.continents`, `be among ${continents.join(', ')}`, show(continent), 'write it as AF');
  }
  const all = listed.flatMap(one => [...(one.countries ?? []), ...(one.continents ?? []).map(continent => `continent ${continent}`)]);
  for (const place of new Set(all.filter((one, index) => all.indexOf(one) < index))) {
    yield error(path, 'send each place to one site', `${place} to ${count(all.filter(one => one === place).length, 'site')}`, 'leave all but one out');
  }
}

function* failover(path: string, here: readonly Site[], { failovers }: Inventory): Generator<Fault> {
  if (here.some(site => failovers.some(({ active }) => active === site))) return;
  yield error(
    path,
    'have a failover whose active site the edge stands on',
    `byFailover() on ${show(here)}`,
    'declare a MultiRegionFailover, or route otherwise',
  );
}
