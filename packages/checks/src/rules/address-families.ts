import { type AwsEdge, type AwsHosting, callersOf, type Edge, type Inventory, isOfIpv6, type Site } from '@clinfra/core';
import { error, type Fault, warning } from '../finding';
import { rule } from '../rule';
import { show } from '../show';
import { sitesOf } from '../standing';

export const addressFamilies = rule(
  'address-families',
  'callers come by IPv6 to every site of an edge or to none, are named where they can come, and a site has IPv6 for them',
  function* ({ inventory }) {
    const reached = new Set<Site>();
    for (const edge of inventory.edges) {
      const { aws } = edge;
      if (!aws || aws.cdn || !Array.isArray(aws.balancer?.from)) continue;
      const grounds = groundsOf(inventory, edge);
      const open = grounds.filter(({ hosting }) => callersOf(aws, hosting).ipv6.length > 0);
      for (const { site } of open) reached.add(site);
      yield* together(edge, grounds, open);
      yield* named(edge, aws, open);
    }
    for (const site of inventory.sites) yield* used(site, reached);
  },
);

interface Ground {
  readonly site: Site;
  readonly hosting: AwsHosting;
}

function groundsOf(inventory: Inventory, edge: Edge): readonly Ground[] {
  const sites = inventory.domains.includes(edge.domain) ? sitesOf(inventory, edge) : [];
  return sites.flatMap(site => (site.hosting?.kind === 'aws' ? [{ site, hosting: site.hosting }] : []));
}

/** Records of one protocol that leave a site out would send those who come by it nowhere once the other site is lost. */
function* together({ path }: Edge, grounds: readonly Ground[], open: readonly Ground[]): Generator<Fault> {
  if (open.length === 0 || open.length === grounds.length) return;
  yield error(
    `${path}.aws`,
    'be reached by IPv6 at all of its sites or at none',
    show(open.map(({ site }) => site)),
    'set hosting.ipv6 on all of them, or name ranges of IPv4 in balancer.from',
  );
}

function* named({ path }: Edge, { balancer, firewall }: AwsEdge, open: readonly Ground[]): Generator<Fault> {
  const { from } = balancer;
  const from6 = from.filter(isOfIpv6);
  if (from6.length > 0 && from6.length === from.length) {
    yield error(`${path}.aws.balancer.from`, 'name a range of IPv4 as well, for the host has an address of it', show(from), 'add one, or leave it out');
  }
  if (open.length > 0) return;
  const lists = { 'balancer.from': from, 'firewall.allow': firewall?.allow ?? [] };
  for (const [list, ranges] of Object.entries(lists)) {
    for (const [index, range] of ranges.entries()) {
      if (!isOfIpv6(range)) continue;
      yield error(`${path}.aws.${list}[${index}]`, 'be of IPv4 where nobody comes by IPv6', show(range), 'leave it out, or set hosting.ipv6 on its sites');
    }
  }
}

function* used(site: Site, reached: ReadonlySet<Site>): Generator<Fault> {
  const { path, hosting } = site;
  if (hosting?.kind !== 'aws' || hosting.ipv6 !== true || reached.has(site)) return;
  yield warning(
    `${path}.hosting.ipv6`,
    'serve an edge whose callers come to its load balancer by IPv6',
    'none there',
    'leave it out, or let an edge without a CDN be reached by it',
  );
}
