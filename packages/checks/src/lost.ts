import {
  carrierOf,
  Declaration,
  type Edge,
  type Inventory,
  isChannel,
  MultiRegionFailover,
  Platform,
  Registry,
  type Relation,
  Site,
  VolumeClaim,
} from '@clinfra/core';
import { declarationsOf } from './declarations';
import { type Finding, isWithin } from './finding';
import type { RuleId } from './rules';
import { printable } from './show';

/** Rules that judge each declaration by what stands in it or by its name, and by nothing else. */
const ALONE: ReadonlySet<RuleId> = new Set<RuleId>([
  ...(['names', 'duplicates', 'owner', 'locale', 'objectives', 'choices', 'switches', 'quantity', 'figures', 'image', 'plain-secret', 'waiver'] as const),
  ...(['scale-range', 'scale-hours', 'rolling-update', 'ports', 'rate-limit', 'probes', 'schedule'] as const),
]);

/** What is missing, and of what. */
interface Lost {
  readonly declaration: Declaration;
  readonly place: string;
}

type Sayable = (rule: RuleId, finding: Finding) => boolean;

/**
 * Whether a finding holds whatever would stand where something is missing that must be given. Rules see something empty there, so that what they say of it, and
 * of all that it might change, is no finding. It is left out rather too often than said without ground; what judges a declaration by itself is said everywhere.
 */
export function sayableBesideLost(inventory: Inventory): Sayable {
  const lost = [...declarationsOf(inventory)].flatMap((declaration): readonly Lost[] =>
    declaration.misgiven.flatMap(({ place, as }) => (as === 'lost' ? [{ declaration, place }] : [])),
  );
  if (lost.length === 0) return () => true;
  const holders = lost.map(({ declaration }) => declaration);
  const ownerOf = owners(inventory);
  const touched = reaches(holders) ? undefined : touchedBy(inventory, holders);
  return (rule, finding) => {
    const owner = ownerOf(finding.path);
    if (owner === undefined || lost.some(one => one.declaration === owner && isPartOf(one, finding))) return false;
    return ALONE.has(rule) || (touched !== undefined && !touched.has(owner) && !holders.some(({ path }) => names(finding, path)));
  };
}

/** A declaration of which nothing was given still has its name. */
function isPartOf({ declaration, place }: Lost, { path }: Finding): boolean {
  return place === '' ? path !== printable(`${declaration.path}.name`) : isWithin(path, printable(`${declaration.path}.${place}`));
}

/** Whether what is missing may matter to everything: where things stand, and what they are made of. */
function reaches(holders: readonly Declaration[]): boolean {
  return holders.some(holder => holder instanceof Platform || holder instanceof Site || holder instanceof Registry || holder instanceof MultiRegionFailover);
}

/** What is judged together with something: its parts, what it is part of, both ends of its edges, and what all of that stands on. */
function touchedBy(inventory: Inventory, holders: readonly Declaration[]): ReadonlySet<Declaration> {
  const near = new Set(
    holders
      .map(rootOf)
      .flatMap(root => root.node.findAll())
      .filter(isDeclaration),
  );
  const groups = [...inventory.relations.map(endsOf), ...inventory.edges.map(partsOf), ...inventory.zones.map(zone => [zone, ...inventory.edges])].map(group =>
    group.filter(isDeclaration),
  );
  const joined = [...near, ...groups.filter(group => group.some(part => near.has(part))).flat()];
  const all = new Set([inventory.platform, ...inventory.sites, ...inventory.failovers, ...joined.flatMap(({ node }) => node.scopes).filter(isDeclaration)]);
  for (const { administration } of inventory.tiers.filter(tier => all.has(tier))) if (isDeclaration(administration?.domain)) all.add(administration.domain);
  return all;
}

/** What goes through a broker is judged with all of it, and volumes with the workloads that mount them. */
function rootOf(holder: Declaration): Declaration {
  if (isChannel(holder)) return carrierOf(holder);
  return holder instanceof VolumeClaim ? holder.domain : holder;
}

/** Either end may be anything where there are no types. */
function endsOf({ from, to }: Relation): readonly unknown[] {
  return isDeclaration(to) && isChannel(to) ? [from, to, carrierOf(to)] : [from, to];
}

function partsOf(edge: Edge): readonly unknown[] {
  return [edge, edge.domain, ...edge.routes.map(({ service }) => service)];
}

function isDeclaration(value: unknown): value is Declaration {
  return value instanceof Declaration;
}

/** Of which declaration a finding is: the innermost that its path leads through. */
function owners(inventory: Inventory): (path: string) => Declaration | undefined {
  const byLength = [...declarationsOf(inventory)].sort((a, b) => b.path.length - a.path.length);
  return path => byLength.find(declaration => isWithin(path, printable(declaration.path)));
}

function names({ must, got, remedy }: Finding, path: string): boolean {
  return [must, got, remedy].some(text => text.split(/[^\w.~-]+/).some(word => isWithin(word, path)));
}
