const LONGEST = 200;
const MOST = 8000;

/**
 * Remembers how texts were written: the same few thousand stand in every object of a platform. A full memory starts again, so that a
 * process that lives long does not keep every text it ever wrote.
 */
export class WrittenOnce {
  readonly #known = new Map<string, string>();
  readonly #write: (text: string) => string;

  constructor(write: (text: string) => string) {
    this.#write = write;
  }

  of(text: string): string {
    return this.#known.get(text) ?? this.#writeFirst(text);
  }

  #writeFirst(text: string): string {
    const written = this.#write(text);
    if (text.length > LONGEST) return written;
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.set(text, written);
    return written;
  }
}

/** Pieces as one text that is nothing but its characters: joined strings are copied, added ones stay pieces that are put together wherever they stand. */
export function whole(...pieces: readonly string[]): string {
  return pieces.join('');
}
