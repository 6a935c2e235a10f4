import {
  type AddOnPods,
  addOnParts,
  addOnPurpose,
  Cpu,
  cores,
  type Domain,
  gib,
  type Inventory,
  installedAddOns,
  type Purpose,
  type Site,
  Size,
} from '@clinfra/core';
import { type AddedShare, addedShares } from './added/shares';
import { shareOf } from './rules/capacity';
import { type SidecarRequests, sidecarsOf } from './sidecars';
import { sitesOf } from './standing';

/** What pods of one kind take of nodes. */
export interface Placed {
  /** The property by which one of them could be made smaller. */
  readonly figure: string;
  readonly pods: number;
  readonly cpu: Cpu;
  readonly memory: Size;
  /** The nodes on which alone they run. */
  readonly placement: Purpose | undefined;
  /** Whether they belong to an add-on. */
  readonly addOn: boolean;
}

/** What stands at a site at the most, and what stands on each of its nodes. */
export interface PlacedPods {
  readonly shares: readonly Placed[];
  readonly onEachNode: { readonly cpu: Cpu; readonly memory: Size; readonly pods: number };
}

/** The pods of workloads, of what teams add to their domains, and of add-ons that are installed. */
export function placedPods(inventory: Inventory, site: Site): PlacedPods {
  const added = addedAt(inventory, site);
  const addOns = installedAddOns(inventory, site).flatMap(({ name }) => addOnParts(name, site).map(part => ({ figure: `${site.path}.addOns.${name}`, part })));
  const placement = addOnPurpose(site);
  const shares = [
    ...workloadsAt(inventory, site),
    ...added.flatMap(({ share, figure }) => (share.onEachNode ? [] : [{ ...taken(share), figure, placement: share.placement, addOn: false }])),
    ...addOns.flatMap(({ figure, part }) =>
      part.pods === 'per-node' ? [] : [{ ...withSidecar(part, site), pods: part.pods, figure, placement, addOn: true }],
    ),
  ];
  const everywhere = [
    ...added.flatMap(({ share }) => (share.onEachNode ? [share] : [])),
    ...addOns.flatMap(({ part }) => (part.pods === 'per-node' ? [part] : [])),
  ];
  const sum = everywhere.reduce((total, { cpu, memory }) => ({ cpu: total.cpu.plus(cpu), memory: total.memory.plus(memory) }), NOTHING);
  return { shares: shares.filter(({ pods }) => pods > 0), onEachNode: { ...sum, pods: everywhere.length } };
}

const NOTHING: { readonly cpu: Cpu; readonly memory: Size } = { cpu: cores(0), memory: gib(0) };

function workloadsAt(inventory: Inventory, site: Site): readonly Placed[] {
  const known = new Map<Domain, SidecarRequests | undefined>();
  const sidecars = (domain: Domain): SidecarRequests | undefined => {
    if (!known.has(domain)) known.set(domain, sidecarsOf(inventory, domain));
    return known.get(domain);
  };
  return inventory.workloads
    .filter(workload => sitesOf(inventory, workload).includes(site))
    .flatMap(workload => {
      const { path, placement } = workload;
      return shareOf(workload, sidecars(workload.domain)).map(share => ({ ...taken(share), figure: `${path}.size`, placement, addOn: false }));
    });
}

function addedAt(inventory: Inventory, site: Site): readonly { readonly share: AddedShare; readonly figure: string }[] {
  return inventory.domains
    .filter(domain => sitesOf(inventory, domain).includes(site))
    .flatMap(domain => inventory.additionsOf(domain))
    .flatMap(addition => addedShares(inventory, addition).map(share => ({ share, figure: `${addition.path}.${share.name}` })));
}

function taken({ pods, cpu, memory }: { readonly pods: number; readonly cpu: Cpu; readonly memory: Size }) {
  return { pods, cpu, memory };
}

/** What is part of the mesh has a sidecar beside what it requests itself. */
function withSidecar({ cpu, memory, meshed }: AddOnPods, { mesh }: Site) {
  const proxy = meshed ? mesh?.proxy?.requests : undefined;
  // An amount that is none counts as nothing.
  return { cpu: proxy?.cpu instanceof Cpu ? cpu.plus(proxy.cpu) : cpu, memory: proxy?.memory instanceof Size ? memory.plus(proxy.memory) : memory };
}
