import { type Inventory, isWithin, MAX_ZONES, overlaps, parseRange, type Range, type Site, type SiteLinks, subnetsOf } from '@clinfra/core';
import { error, type Fault } from '../finding';
import { byPath } from '../order';
import { rule } from '../rule';
import { show } from '../show';

const WIDEST = 16;
const NARROWEST = 24;
const WIDEST_ACCESS = 8;
const LINKS = Object.keys({ peerings: true, 'transit-gateways': true } satisfies Record<SiteLinks, true>);
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
const PRIVATE_RANGES = PRIVATE.flatMap(block => parseRange(block) ?? []);

export const network = rule(
  'network',
  'the networks of sites are private, large enough, and apart from each other, so that they can be joined',
  function* ({ inventory }) {
    for (const { path, hosting, zones } of inventory.sites) {
      if (hosting?.kind !== 'aws') continue;
      yield* addressRange(`${path}.hosting.cidr`, hosting.cidr, zones);
      for (const [index, range] of hosting.publicApiFrom.entries()) yield* access(`${path}.hosting.publicApiFrom[${index}]`, range);
    }
    yield* apart(inventory);
    yield* links(inventory);
  },
);

function* addressRange(path: string, cidr: string, zones: Site['zones']): Generator<Fault> {
  const range = rangeOf(cidr);
  if (!range) yield error(path, 'be an address range', show(cidr), 'write it as 10.0.0.0/16, with no bits set behind the prefix');
  else if (range.prefix < WIDEST || range.prefix > NARROWEST) {
    yield error(path, `be a /${WIDEST} to a /${NARROWEST}`, show(cidr), 'choose a size that AWS takes and zones fit in');
  } else if (!PRIVATE_RANGES.some(block => isWithin(range, block))) {
    yield error(path, `lie within ${PRIVATE.join(', ')}`, show(cidr), 'choose private addresses');
  } else if (zones.length > 0 && zones.length <= MAX_ZONES && subnetsOf(cidr, zones).length === 0) {
    const least = range.prefix > 23 && zones.length <= 4 ? 23 : 22;
    yield error(path, `be a /${least} or wider for ${zones.length} zones`, show(cidr), 'choose a wider range, or leave zones out');
  }
}

function* access(path: string, cidr: string): Generator<Fault> {
  const range = rangeOf(cidr);
  if (!range) yield error(path, 'be an address range', show(cidr), 'write it as 192.0.2.0/24, with no bits set behind the prefix');
  else if (range.prefix < WIDEST_ACCESS)
    yield error(path, `be no wider than a /${WIDEST_ACCESS}`, show(cidr), 'name the addresses of those who administer it, not the internet');
}

function rangeOf(cidr: unknown): Range | undefined {
  return typeof cidr === 'string' ? parseRange(cidr) : undefined;
}

function* apart({ sites }: Inventory): Generator<Fault> {
  const before: { readonly site: Site; readonly cidr: string; readonly range: Range }[] = [];
  for (const site of byPath(sites)) {
    if (site.hosting?.kind !== 'aws') continue;
    const { cidr } = site.hosting;
    const range = rangeOf(cidr);
    if (!range) continue;
    const other = before.find(one => overlaps(one.range, range));
    if (other) yield error(`${site.path}.hosting.cidr`, `not overlap the network of ${other.site.path} (${other.cidr})`, show(cidr), 'choose another range');
    before.push({ site, cidr, range });
  }
}

/** Sites that wait count: they are joined once they serve. */
function* links({ platform, sites }: Inventory): Generator<Fault> {
  const { siteLinks } = platform;
  if (siteLinks === undefined) return;
  const path = `${platform.path}.siteLinks`;
  const joined = sites.filter(({ hosting, mesh }) => hosting?.kind === 'aws' && mesh?.join);
  if (!LINKS.includes(siteLinks)) yield error(path, `be one of ${LINKS.join(', ')}`, show(siteLinks), 'choose one of them');
  else if (joined.length < 2)
    yield error(
      path,
      'join two sites on AWS that have a mesh.join',
      joined.length === 0 ? 'none' : show(joined),
      'set mesh.join on two of them, or leave it out',
    );
}
