import type { RelationalManagement } from './relational';

/** A line of machines, with the memory of one processor in GiB and what manages databases on it. */
interface Family {
  readonly memoryPerCpu: number;
  readonly sizes: readonly DatabaseMachineSize[];
  readonly manages: readonly RelationalManagement[];
}

/** Processors by the name of a size. */
const CPUS = { medium: 2, large: 2, xlarge: 4, '2xlarge': 8, '4xlarge': 16, '8xlarge': 32, '12xlarge': 48, '16xlarge': 64 } as const;
type DatabaseMachineSize = keyof typeof CPUS;

const FULL = ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'] as const;

/**
 * The machines that RDS offers on Graviton for the versions that may be declared. Those with a disk of their own carry Multi-AZ clusters; Aurora has
 * none of the general ones.
 */
const FAMILIES = {
  t4g: { memoryPerCpu: 4, sizes: ['medium', 'large', 'xlarge', '2xlarge'], manages: ['rds', 'aurora'] },
  m6g: { memoryPerCpu: 4, sizes: FULL, manages: ['rds'] },
  m7g: { memoryPerCpu: 4, sizes: FULL, manages: ['rds'] },
  r6g: { memoryPerCpu: 8, sizes: FULL, manages: ['rds', 'aurora'] },
  r7g: { memoryPerCpu: 8, sizes: FULL, manages: ['rds', 'aurora'] },
  m6gd: { memoryPerCpu: 4, sizes: FULL, manages: ['rds-cluster'] },
  r6gd: { memoryPerCpu: 8, sizes: FULL, manages: ['rds-cluster'] },
} as const satisfies Readonly<Record<string, Family>>;

type FamilyName = keyof typeof FAMILIES;

/** A machine of a database, by the name that RDS gives it: `db.r6g.large`. */
export type DatabaseClass = { [Name in FamilyName]: `db.${Name}.${(typeof FAMILIES)[Name]['sizes'][number]}` }[FamilyName];

/** What is known of a machine. */
export interface DatabaseMachine {
  readonly cpus: number;
  readonly memoryGib: number;
  /** What manages databases on it. */
  readonly manages: readonly RelationalManagement[];
}

/** What does not follow from the line: the smallest has half the memory, and Aurora has none of the larger ones that share processors. */
const OWN: Readonly<Record<string, Partial<DatabaseMachine>>> = {
  'db.t4g.medium': { memoryGib: 4 },
  'db.t4g.xlarge': { manages: ['rds'] },
  'db.t4g.2xlarge': { manages: ['rds'] },
};

/** Every machine that a database may have, by its name. */
export const DATABASE_MACHINES: ReadonlyMap<string, DatabaseMachine> = new Map(
  Object.entries<Family>(FAMILIES).flatMap(([family, { memoryPerCpu, sizes, manages }]) =>
    sizes.map(size => {
      const name = `db.${family}.${size}`;
      return [name, { cpus: CPUS[size], memoryGib: CPUS[size] * memoryPerCpu, manages, ...OWN[name] }] as const;
    }),
  ),
);
