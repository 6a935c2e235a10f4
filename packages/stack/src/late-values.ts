import { interpolate, Output } from '@pulumi/pulumi';

const MARK = 'clinfra-late-';
const TOKEN = /clinfra-late-([0-9a-z]{6})-x/g;
/** Numbers below this are tokens: no manifest means them. */
const NUMBER_MARK = -(2 ** 52);

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
 * Carries values that are known only after apply (an endpoint, a port) through code that wants plain strings and numbers.
 *
 * `text` and `number` give a token for each use; `replace` puts the value in its place when the finished object is registered. A token
 * that was hashed, encoded, cut, calculated with, dropped or used as a key cannot be replaced any more: that is refused, with the path.
 */
export class LateValues {
  readonly #minted: Minted[] = [];

  /** A string that stands for the value, alone or inside a longer string. `origin` says in messages what it is. */
  text(output: Output<string>, origin: string): string {
    return `${MARK}${this.#mint(output, origin).toString(36).padStart(6, '0')}-x`;
  }

  /** A number that stands for the value; to be passed on as it is. */
  number(output: Output<number>, origin: string): number {
    return NUMBER_MARK - 1 - this.#mint(output, origin);
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

  #mint(output: Output<unknown>, origin: string): number {
    return this.#minted.push({ output, origin, seen: false }) - 1;
  }

  #take(index: number): Output<unknown> | undefined {
    const minted = this.#minted[index];
    if (minted) minted.seen = true;
    return minted?.output;
  }

  #replaced(value: unknown, path: string, problems: LateValueProblem[]): unknown {
    if (typeof value === 'string') return this.#text(value, path, problems);
    if (typeof value === 'number') return value < NUMBER_MARK ? this.#number(value, path, problems) : value;
    if (value === null || typeof value !== 'object') return value;
    if (Output.isInstance(value)) {
      problems.push({ path, must: 'be a plain value or a late one', got: 'an Output; pass it through text() or number()' });
      return value;
    }
    if (Array.isArray(value)) return value.map((item, index) => this.#replaced(item, `${path}[${index}]`, problems));
    const copy: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      const bent = isFree(key) ? undefined : key.includes(MARK) ? 'a value known only after apply' : bentToken(key);
      if (bent) problems.push({ path, must: 'have keys that are known before apply', got: bent });
      copy[key] = this.#replaced(item, `${path}.${key}`, problems);
    }
    return copy;
  }

  #number(value: number, path: string, problems: LateValueProblem[]): unknown {
    const output = this.#take(NUMBER_MARK - 1 - value);
    if (!output) problems.push({ path, must: 'pass a late number on as it is', got: 'a number calculated from one' });
    return output ?? value;
  }

  #text(value: string, path: string, problems: LateValueProblem[]): unknown {
    if (isFree(value)) return value;
    const literals: string[] = [];
    const outputs: Output<unknown>[] = [];
    let last = 0;
    for (const match of value.matchAll(TOKEN)) {
      const output = this.#take(Number.parseInt(match[1] ?? '', 36));
      if (!output) continue;
      if (match[0] === value) return output;
      literals.push(value.slice(last, match.index));
      outputs.push(output);
      last = match.index + match[0].length;
    }
    literals.push(value.slice(last));
    const bent = literals.map(bentToken).find(Boolean);
    if (bent) problems.push({ path, must: 'carry a value known only after apply unchanged', got: bent });
    if (outputs.length === 0) return value;
    return interpolate(Object.assign(literals, { raw: literals }) as unknown as TemplateStringsArray, ...outputs);
  }
}

/** The part of the mark that base64 leaves recognisable, for each of the three positions at which it can begin. */
const BASE64 = [0, 1, 2].map(shift => {
  const text = Buffer.from(' '.repeat(shift) + MARK)
    .toString('base64')
    .replace(/=+$/, '');
  return text.slice(shift === 0 ? 0 : shift + 1, -1);
});
const HEX = Buffer.from(MARK).toString('hex');
const OUTPUT_TEXT = /Calling \[(?:toString|toJSON|valueOf)\] on an \[Output/;
const SUSPECT = new RegExp(['clinfra-late', ...BASE64].map(text => text.replace(/[+/]/g, '\\$&')).join('|'));
/** Whatever is found below has one of these in it. */
const TRACE = new RegExp(['clinfra-late', HEX, 'Calling \\[', ...BASE64.map(text => text.replace(/[+/]/g, '\\$&'))].join('|'), 'i');
const SHORTEST_TRACE = 'clinfra-late'.length;

/** Whether there is nothing of a late value in a text, which holds for nearly all of them. */
function isFree(text: string): boolean {
  return text.length < SHORTEST_TRACE || !TRACE.test(text);
}

/** What happened to a token or Output that is still recognisable in a text, in words; undefined when there is none. */
function bentToken(text: string): string | undefined {
  if (OUTPUT_TEXT.test(text)) return 'the text of an Output (`${output}` or JSON.stringify of one); pass the Output through text() first';
  if (SUSPECT.test(text)) return text.includes('clinfra-late') ? 'a part of it' : 'its base64 form';
  const lower = text.toLowerCase();
  if (lower.includes('clinfra-late')) return 'it with changed case';
  return lower.includes(HEX) ? 'its hexadecimal form' : undefined;
}
