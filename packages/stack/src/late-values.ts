import { interpolate, Output } from '@pulumi/pulumi';

/** One way in which a value that is known only after apply was lost or bent on its way through a manifest. */
export interface LateValueProblem {
  readonly path: string;
  readonly must: string;
  readonly got: string;
}

interface Minted {
  readonly output: Output<unknown>;
  readonly origin: string;
  seen: boolean;
}

/**
 * How tokens look in a reading: letters alone, so that whoever looks at a host name or a label takes them. Those of two readings have no letter in common and
 * not the same length, numbers lie in grids of another width: what was made of a token, be it one letter, its length or its hash, is another thing each time.
 */
interface Spelling {
  readonly letters: string;
  readonly opening: string;
  readonly width: number;
  readonly closing: string;
  readonly step: number;
}

const SPELLINGS = {
  first: { letters: 'abcdefghijklm', opening: 'mckfalebdhkg', width: 6, closing: 'lj', step: 7919 },
  second: { letters: 'nopqrstuvwxyz', opening: 'zsqvtnyworxq', width: 8, closing: 'pu', step: 104_729 },
} as const satisfies Record<string, Spelling>;

export type Reading = keyof typeof SPELLINGS;

/** What is wrong with a place, in words that both ways to find it share. */
export const WRONG = {
  unchanged: 'carry a value known only after apply unchanged',
  keys: 'have keys that are known before apply',
  number: 'pass a late number on as it is',
  plain: 'be a plain value or a late one',
} as const;
export const LATE = 'a value known only after apply';
export const OUTPUT = 'an Output; pass it through text() or number()';

const WORDS = 'Calling [to';
/** The same in base64, of whose beginning and end the letters beside it decide. */
const IN_BASE64 = [0, 1, 2].map(shift => {
  const text = Buffer.from(' '.repeat(shift) + WORDS)
    .toString('base64')
    .replace(/=+$/, '');
  return text.slice(shift === 0 ? 0 : shift + 1, -1).replace(/[+/]/g, '\\$&');
});
/** What an Output says of itself where somebody wants it to be a text, cut, respelled or in base64. */
const TEXT_OF_OUTPUT = new RegExp([WORDS.replace('[', '\\['), ...IN_BASE64].join('|'), 'i');
const SHORTEST_TRACE = WORDS.length;

/** Numbers below this are tokens: no manifest means them. */
const NUMBER_MARK = -(2 ** 52);

/**
 * Carries values that are known only after apply (an endpoint, a port) through code that wants plain strings and numbers.
 *
 * `text` and `number` give a token for each use; `replace` puts the value in its place when the finished object is registered. One reading alone sees tokens that
 * are missing or not whole; what else was made of one is seen by comparing two (`differentManifests`).
 */
export class LateValues {
  readonly #minted: Minted[] = [];
  readonly #spelling: Spelling;
  readonly #token: RegExp;

  constructor(reading: Reading = 'first') {
    const { letters, opening, width, closing } = SPELLINGS[reading];
    this.#spelling = SPELLINGS[reading];
    this.#token = new RegExp(`${opening}([${letters}]{${width}})${closing}`, 'g');
  }

  /** A string that stands for the value, alone or inside a longer string. `origin` says in messages what it is. */
  text(output: Output<string>, origin: string): string {
    const { opening, closing } = this.#spelling;
    return `${opening}${this.#letters(this.#mint(output, origin))}${closing}`;
  }

  /** A number that stands for the value; to be passed on as it is. */
  number(output: Output<number>, origin: string): number {
    return NUMBER_MARK - this.#spelling.step * (this.#mint(output, origin) + 1);
  }

  /** The same object with every token replaced by its value; what cannot be replaced is added to `problems`. */
  replace<T>(value: T, path: string, problems: LateValueProblem[]): T {
    return this.#replaced(value, path, problems) as T;
  }

  /** Tokens that arrived nowhere: each use must be found once in a finished object. */
  lost(): readonly LateValueProblem[] {
    return this.#minted
      .filter(({ seen }) => !seen)
      .map(({ origin }) => ({ path: origin, must: 'arrive unchanged in a manifest', got: 'a value that was hashed, encoded or dropped on the way' }));
  }

