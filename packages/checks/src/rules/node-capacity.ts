import {
  type AwsHosting,
  addressesIn,
  Cpu,
  EAST_WEST_ADDRESSES,
  hasOwnEastWestGateway,
  instanceSize,
  KEPT_ADDRESSES,
  type NodeCapacity,
  type NodeGroup,
  nodeCapacity,
  parseRange,
  type Site,
  Size,
  subnetsOf,
} from '@clinfra/core';
import { error, type Fault } from '../finding';
import { type Placed, type PlacedPods, placedPods } from '../placed-pods';
import { rule } from '../rule';
import { count, show } from '../show';
import { isWhole } from '../whole';
import { groupPath } from './node-groups';

export const nodeCapacityRule = rule(
  'node-capacity',
  'the nodes of a site carry every pod at its maximum and during a rolling update, add-ons included, and its network has an address for each',
  function* ({ inventory }) {
    for (const site of inventory.sites) {
      if (site.hosting?.kind !== 'aws') continue;
      const groups = site.hosting.nodes.flatMap((group, index) => known(group, groupPath(site, site.hosting as AwsHosting, index)));
      // Groups with wrong figures are left to the rule about those.
      if (groups.length < site.hosting.nodes.length) continue;
      const { shares, onEachNode } = placedPods(inventory, site);
      const left = groups.map(group => ({ ...group, node: lessOf(group.node, onEachNode) }));
      for (const pool of poolsOf(site, left, shares)) yield* carries(pool);
      yield* addresses(site, site.hosting, groups, shares);
    }
  },
);

interface Known {
  readonly group: NodeGroup;
  readonly path: string;
  readonly node: NodeCapacity;
}

/** Nodes, and what can run nowhere else. */
interface Pool {
  readonly path: string;
  readonly groups: readonly Known[];
  readonly shares: readonly Placed[];
}

function known(group: NodeGroup, path: string): readonly Known[] {
  const node = nodeCapacity(group.instanceType);
  return node && isWhole(group.max) && group.max > 0 ? [{ group, path, node }] : [];
}

/** What is left of a node beside what stands on each of them. */
function lessOf({ cpu, memory, pods }: NodeCapacity, taken: PlacedPods['onEachNode']): NodeCapacity {
  return { cpu: cpu.minus(taken.cpu), memory: memory.minus(taken.memory), pods: pods - taken.pods };
}

/** Those of each purpose that is asked for; and all that are open, with what asks for nothing or for open ones. */
function poolsOf({ path }: Site, groups: readonly Known[], shares: readonly Placed[]): readonly Pool[] {
  const open = groups.filter(({ group }) => !group.dedicated);
  const ofPurpose = [...new Set(groups.map(({ group }) => group.purpose))].map(purpose => {
    const members = groups.filter(({ group }) => group.purpose === purpose);
    const [only] = members;
    return {
      path: members.length === 1 && only ? only.path : `${path}.hosting.nodes`,
      groups: members,
      shares: shares.filter(({ placement }) => placement === purpose),
    };
  });
  const closed = new Set(groups.filter(({ group }) => group.dedicated).map(({ group }) => group.purpose));
  const free = shares.filter(({ placement }) => placement === undefined || !closed.has(placement));
  const [first] = open;
  return [...ofPurpose, { path: open.length === 1 && first ? first.path : `${path}.hosting.nodes`, groups: open, shares: free }].filter(
    pool => pool.shares.length > 0 && pool.groups.length > 0,
  );
}

/** One measure of what nodes have and pods take. */
const MEASURES = [
  {
    of: (node: NodeCapacity) => node.cpu.amount,
    taken: ({ cpu }: Placed) => cpu.amount,
    print: (amount: bigint) => `${Cpu.of({ amount, problem: undefined })} of CPU`,
  },
  {
    of: (node: NodeCapacity) => node.memory.amount,
    taken: ({ memory }: Placed) => memory.amount,
    print: (amount: bigint) => `${mebibytes(amount)} of memory`,
  },
  { of: (node: NodeCapacity) => BigInt(node.pods), taken: () => 1n, print: (amount: bigint) => count(Number(amount), 'pod') },
] as const;

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function mebibytes(amount: bigint): string {
  const whole = 1n << 20n;
  return String(Size.of({ amount: (amount / whole) * whole, problem: undefined }));
}

