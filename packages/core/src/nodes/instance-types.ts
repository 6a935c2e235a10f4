/** The families of instances that a platform may use, with the memory that comes with each virtual processor. */
const FAMILIES = {
  c6i: { processor: 'x86_64', gibPerCpu: 2 },
  c7i: { processor: 'x86_64', gibPerCpu: 2 },
  c7g: { processor: 'arm64', gibPerCpu: 2 },
  m5: { processor: 'x86_64', gibPerCpu: 4 },
  m6i: { processor: 'x86_64', gibPerCpu: 4 },
  m7i: { processor: 'x86_64', gibPerCpu: 4 },
  m6g: { processor: 'arm64', gibPerCpu: 4 },
  m7g: { processor: 'arm64', gibPerCpu: 4 },
  r6i: { processor: 'x86_64', gibPerCpu: 8 },
  r7i: { processor: 'x86_64', gibPerCpu: 8 },
  r7g: { processor: 'arm64', gibPerCpu: 8 },
  i4i: { processor: 'x86_64', gibPerCpu: 8 },
} as const satisfies Record<string, { processor: Processor; gibPerCpu: number }>;

/** The sizes that all these families have, with the network interfaces that EC2 admits and the addresses on each. */
const SIZES = {
  large: { cpus: 2, interfaces: 3, addresses: 10 },
  xlarge: { cpus: 4, interfaces: 4, addresses: 15 },
  '2xlarge': { cpus: 8, interfaces: 4, addresses: 15 },
  '4xlarge': { cpus: 16, interfaces: 8, addresses: 30 },
  '8xlarge': { cpus: 32, interfaces: 8, addresses: 30 },
} as const satisfies Record<string, { cpus: number; interfaces: number; addresses: number }>;

/** Types that earn credit while they idle: enough for rehearsals, and for a platform that knows its load. */
const BURSTABLE = {
  't3.medium': { processor: 'x86_64', cpus: 2, gib: 4, interfaces: 3, addresses: 6 },
  't3.large': { processor: 'x86_64', cpus: 2, gib: 8, interfaces: 3, addresses: 12 },
  't3.xlarge': { processor: 'x86_64', cpus: 4, gib: 16, interfaces: 4, addresses: 15 },
  't3.2xlarge': { processor: 'x86_64', cpus: 8, gib: 32, interfaces: 4, addresses: 15 },
  't4g.large': { processor: 'arm64', cpus: 2, gib: 8, interfaces: 3, addresses: 12 },
  't4g.xlarge': { processor: 'arm64', cpus: 4, gib: 16, interfaces: 4, addresses: 15 },
} as const satisfies Record<string, InstanceSize>;

/** What nodes are good at. `general` nodes carry everything that does not ask for others. */
export const PURPOSES = ['general', 'compute', 'memory', 'storage'] as const;
export type Purpose = (typeof PURPOSES)[number];

export type Processor = 'x86_64' | 'arm64';

/** What an instance really has. */
export interface InstanceSize {
  readonly processor: Processor;
  /** Virtual processors. */
  readonly cpus: number;
  /** Memory in GiB, before anything is reserved. */
  readonly gib: number;
  /** The most network interfaces. */
  readonly interfaces: number;
  /** The most addresses of an interface, its own included. */
  readonly addresses: number;
}

/** The EC2 instance types whose figures are known here. */
export type InstanceType = `${keyof typeof FAMILIES}.${keyof typeof SIZES}` | keyof typeof BURSTABLE;

/** Every known type with its figures. */
export const INSTANCE_TYPES: Readonly<Record<InstanceType, InstanceSize>> = {
  ...BURSTABLE,
  ...(Object.fromEntries(
    Object.entries(FAMILIES).flatMap(([family, { processor, gibPerCpu }]) =>
      Object.entries(SIZES).map(([size, { cpus, ...network }]) => [`${family}.${size}`, { processor, cpus, gib: cpus * gibPerCpu, ...network }]),
    ),
  ) as Readonly<Record<InstanceType, InstanceSize>>),
};

/** What nodes of a purpose are made of unless a platform says otherwise. */
export const USUAL_TYPES = {
  general: 'm6i.xlarge',
  compute: 'c7i.2xlarge',
  memory: 'r7i.xlarge',
  storage: 'm6i.2xlarge',
} as const satisfies Record<Purpose, InstanceType>;

/** The figures of a type; undefined for one that is not known, as a caller without types may pass it. */
export function instanceSize(type: unknown): InstanceSize | undefined {
  return typeof type === 'string' && Object.hasOwn(INSTANCE_TYPES, type) ? INSTANCE_TYPES[type as InstanceType] : undefined;
}
