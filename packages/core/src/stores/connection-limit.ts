import { DATABASE_MACHINES } from './database-class';
import type { RelationalStore } from './store';

/** What AWS lets a server hold by the memory of its machine, by its own tables for each engine, which count less than the whole memory. */
const BY_MEMORY = { postgres: { perGib: 100, most: 5000 }, mysql: { perGib: 75, most: 16_000 } } as const;

/** Aurora for MySQL grows by steps. */
const AURORA_MYSQL: Readonly<Record<number, number>> = { 4: 90, 8: 135, 16: 1000, 32: 2000, 64: 3000, 128: 4000, 256: 5000, 384: 6000, 512: 6000 };

/** What is left to its administrators and to AWS itself. */
const RESERVED = 6;

/** How many connections of workloads a server on AWS holds; undefined where that does not follow from its machine or its parameter. */
export function connectionLimit(store: RelationalStore): number | undefined {
  const most = declared(store) ?? usual(store);
  return most === undefined || Number.isNaN(most) ? undefined : Math.max(0, most - RESERVED);
}

/** A parameter that is no number is a formula of AWS, which is left alone. */
function declared({ parameters }: RelationalStore): number | undefined {
  const value: unknown = parameters?.max_connections;
  if (value === undefined) return undefined;
  return typeof value === 'string' && /^[1-9]\d{0,5}$/.test(value) ? Number(value) : Number.NaN;
}

function usual({ kind, managed, instanceClass }: RelationalStore): number | undefined {
  const machine = DATABASE_MACHINES.get(instanceClass);
  if (!machine) return undefined;
  if (kind === 'mysql' && managed === 'aurora') return AURORA_MYSQL[machine.memoryGib];
  const { perGib, most } = BY_MEMORY[kind];
  return Math.min(most, perGib * machine.memoryGib);
}
