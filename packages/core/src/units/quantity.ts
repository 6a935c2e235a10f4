/** A decimal number as it was written, times a factor, without rounding; undefined when that is no whole number. */
function exactly(written: string, factor: bigint): bigint | undefined {
  const digits = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(written);
  if (!digits) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = digits;
  const shift = Number(exponent) - fraction.length;
  const scaled = BigInt(whole + fraction) * factor * (shift > 0 ? 10n ** BigInt(shift) : 1n);
  const divisor = shift < 0 ? 10n ** BigInt(-shift) : 1n;
  if (scaled % divisor !== 0n) return undefined;
  return sign ? -(scaled / divisor) : scaled / divisor;
}

/**
 * An amount with a unit, held as a whole number of the smallest one, so that arithmetic is exact.
 *
 * A value that makes no sense (`cores(-1)`, `gib(NaN)`) is kept and counts as nothing; the check `quantity` reports it with the
 * path at which it was used, together with everything else that is wrong.
 */
export abstract class Quantity {
  protected constructor(
    /** The amount in the smallest unit. */
    readonly amount: bigint,
    /** What is wrong with the value as it was written, if anything: `must be ..., got ...`. */
    readonly problem: QuantityProblem | undefined,
  ) {}

  /** Exact comparison: negative, zero or positive, as `Array.sort` expects it. */
  compareTo(other: this): number {
    return this.amount < other.amount ? -1 : this.amount > other.amount ? 1 : 0;
  }

  equals(other: this): boolean {
    return this.amount === other.amount;
  }

  exceeds(other: this): boolean {
    return this.amount > other.amount;
  }

  get isZero(): boolean {
    return this.amount === 0n;
  }

  /** The spelling that people and manifests use. */
  abstract toString(): string;

  toJSON(): string {
    return this.toString();
  }
}

export interface QuantityProblem {
  readonly must: string;
  readonly got: string;
}

/** What a written value comes to: its amount, or none and the reason. */
export interface Reading {
  readonly amount: bigint;
  readonly problem: QuantityProblem | undefined;
}

/** Reads a number of some unit: `read('cores', 0.25, 1000n, 'millicores')` is 250. */
export function read(unit: string, value: unknown, factor: bigint, smallest: string): Reading {
  const got = `${unit}(${typeof value === 'string' ? JSON.stringify(value) : String(value)})`;
  if (isRounded(value)) return { amount: 0n, problem: { must: 'be a number that JavaScript holds exactly', got } };
  return readDigits(typeof value === 'number' ? String(value) : '', factor, smallest, got);
}

/**
 * Whether a number has lost digits before it came here: beyond 2^53 there are fewer numbers than whole ones, and what was written has become the
 * nearest. Fifteen digits survive at every magnitude, so that `1e21` is what it says.
 */
function isRounded(value: unknown): boolean {
  if (typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value)) return false;
  return Number(value.toPrecision(15)) !== value;
}

function readDigits(written: string, factor: bigint, smallest: string, got: string): Reading {
  const amount = exactly(written, factor);
  if (amount === undefined) return { amount: 0n, problem: { must: `be a whole number of ${smallest}`, got } };
  if (amount < 0n) return { amount: 0n, problem: { must: 'be zero or more', got } };
  return { amount, problem: undefined };
}

/** The sum, difference and multiple of readings carry the first problem of their parts. */
export function combine(amount: bigint, ...parts: readonly Quantity[]): Reading {
  const problem = parts.find(part => part.problem)?.problem;
  if (amount < 0n) return { amount: 0n, problem: problem ?? { must: 'be zero or more', got: parts.map(String).join(' minus ') } };
  return { amount, problem };
}

/** Multiplies by a whole number; anything else is a problem of the product. */
export function multiple(of: Quantity, factor: number): Reading {
  if (!Number.isSafeInteger(factor) || factor < 0) return { amount: 0n, problem: { must: 'be multiplied by a whole number', got: `${of} times ${factor}` } };
  return combine(of.amount * BigInt(factor), of);
}

/** Parses `<number><suffix>` by a table of suffixes, digit by digit; the one parser behind every unit. */
export function parseQuantity(what: string, text: string, suffixes: Readonly<Record<string, bigint>>, smallest: string): Reading {
  const parts = /^\s*(\d+(?:\.\d+)?)\s*([A-Za-z%]*)\s*$/.exec(text);
  const factor = parts && Object.hasOwn(suffixes, parts[2] ?? '') ? suffixes[parts[2] ?? ''] : undefined;
  if (!parts || factor === undefined) {
    const endings = Object.keys(suffixes).filter(Boolean).join(', ');
    return { amount: 0n, problem: { must: `be ${what} as a number with one of ${endings}`, got: JSON.stringify(text) } };
  }
  return readDigits(parts[1] ?? '', factor, smallest, JSON.stringify(text));
}