  /** A text or a number with its tokens as they are called in messages, which is the same in each reading. */
  named(value: string | number): string | number {
    if (typeof value === 'number') {
      const index = this.#indexOf(value);
      return index === undefined ? value : `<${this.#minted[index]?.origin}>`;
    }
    if (value.length < this.#spelling.opening.length) return value;
    return value.replace(this.#token, (token, letters: string) => {
      const minted = this.#minted[this.#fromLetters(letters)];
      return minted ? `<${minted.origin}>` : token;
    });
  }

  #mint(output: Output<unknown>, origin: string): number {
    return this.#minted.push({ output, origin, seen: false }) - 1;
  }

  #take(index: number): Output<unknown> | undefined {
    const minted = this.#minted[index];
    if (minted) minted.seen = true;
    return minted?.output;
  }

  #letters(index: number): string {
    const { letters, width } = this.#spelling;
    let text = '';
    for (let rest = index; text.length < width; rest = Math.floor(rest / letters.length)) text = letters.charAt(rest % letters.length) + text;
    return text;
  }

  #fromLetters(text: string): number {
    const { letters } = this.#spelling;
    return [...text].reduce((index, letter) => index * letters.length + letters.indexOf(letter), 0);
  }

  /** Which number token this is; undefined for one that is none. */
  #indexOf(value: number): number | undefined {
    const index = (NUMBER_MARK - value) / this.#spelling.step - 1;
    return value < NUMBER_MARK && this.#minted[index] ? index : undefined;
  }

  #replaced(value: unknown, path: string, problems: LateValueProblem[]): unknown {
    if (typeof value === 'string') return this.#text(value, path, problems);
    if (typeof value === 'number') return value < NUMBER_MARK ? this.#number(value, path, problems) : value;
    if (value === null || typeof value !== 'object') return value;
    if (Output.isInstance(value)) {
      problems.push({ path, must: WRONG.plain, got: OUTPUT });
      return value;
    }
    if (Array.isArray(value)) return value.map((item, index) => this.#replaced(item, `${path}[${index}]`, problems));
    const copy: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      const bent = this.#isFree(key) ? undefined : (this.#bent(key) ?? LATE);
      if (bent) problems.push({ path, must: WRONG.keys, got: bent });
      copy[key] = this.#replaced(item, `${path}.${key}`, problems);
    }
    return copy;
  }

  #number(value: number, path: string, problems: LateValueProblem[]): unknown {
    const index = this.#indexOf(value);
    if (index === undefined) problems.push({ path, must: WRONG.number, got: 'a number calculated from one' });
    return index === undefined ? value : this.#take(index);
  }

  #text(value: string, path: string, problems: LateValueProblem[]): unknown {
    if (this.#isFree(value)) return value;
    const literals: string[] = [];
    const outputs: Output<unknown>[] = [];
    let last = 0;
    for (const match of value.matchAll(this.#token)) {
      const output = this.#take(this.#fromLetters(match[1] ?? ''));
      if (!output) continue;
      if (match[0] === value) return output;
      literals.push(value.slice(last, match.index));
      outputs.push(output);
      last = match.index + match[0].length;
    }
    literals.push(value.slice(last));
    const bent = literals.map(literal => this.#bent(literal)).find(Boolean);
    if (bent) problems.push({ path, must: WRONG.unchanged, got: bent });
    if (outputs.length === 0) return value;
    return interpolate(Object.assign(literals, { raw: literals }) as unknown as TemplateStringsArray, ...outputs);
  }

  /** Whether there is nothing of a late value in a text, which holds for nearly all of them. */
  #isFree(text: string): boolean {
    return text.length < SHORTEST_TRACE || !(text.includes(this.#spelling.opening) || TEXT_OF_OUTPUT.test(text));
  }

  /** What a token or Output became that can still be told in a text, in words; undefined when there is none. */
  #bent(text: string): string | undefined {
    if (TEXT_OF_OUTPUT.test(text)) return 'the text of an Output (`${output}` or JSON.stringify of one); pass the Output through text() first';
    return text.includes(this.#spelling.opening) ? 'a part of it' : undefined;
  }
}