function* carries({ path, groups, shares }: Pool): Generator<Fault> {
  for (const { of, taken, print } of MEASURES) {
    const have = groups.reduce((sum, { group, node }) => sum + of(node) * BigInt(group.max), 0n);
    const want = shares.reduce((sum, share) => sum + taken(share) * BigInt(share.pods), 0n);
    const addOns = shares.filter(({ addOn }) => addOn).reduce((sum, share) => sum + taken(share) * BigInt(share.pods), 0n);
    const largest = groups.map(({ node }) => of(node)).reduce(larger, 0n);
    const tooLarge = shares.find(share => taken(share) > largest);
    if (tooLarge) {
      yield error(
        tooLarge.figure,
        `fit on one node of ${path}, which has ${print(largest)} left for pods`,
        print(taken(tooLarge)),
        'choose a larger instanceType, or make the pod smaller',
      );
    } else if (want > have) {
      const nodes = groups.map(({ group }) => `${group.max} x ${group.instanceType}`).join(' and ');
      yield error(
        path,
        'carry every pod at maximum scale',
        `${print(have)} on ${nodes} for ${print(want)}${addOns > 0n ? `, ${print(addOns)} of it for add-ons` : ''}`,
        'raise max, choose a larger instanceType, or lower scale.max',
      );
    }
  }
}

/** What the cluster's own pods take of addresses, and add-ons that others install, generously. */
const OTHER_PODS = 40;
/** Load balancers want that many free addresses in a subnet. */
const BALANCER_ADDRESSES = 8;
/** A block that pods begin, and one in reserve. */
const BLOCKS_OF_NODE = 32;
/** An update of a group makes new nodes before it ends old ones. */
const UPDATE_NODES = 2;

/** With one zone lost, all pods and nodes stand in the others. */
function* addresses(site: Site, hosting: AwsHosting, groups: readonly Known[], shares: readonly Placed[]): Generator<Fault> {
  const [subnet] = subnetsOf(hosting.cidr, site.zones);
  const range = subnet && parseRange(subnet.private);
  if (!range || shares.length === 0) return;
  const zones = Math.max(1, site.zones.length - 1);
  const nodes = groups.reduce((sum, { group }) => sum + Math.ceil(group.max / (group.perZone ? site.zones.length : zones)), 0) + UPDATE_NODES;
  const interfaces = Math.max(...groups.map(({ group }) => instanceSize(group.instanceType)?.interfaces ?? 0));
  const pods = Math.ceil((shares.reduce((sum, share) => sum + share.pods, 0) + OTHER_PODS) / zones);
  const gateway = hasOwnEastWestGateway(site) ? EAST_WEST_ADDRESSES : 0;
  const need = pods + nodes * (interfaces + BLOCKS_OF_NODE) + BALANCER_ADDRESSES + gateway;
  const have = addressesIn(range.prefix) - KEPT_ADDRESSES;
  if (have >= need) return;
  const wider = narrowestFor(need, site.zones);
  const must = `have ${need} addresses in each zone, for ${count(pods, 'pod')} on ${count(nodes, 'node')} when another zone is lost`;
  const remedy = wider === undefined ? 'lower the maxima; no network is wide enough' : `choose a /${wider}`;
  yield error(`${site.path}.hosting.cidr`, must, `${show(hosting.cidr)} with ${have}`, remedy);
}

/** The prefix of the narrowest network whose zones have so many addresses for nodes and pods. */
function narrowestFor(need: number, zones: readonly string[]): number | undefined {
  for (let prefix = 24; prefix >= 16; prefix--) {
    const range = parseRange(subnetsOf(`10.0.0.0/${prefix}`, zones)[0]?.private ?? '');
    if (range && addressesIn(range.prefix) - KEPT_ADDRESSES >= need) return prefix;
  }
  return undefined;
}
