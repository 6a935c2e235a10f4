import { combine, multiple, parseQuantity, Quantity, type Reading, read } from './quantity';

const BINARY = { Ki: 2n ** 10n, Mi: 2n ** 20n, Gi: 2n ** 30n, Ti: 2n ** 40n, Pi: 2n ** 50n } as const;
const DECIMAL = { k: 10n ** 3n, M: 10n ** 6n, G: 10n ** 9n, T: 10n ** 12n, P: 10n ** 15n } as const;

/** Memory or storage, exact to a byte. */
export class Size extends Quantity {
  readonly unit = 'size';

  private constructor(reading: Reading) {
    super(reading.amount, reading.problem);
  }

  static of(reading: Reading): Size {
    return new Size(reading);
  }

  plus(other: Size): Size {
    return new Size(combine(this.amount + other.amount, this, other));
  }

  minus(other: Size): Size {
    return new Size(combine(this.amount - other.amount, this, other));
  }

  times(factor: number): Size {
    return new Size(multiple(this, factor));
  }

  /** Bytes; exact up to 8 PiB. */
  toBytes(): number {
    return Number(this.amount);
  }

  /** Gibibytes as AWS takes them: a whole number, rounded up, so that nobody gets less than was declared. */
  toAwsGibibytes(): number {
    return Number((this.amount + BINARY.Gi - 1n) / BINARY.Gi);
  }

  /** As Kubernetes writes it, in the largest binary unit that is exact: `512Mi`, `1536Mi`, `2Gi`. */
  toKubernetes(): string {
    if (this.amount === 0n) return '0';
    const units = Object.entries(BINARY).filter(([, bytes]) => this.amount % bytes === 0n);
    const [suffix, bytes] = units.at(-1) ?? ['', 1n];
    return `${this.amount / bytes}${suffix}`;
  }

  toString(): string {
    return this.toKubernetes();
  }
}

/** Kibibytes. */
export function kib(value: number): Size {
  return Size.of(read('kib', value, BINARY.Ki, 'bytes'));
}

/** Mebibytes: `mib(512)`. */
export function mib(value: number): Size {
  return Size.of(read('mib', value, BINARY.Mi, 'bytes'));
}

/** Gibibytes: `gib(4)`. */
export function gib(value: number): Size {
  return Size.of(read('gib', value, BINARY.Gi, 'bytes'));
}

/** Tebibytes. */
export function tib(value: number): Size {
  return Size.of(read('tib', value, BINARY.Ti, 'bytes'));
}

/** Reads the Kubernetes spelling: `512Mi`, `1.5Gi`, `10G`, plain bytes. */
export function parseSize(text: string): Size {
  return Size.of(parseQuantity('a size', text, { '': 1n, ...BINARY, ...DECIMAL }, 'bytes'));
}
