import { gib, type Size } from '../units';
import { type InstanceType, type Purpose, USUAL_TYPES } from './instance-types';

/** Machines of one kind that carry pods. */
export interface Nodes {
  /** The fewest nodes; the group never shrinks below. 0 only for a group that is `dedicated`: the others carry what the cluster itself needs. */
  readonly min: number;
  /** The most nodes; what runs at its maximum must fit into them. */
  readonly max: number;
  /**
   * What the nodes are good at. Every node carries it as the label `clinfra.io/purpose`; workloads ask for it by `placement`.
   * @default 'general'
   */
  readonly purpose?: Purpose;
  /**
   * What tells it from other groups of its site, also in the names of its resources.
   * @default the purpose
   */
  readonly name?: string;
  /**
   * The EC2 instance type.
   * @default m6i.xlarge (4 vCPU, 16 GiB), for compute c7i.2xlarge (8, 16), for memory r7i.xlarge (4, 32), for storage m6i.2xlarge (8, 32)
   */
  readonly instanceType?: InstanceType;
  /**
   * Whether only workloads that ask for the purpose may run there: the nodes are tainted.
   * @default true, but false for 'general'
   */
  readonly dedicated?: boolean;
  /**
   * Whether each zone has its own part of the group, which grows by itself. A volume can be used in its zone only, so that a pod with a volume
   * may need a node in one certain zone; `min` and `max` must then be multiples of the zones.
   * @default true for 'storage', else false
   */
  readonly perZone?: boolean;
  /**
   * The disk of each node: images, and what pods write to their own file systems.
   * @default gib(100)
   */
  readonly disk?: Size;
  /**
   * Labels of the nodes besides the purpose.
   * @default none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A group of nodes with everything settled. */
export type NodeGroup = Required<Nodes>;

/** The label that says what a node is good at, and the taint of nodes that are for that alone. */
export const PURPOSE_LABEL = 'clinfra.io/purpose';

/** Reads the one group or the list of groups that a site declares. What is no group becomes one without figures, which a rule reports. */
export function nodeGroups(nodes: Nodes | readonly Nodes[]): readonly NodeGroup[] {
  return (isList(nodes) ? nodes : [nodes]).map(group => settled(group ?? {}));
}

function isList(nodes: Nodes | readonly Nodes[]): nodes is readonly Nodes[] {
  return Array.isArray(nodes);
}

function settled(nodes: Partial<Nodes>): NodeGroup {
  const { purpose = 'general', labels = {}, disk = gib(100) } = nodes;
  const { name = purpose, instanceType = USUAL_TYPES[purpose], dedicated = purpose !== 'general', perZone = purpose === 'storage' } = nodes;
  return { min: nodes.min as number, max: nodes.max as number, purpose, name, instanceType, dedicated, perZone, disk, labels };
}
