import { Cpu, cores, mib, millicores, Size } from '../units';
import { type InstanceSize, instanceSize } from './instance-types';

/** What one node has for pods. */
export interface NodeCapacity {
  readonly cpu: Cpu;
  readonly memory: Size;
  /** The most pods, after those that run on every node. */
  readonly pods: number;
}

/** Addresses come in blocks of sixteen, one in the place of each secondary address of an interface. */
const ADDRESS_BLOCK = 16;
/** Above these EKS recommends no more pods on a node, whatever its addresses. */
const MOST_PODS = { small: 110, large: 250 } as const;
const LARGE_CPUS = 30;

/** What runs on every node before anything of the platform: network, proxy, identities and volumes. */
const ON_EVERY_NODE = { pods: 4, cpu: millicores(250), memory: mib(300) } as const;

/** The part of the memory that the hypervisor and the kernel keep, in thousandths. */
const KEPT_BY_THE_MACHINE = 75n;

/** The most pods of a node, with address blocks: what interfaces carry, and no more than EKS recommends. */
export function mostPods({ cpus, interfaces, addresses }: InstanceSize): number {
  const carried = interfaces * (addresses - 1) * ADDRESS_BLOCK + 2;
  return Math.min(carried, cpus < LARGE_CPUS ? MOST_PODS.small : MOST_PODS.large);
}

/** What a node of the type has for pods: its real size less what kubelet reserves, the eviction threshold and what runs on every node. */
export function nodeCapacity(type: unknown): NodeCapacity | undefined {
  const size = instanceSize(type);
  if (!size) return undefined;
  const pods = mostPods(size);
  const whole = mib(size.gib * 1024).amount;
  const memory = whole - (whole * KEPT_BY_THE_MACHINE) / 1000n - mib(255 + 11 * pods + 100).amount - ON_EVERY_NODE.memory.amount;
  const cpu = cores(size.cpus).amount - millicores(reservedMillicores(size.cpus)).amount - ON_EVERY_NODE.cpu.amount;
  return { cpu: Cpu.of({ amount: cpu, problem: undefined }), memory: Size.of({ amount: memory, problem: undefined }), pods: pods - ON_EVERY_NODE.pods };
}

/** What the images of EKS keep of the processors for kubelet: 6 % of the first, 1 % of the second, half a percent of the next two, a quarter of the rest. */
function reservedMillicores(cpus: number): number {
  const rest = Math.max(0, cpus - 4) * 2.5;
  return Math.ceil(60 + (cpus > 1 ? 10 : 0) + Math.min(2, Math.max(0, cpus - 2)) * 5 + rest);
}

/** Addresses that a node takes from its subnet at the most: one for each interface, and whole blocks for its pods with one in reserve. */
export function addressesOfNode(size: InstanceSize): number {
  return size.interfaces + (Math.ceil(mostPods(size) / ADDRESS_BLOCK) + 1) * ADDRESS_BLOCK;
}
