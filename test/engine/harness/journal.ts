interface Entry {
  readonly what: string;
  readonly seconds: number;
}

/** Notes what was started and how long each step took, and prints it as one table at the end. */
export class Journal {
  readonly #entries: Entry[] = [];

  constructor(private readonly title: string) {}

  /** Runs a step and notes how long it took. */
  async step<T>(what: string, run: () => Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      return await run();
    } finally {
      this.#entries.push({ what, seconds: (performance.now() - began) / 1000 });
    }
  }

  print(): void {
    const width = Math.max(...this.#entries.map(({ what }) => what.length));
    const total = this.#entries.reduce((sum, { seconds }) => sum + seconds, 0);
    const lines = [...this.#entries, { what: 'together', seconds: total }].map(
      ({ what, seconds }) => `  ${what.padEnd(width)} ${seconds.toFixed(1).padStart(6)} s`,
    );
    process.stdout.write(`\n${this.title}\n${lines.join('\n')}\n`);
  }
}
