/** How many connections each pod keeps to a database, at each of the addresses that it uses: the one for writes and the one for reads. */
export interface Pool {
  /**
   * How many stay open without work. Behind a proxy they are what the servers must hold for each pod; more than these share what is left.
   * @default 10, or max where that is less
   */
  readonly min?: number;
  /**
   * How many there may be. The server must hold that many of every pod that there can be.
   * @default 100
   */
  readonly max?: number;
}

/** The figures of a pool, with what was not said. */
export function poolFrom({ min, max = 100 }: Pool = {}): Required<Pool> {
  return { min: min ?? (max < 10 ? max : 10), max };
}
